import { type EnglishWords, sayFrom } from '../../contract/words';

/** Sentences of `serve` for its terminal. Chinese is first; its keys are the catalog. */
const zhCN = {
  usage: `飞书加急：中继

  feishu-buzz serve [--config <文件>] [--data <目录>] [--host <地址>] [--port <端口>]
                       [--ledger sqlite|postgres]
                       没有配置文件时只有练习工作区，不会联系真人
  feishu-buzz serve migrate   建立或更新 PostgreSQL 的表，在各进程启动之前运行一次
  feishu-buzz serve token add --name <名称> --workspace <编号> --rights <权限,…>
                              [--hook <webhook> …] [--per-hour <次数>] [--paid-per-hour <人次>]
                       令牌只显示一次；权限：read buzz paid adopt hook admin
                       --hook：权限 hook 只用于这些 webhook，可以写多次
  feishu-buzz serve token list · token remove <令牌编号>
  feishu-buzz serve hook test <文件 …> [--hook <webhook>] [--key <Idempotency-Key>] [--json]
                       看收到这些内容会怎样，按先后顺序；什么也不发

--config  也可以写在环境变量 FEISHU_BUZZ_RELAY_CONFIG 里
--ledger  台账放在数据目录（sqlite，单个进程），还是 PostgreSQL（多个进程）；也可以写在配置里
--data    中继自己的数据目录，也可以写在环境变量 FEISHU_BUZZ_RELAY_HOME 里
`,
  'wrong-arguments': '参数有误，运行 feishu-buzz serve --help 查看用法',
  'wrong-ledger': '没有“{{ledger}}”这种台账，可用：sqlite postgres',
  'wrong-number': '{{option}} 应为 0 到 {{most}} 的整数',
  'wrong-right': '没有“{{right}}”这个权限，可用：{{rights}}',
  'option-needed': '缺少 {{option}}',
  'config-unreadable': '读不了配置文件 {{file}}（{{reason}}）',
  'config-wrong': '配置文件 {{file}} 有误：',
  'not-json': '不是 JSON 对象',
  'unknown-key': '{{place}}：没有这一项',
  'wrong-value': '{{place}}：缺少，或写得不对',
  'secret-in-config': '{{place}}：密钥不能写在配置里，请写 {"file": "…"} 或 {"env": "…"}',
  'same-id': '{{place}}：编号和前面的工作区重复',
  'same-app': '{{place}}：这个应用已经属于前面的工作区',
  'open-without-tls': '{{place}}：监听本机以外的地址，需要证书（cert、key），或写明 "proxy"（前面有代理负责 TLS）',
  'secret-missing': '读不到工作区“{{name}}”的 App Secret，请检查配置里写的文件或环境变量',
  'hook-secret-missing': '读不到 webhook“{{hook}}”的签名密钥，请检查配置里写的文件或环境变量',
  'groups-wrong': '读不了工作区“{{name}}”的收件组文件：{{why}}',
  'tls-unreadable': '读不了证书或私钥（{{reason}}）',
  'data-taken': '数据目录 {{folder}} 正由另一个进程使用',
  'data-unlocked': '数据目录 {{folder}} 所在的磁盘不能加锁（{{reason}}），换一个目录',
  'data-damaged': '注意：{{what}}',
  'ledger-closed': '台账打不开：{{what}}',
  'database-missing': '读不到数据库的地址，请检查配置里写的文件或环境变量（默认 FEISHU_BUZZ_RELAY_DATABASE）',
  'database-unreachable': '连不上数据库（{{reason}}）',
  'database-version': '数据库里的表不是这个版本的，请先运行 feishu-buzz serve migrate',
  'database-newer': '数据库里的表由更新的版本建立，请升级这个程序',
  'database-app': '工作区“{{name}}”的应用已经属于数据库里的另一个工作区',
  'practice-alone': '练习工作区只在单个进程里可用，不能放在 PostgreSQL：请在配置里写明工作区，并去掉 practice',
  migrated: '数据库的表已是最新',
  'nothing-to-migrate': '台账在数据目录里，启动时自动更新，不需要这一步',
  'port-taken': '{{host}} 的端口 {{port}} 已被占用或不能监听（{{reason}}），请用 --port 换一个',
  listening: '中继已启动：{{url}}',
  practiceToken: '练习用令牌（只在这次运行中有效）：{{token}}',
  practiceOnly: '只有练习工作区，不会联系真人。Ctrl+C 结束',
  workspaces: '工作区：{{names}}',
  noTokens: '还没有令牌，用 feishu-buzz serve token add 添加',
  tryIt: '试一试：',
  stopping: '正在结束，等待已经发出的呼叫得到回应 …',
  stopped: '已结束',
  'token-added': '令牌 {{id}} 已添加，只显示这一次：',
  'token-removed': '令牌 {{id}} 已删除，立即失效',
  'token-unknown': '没有令牌 {{id}}',
  'token-hook': '这些工作区没有名为“{{id}}”的 webhook，现有：{{ids}}',
  'token-hook-right': '--hook 需要权限 hook',
  'token-workspace': '没有编号为“{{id}}”的工作区，现有：{{ids}}',
  'token-none': '还没有令牌',
  'tokens-damaged': '令牌文件 {{file}} 读不了，没有更改',
} as const;

