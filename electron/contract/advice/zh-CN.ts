import { feishuZhCN } from './feishu.zh-CN';

/**
 * 建议: what to do about each problem, one sentence each. zh-CN is the first language; its keys are the catalogue.
 * `{{name}}` marks a value from `problem.params`.
 */
export const zhCN = {
  // Drafts and plans
  nobody: '请先选择收件人',
  'text-empty': '请先写一句话，说明要对方做什么',
  'text-too-long': '消息过长：当前 {{size}} KB，飞书富文本最多 30 KB，请删减',
  'person-unresolved': '找不到“{{name}}”，请换成邮箱、手机号或成员 ID',
  'person-invalid-id': '“{{name}}”不是有效的成员 ID',
  'person-not-in-chat': '不在该群聊中，收不到这条加急',
  'room-unaddable': '不能加入加急群：可能已离职，或不在应用的可用范围内',
  'room-pending': '正在等待群主批准入群，批准前收不到加急；请群主批准后再次加急',
  'group-empty': '收件组“{{name}}”还没有成员',
  'group-gone': '这个收件组已被删除',
  'message-id-invalid': '消息 ID 以 om_ 开头，请在飞书中复制后粘贴',
  'batch-message': '批量消息（bm_ 开头）不能加急：请用机器人单独发送一条消息再加急',
  'message-by-others': '这条消息不是本机器人发的：可以回复它，再加急这条回复',
  'chat-needed': '请选择一个群聊',
  'plan-gone': '方案已过期，请再确认一次',
  'plan-used': '这次加急已经发出，没有重复发送',
  'paid-gesture-needed': '短信和电话加急需要按住按钮再次确认',
  'ceiling-person': '一小时内已给 {{name}} 打过 {{count}} 次，达到本机上限',
  'ceiling-hour': '一小时内的计费加急已达本机上限 {{limit}} 次',
  'ceiling-month': '本机计：本月额度 {{limit}} 次已用完，可在设置中调整',
  'called-recently': '{{minutes}} 分钟前刚加急过',
  // Workspaces and secrets
  'workspace-gone': '这个工作区已被移除',
  'secret-missing': '没有保存 App Secret，请重新连接这个工作区',
  'secret-unreadable': '系统密钥环无法解密 App Secret，请重新连接这个工作区',
  'keyring-missing': '此系统没有可用的密钥环：请选择仅在本次运行中保留，或明确同意不加密保存',
  'base-url-invalid': '接口地址必须以 https:// 开头（仅本机地址可用 http://）',
  'app-id-invalid': 'App ID 应以 cli_ 开头，请从开发者后台“凭证与基础信息”复制',
  'practice-only': '练习工作区不能修改',
  // Network
  offline: '没有网络连接，请检查网络后重试',
  'unreachable-host': '连不上 {{host}}，请检查网络、代理或接口地址',
  tls: '与 {{host}} 的安全连接失败，请检查证书或代理',
  timeout: '{{host}} 没有在规定时间内回应',
  'lost-answer': '网络中断，不知飞书是否收到',
  'lost-paid': '网络中断，短信或电话可能已经发出；是否再次加急由你决定',
  'not-json': '{{host}} 的回应不是飞书接口的格式，请检查接口地址、代理或网关',
  'stopped-before-call': '已停止，没有呼叫',
  'message-not-sent': '消息没有发出，因此没有加急',
  expired: '已过有效时间，没有呼叫',
  // This program
  'request-invalid': '请求无效，请重启应用后再试',
  internal: '应用内部错误，请复制诊断信息并反馈',
  'hotkey-taken': '快捷键 {{hotkey}} 已被其他程序占用，请换一个',
  'settings-damaged': '设置文件已损坏，已另存为 {{file}}，并恢复默认设置',
  'settings-salvaged': '设置文件有 {{count}} 处损坏，已略去；原文件另存为 {{file}}',
  'ledger-newer': '加急记录由更新的版本写成，这个版本不能使用它：请升级应用，在那之前不能加急',
  'ledger-damaged': '加急记录已损坏，已另存为 {{file}}，并新建了一份',
  'storage-failed': '无法写入磁盘：{{reason}}',
  'still-running': '上一次加急还在进行，请稍候',
  'person-ambiguous': '有多位成员叫“{{name}}”，请从列表中选择',
  'buzz-gone': '找不到这次加急的记录',
  'nothing-to-recall': '没有可撤回的消息',
  // Doctor and links
  'scope-to-grant': '没有权限 {{scope}}，因此不能{{use}}：请在开发者后台开通并发布新版本',
  'check-skipped': '前面的问题解决之后才能检查',
  'bot-inactive': '机器人尚未启用：请在开发者后台发布版本，并由管理员审核',
  'nobody-available': '应用看不到任何成员：请在开发者后台设置可用范围并发布版本',
  'link-kept-draft': '草稿里已有内容，没有用链接里的内容替换它',
  'link-invalid': '这个链接的内容无效，没有打开它',
  // Feishu, by code
  ...feishuZhCN,
} as const;
