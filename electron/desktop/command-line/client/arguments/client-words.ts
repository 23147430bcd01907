import type { Locale } from '../../../../contract/model/settings';
import { type EnglishWords, sayFrom, type Values } from '../../../../contract/words';
import type { PrintedProblem } from '../../protocol/reply';
import type { UsageProblem } from './parse-result';

/** The client's own sentences. Chinese is first; its keys are the catalog. */
const zhCN = {
  usage: '参数有误',
  seeHelp: '运行 feishu-buzz --help 查看全部命令',
  'no-command': '请写明要做什么，例如 feishu-buzz send --to 值班组 --text "…"',
  'unknown-command': '没有“{{name}}”这个命令',
  'unknown-option': '这个命令没有 {{option}} 这个选项',
  'value-missing': '{{option}} 后面缺少内容',
  'given-twice': '{{option}} 只能写一次',
  'option-needed': '缺少 {{option}}',
  'argument-needed': '缺少 {{name}}',
  'argument-unexpected': '不认识“{{value}}”：含空格的内容请加引号',
  choice: '{{option}} 只能是：{{choices}}',
  number: '{{option}} 应为 {{from}} 到 {{to}} 的整数',
  'too-many': '{{option}} 最多 {{most}} 个',
  'not-both': '{{option}} 与 {{other}} 不能同时使用',
  'batch-message': '批量消息（bm_ 开头）不能加急：请用机器人单独发送一条消息再加急',
  'message-id': '“{{value}}”不是消息 ID：消息 ID 以 om_ 开头',
  'buzz-id': '“{{value}}”不是加急编号：编号以 bz_ 开头，可用 feishu-buzz list 查看',
  'serve-elsewhere': '中继不在桌面应用里运行：请在源码目录用 npm run serve 启动（需要 Node）',
  'file-unreadable': '读不了文件 {{file}}（{{reason}}）',
  'file-unwritable': '写不了文件 {{file}}（{{reason}}）',
  'file-too-large': '文件 {{file}} 太大',
  checkFile: '请检查文件名和权限',
  'secret-missing': '没有收到 App Secret',
  giveSecret: '请从标准输入传入，或设置环境变量 FEISHU_BUZZ_APP_SECRET',
  secretPrompt: 'App Secret（不会显示）：',
  'no-app': '连不上飞书加急',
  'app-failed': '应用没有启动（{{reason}}），请直接打开应用查看原因',
  'app-silent': '应用在 {{seconds}} 秒内没有回应，请退出后重新打开它',
  'app-older': '正在运行的是另一个版本，请退出后重试：feishu-buzz quit',
  'app-gone': '应用中途退出了',
  'app-gone-buzz': '部分成员可能已经收到；打开应用或运行 feishu-buzz list 查看结果，先不要重发',
  'app-gone-other': '请重新打开应用后再试',
  'still-there': '应用还没有退出（进程 {{pid}}）',
  'quit-again': '请稍候再试；若一直如此，请结束这个进程',
  'other-home': '注意：这里用的是 {{folder}} 里的数据，不是本用户桌面上的 {{usual}}（环境变量 HOME 不同）',
  'new-folder': '注意：{{folder}} 里还没有数据，没有连接任何工作区，只能练习',
  starting: '正在后台启动飞书加急 …',
  notRunning: '飞书加急没有在运行',
  deafNow: '飞书加急正在运行（进程 {{pid}}），但暂时连不上，正在等它恢复 …',
  deaf: '飞书加急正在运行（进程 {{pid}}），但连不上它',
  'deaf-advice': '请在托盘菜单里退出它，再重新打开；若没有反应，请结束这个进程',
  foreign: '{{socket}} 那里不是飞书加急，没有向它发送任何内容',
  exported: '已写入 {{file}}',
  'not-at-relay': '中继不能执行这个命令',
  'at-relay':
    '中继可以执行 send、message、show、list、stop、recall；其他命令请不要加 --relay，也不要设置 FEISHU_BUZZ_RELAY',
  'no-pictures-at-relay': '中继不发图片，没有发出任何消息',
  'no-pictures-at-relay-advice': '请去掉 --image；要带图片，请不要加 --relay，也不要设置 FEISHU_BUZZ_RELAY',
  'incident-at-relay': '--incident 只能和中继一起用，没有发出任何消息',
  'incident-at-relay-advice': '请加 --relay，或去掉 --incident',
  'climbs-at-relay': '由中继发出的加急，升级阶梯也由中继执行，没有发出任何消息',
  'climbs-at-relay-advice': '请去掉 --climbs；要从这台电脑发出，请不要加 --relay，也不要设置 FEISHU_BUZZ_RELAY',
  'relay-address': '中继的地址不对',
  'relay-address-advice': '请写 https:// 开头、不含路径的地址；只有本机可以用 http://',
  'relay-token': '没有中继的令牌',
  'relay-token-advice': '请设置环境变量 FEISHU_BUZZ_RELAY_TOKEN；令牌由中继的管理员用 serve token add 添加',
  'no-relay': '连不上中继 {{relay}}',
  'no-relay-advice': '没有发出任何内容（{{reason}}），请检查地址和网络',
  'relay-strange': '那里回应的不是中继，请检查地址',
  'relay-gone': '中继没有回应',
  'relay-gone-advice': '命令可能已经执行；请用 list 查看结果，先不要重发',
} as const;

/** Key of one of the client's own sentences. */
export type ClientWord = keyof typeof zhCN;