export type ServeWord = keyof typeof zhCN;

const enUS: EnglishWords<ServeWord> = {
  usage: `Feishu Buzz: the relay

  feishu-buzz serve [--config <file>] [--data <folder>] [--host <address>] [--port <port>]
                       [--ledger sqlite|postgres]
                       without a configuration there is practice alone, which reaches no real people
  feishu-buzz serve migrate   makes or updates the tables in PostgreSQL, once before the processes start
  feishu-buzz serve token add --name <name> --workspace <id> --rights <right,…>
                              [--hook <webhook> …] [--per-hour <buzzes>] [--paid-per-hour <people>]
                       a token is shown once; rights: read buzz paid adopt hook admin
                       --hook: its right hook is for these webhooks alone; repeatable
  feishu-buzz serve token list · token remove <token id>
  feishu-buzz serve hook test <file …> [--hook <webhook>] [--key <Idempotency-Key>] [--json]
                       shows what these payloads would do, one after the other; sends nothing

--config  also read from FEISHU_BUZZ_RELAY_CONFIG
--ledger  the record in the data folder (sqlite, one process) or in PostgreSQL (several); also in the configuration
--data    the relay's own data folder, also read from FEISHU_BUZZ_RELAY_HOME
`,
  'wrong-arguments': 'Invalid arguments. Run feishu-buzz serve --help',
  'wrong-ledger': 'There is no ledger “{{ledger}}”. Available: sqlite postgres',
  'wrong-number': '{{option}} must be a whole number from 0 to {{most}}',
  'wrong-right': 'There is no right “{{right}}”. Rights: {{rights}}',
  'option-needed': '{{option}} is missing',
  'config-unreadable': 'Cannot read the configuration {{file}} ({{reason}})',
  'config-wrong': 'The configuration {{file}} has mistakes:',
  'not-json': 'It is not a JSON object',
  'unknown-key': '{{place}}: there is no such key',
  'wrong-value': '{{place}}: missing, or not valid',
  'secret-in-config': '{{place}}: a secret may not stand in the configuration. Write {"file": "…"} or {"env": "…"}',
  'same-id': '{{place}}: an earlier workspace has this id',
  'same-app': '{{place}}: this app belongs to an earlier workspace',
  'open-without-tls':
    '{{place}}: to listen beyond this computer takes a certificate (cert, key), or "proxy" where a proxy in front ends TLS',
  'secret-missing':
    'No App Secret for the workspace “{{name}}”. Check the file or variable that the configuration names',
  'hook-secret-missing':
    'No secret for the signatures of the webhook “{{hook}}”. Check the file or variable that the configuration names',
  'groups-wrong': 'Cannot read the groups of the workspace “{{name}}”: {{why}}',
  'tls-unreadable': 'Cannot read the certificate or its key ({{reason}})',
  'data-taken': 'Another process uses the data folder {{folder}}',
  'data-unlocked': 'The disk of the data folder {{folder}} takes no locks ({{reason}}). Use another folder',
  'data-damaged': 'Attention: {{what}}',
  'ledger-closed': 'The ledger cannot be opened: {{what}}',
  'database-missing':
    'No address of the database. Check the file or variable that the configuration names (FEISHU_BUZZ_RELAY_DATABASE by default)',
  'database-unreachable': 'The database cannot be reached ({{reason}})',
  'database-version': 'The tables of the database are not of this version. Run feishu-buzz serve migrate first',
  'database-newer': 'A newer version has made the tables of the database. Update this program',
  'database-app': 'The app of the workspace “{{name}}” belongs to another workspace of the database',
  'practice-alone':
    'Practice is for one process and cannot be kept in PostgreSQL. Name workspaces in the configuration, without practice',
  migrated: 'The tables of the database are up to date',
  'nothing-to-migrate':
    'The record is in the data folder and brought up to date at every start: there is nothing to do',
  'port-taken': 'Cannot listen at {{host}}, port {{port}} ({{reason}}). Choose another with --port',
  listening: 'The relay is up: {{url}}',
  practiceToken: 'Token for practice, good until the relay ends: {{token}}',
  practiceOnly: 'Practice alone: no real people are reached. Ctrl+C ends it',
  workspaces: 'Workspaces: {{names}}',
  noTokens: 'There are no tokens yet. Add one with feishu-buzz serve token add',
  tryIt: 'Try it:',
  stopping: 'Ending. Waiting for answers to calls that have left …',
  stopped: 'Ended',
  'token-added': 'The token {{id}} was added. It is shown only this once:',
  'token-removed': 'The token {{id}} was removed and is no longer accepted',
  'token-unknown': 'There is no token {{id}}',
  'token-hook': 'These workspaces have no webhook “{{id}}”. There are: {{ids}}',
  'token-hook-right': '--hook takes the right hook',
  'token-workspace': 'There is no workspace with the id “{{id}}”. Available: {{ids}}',
  'token-none': 'There are no tokens yet',
  'tokens-damaged': 'Cannot read the file of tokens {{file}}. Nothing was changed',
};

/** Speaks as `serve` on its terminal. */
export const sayServe = sayFrom(zhCN, enUS);
export type SayServe = ReturnType<typeof sayServe>;