const enUS: EnglishWords<ClientWord> = {
  usage: 'Invalid arguments',
  seeHelp: 'Run feishu-buzz --help to see all commands',
  'no-command': 'Name a command, for example feishu-buzz send --to "On call" --text "…"',
  'unknown-command': 'There is no command “{{name}}”',
  'unknown-option': 'This command has no option {{option}}',
  'value-missing': '{{option}} needs a value',
  'given-twice': '{{option}} can be given only once',
  'option-needed': '{{option}} is missing',
  'argument-needed': '{{name}} is missing',
  'argument-unexpected': 'Unexpected “{{value}}”. Put text with spaces in quotes',
  choice: '{{option}} must be one of: {{choices}}',
  number: '{{option}} must be a whole number from {{from}} to {{to}}',
  'too-many': '{{option}} can be given {{most}} times at most',
  'not-both': '{{option}} and {{other}} cannot be used together',
  'batch-message': 'Batch messages (bm_…) cannot be buzzed. Send a new message with the bot and buzz that',
  'message-id': '“{{value}}” is not a message ID. Message IDs begin with om_',
  'buzz-id': '“{{value}}” is not a buzz ID. Buzz IDs begin with bz_; feishu-buzz list shows them',
  'serve-elsewhere':
    'The relay does not run in the desktop app. Start it in a checkout with npm run serve, which needs Node',
  'file-unreadable': 'Cannot read the file {{file}} ({{reason}})',
  'file-unwritable': 'Cannot write the file {{file}} ({{reason}})',
  'file-too-large': 'The file {{file}} is too large',
  checkFile: 'Check its name and permissions',
  'secret-missing': 'No App Secret was given',
  giveSecret: 'Pass it on standard input or in the environment variable FEISHU_BUZZ_APP_SECRET',
  secretPrompt: 'App Secret (not shown): ',
  'no-app': 'Cannot reach Feishu Buzz',
  'app-failed': 'The app did not start ({{reason}}). Open it directly to see why',
  'app-silent': 'The app did not answer within {{seconds}} s. Quit it and open it again',
  'app-older': 'Another version of the app is running. Quit it and try again: feishu-buzz quit',
  'app-gone': 'The app ended before it answered',
  'app-gone-buzz':
    'Some people may already have been buzzed. Open the app or run feishu-buzz list before you send again',
  'app-gone-other': 'Open the app and try again',
  'still-there': 'The app has not quit yet (process {{pid}})',
  'quit-again': 'Wait a moment and try again. If it is still there, end that process',
  'other-home':
    'Attention: this uses the data in {{folder}}, not those of this user’s desktop in {{usual}} (HOME is different)',
  'new-folder': 'Attention: there is no data in {{folder}} yet. No workspace is connected, so this is practice',
  starting: 'Starting Feishu Buzz in the background …',
  notRunning: 'Feishu Buzz is not running',
  deafNow: 'Feishu Buzz is running (process {{pid}}) but cannot be reached. Waiting for it to listen again …',
  deaf: 'Feishu Buzz is running (process {{pid}}) but cannot be reached',
  'deaf-advice': 'Quit it from its tray menu and open it again. If it does not react, end that process',
  foreign: 'What answers at {{socket}} is not Feishu Buzz. It was sent nothing',
  exported: 'Written to {{file}}',
  'not-at-relay': 'A relay does not carry out this command',
  'at-relay':
    'A relay carries out send, message, show, list, stop and recall. For others, leave out --relay and FEISHU_BUZZ_RELAY',
  'no-pictures-at-relay': 'A relay sends no pictures. Nothing was sent',
  'no-pictures-at-relay-advice': 'Leave out --image; or, to send pictures, leave out --relay and FEISHU_BUZZ_RELAY',
  'incident-at-relay': '--incident is for a relay. Nothing was sent',
  'incident-at-relay-advice': 'Add --relay, or leave out --incident',
  'climbs-at-relay': 'The ladder of a buzz that the relay sends runs in the relay. Nothing was sent',
  'climbs-at-relay-advice':
    'Leave out --climbs; or, to send from this computer, leave out --relay and FEISHU_BUZZ_RELAY',
  'relay-address': 'The address of the relay is not valid',
  'relay-address-advice': 'Use an address that begins with https:// and has no path; http:// only for this computer',
  'relay-token': 'There is no token for the relay',
  'relay-token-advice': 'Set FEISHU_BUZZ_RELAY_TOKEN. The admin of the relay adds tokens with serve token add',
  'no-relay': 'Cannot reach the relay {{relay}}',
  'no-relay-advice': 'Nothing was sent ({{reason}}). Check the address and the network',
  'relay-strange': 'What answers there is not a relay. Check the address',
  'relay-gone': 'The relay does not answer',
  'relay-gone-advice': 'The command may have been carried out. Look with list before you send again',
};

/** Speaks as the client, when no app is there to do so. */
export const sayOf = sayFrom(zhCN, enUS);

/** A problem that the client found by itself, in two sentences. */
export const printed = (
  locale: Locale,
  message: ClientWord,
  advice: ClientWord,
  values: Values = {},
): PrintedProblem => ({
  code: null,
  message: sayOf(locale)(message, values),
  advice: sayOf(locale)(advice, values),
});

/** A mistake in the arguments, in two sentences. */
export const printedUsage = (locale: Locale, { key, ...values }: UsageProblem): PrintedProblem => ({
  code: null,
  message: `${sayOf(locale)('usage')}${locale === 'zh-CN' ? '：' : ': '}${sayOf(locale)(key, values)}`,
  advice: sayOf(locale)('seeHelp'),
});
