import { type EnglishWords, sayFrom } from '../../contract/words';

/** Sentences of refusals: what happened, and what to do. Chinese is first; its keys are the catalog. */
const zhCN = {
  unauthorized: '中继不接受这个令牌',
  'unauthorized-advice': '请检查令牌；它可能已被删除',
  forbidden: '这个令牌没有所需的权限',
  'forbidden-advice': '请让中继的管理员添加权限 {{right}}',
  'not-found': '中继没有这个地址',
  'not-found-advice': '请检查地址',
  'buzz-not-found': '没有这次加急，或令牌看不到它',
  'buzz-not-found-advice': '请检查编号，可用 list 查看',
  'too-large': '请求太大',
  'too-large-advice': '请求正文最多 1 MB',
  'wrong-type': '请求的格式不对',
  'wrong-type-advice': '请用 JSON，并写明 Content-Type: application/json',
  invalid: '请求的内容不对',
  'invalid-advice': '这些地方缺少或不对：{{places}}',
  'no-pictures': '中继不发图片，没有发出任何消息',
  'no-pictures-advice': '请去掉图片；要带图片，请在桌面应用里发送',
  'too-many': '这个令牌的请求太多了',
  'too-many-advice': '请等待 {{seconds}} 秒再试',
  'too-many-buzzes': '这个令牌的加急次数已到上限（每小时 {{limit}} 次）',
  'too-many-paid': '这个令牌的短信和电话已到上限（每小时 {{limit}} 人次）',
  'key-reused': '这个 Idempotency-Key 已用于另一次加急',
  'key-reused-advice': '每次加急请用新的 Idempotency-Key',
  closing: '中继正在结束',
  'closing-advice': '请稍后再试',
  refused: '没有发出任何消息',
  'refused-advice': '请看说明',
  internal: '中继出错了',
  'internal-advice': '请看中继的日志',
  'workspace-needed': '请写明工作区：{{candidates}}',
  'workspace-unknown': '没有叫“{{name}}”的工作区，或令牌不能用它。可用：{{candidates}}',
} as const;

/** Key of one of these sentences. */
export type AnswerWord = keyof typeof zhCN;

const enUS: EnglishWords<AnswerWord> = {
  unauthorized: 'The relay does not accept this token',
  'unauthorized-advice': 'Check the token. It may have been removed',
  forbidden: 'This token lacks a right',
  'forbidden-advice': 'Ask the admin of the relay for the right {{right}}',
  'not-found': 'The relay has no such address',
  'not-found-advice': 'Check the address',
  'buzz-not-found': 'There is no such buzz, or this token may not see it',
  'buzz-not-found-advice': 'Check its ID; list shows them',
  'too-large': 'The request is too large',
  'too-large-advice': 'A request has at most 1 MB',
  'wrong-type': 'The request has the wrong form',
  'wrong-type-advice': 'Send JSON, with Content-Type: application/json',
  invalid: 'The request is not valid',
  'invalid-advice': 'Missing, or not valid: {{places}}',
  'no-pictures': 'A relay sends no pictures. Nothing was sent',
  'no-pictures-advice': 'Leave the pictures out, or send them from the desktop app',
  'too-many': 'Too many requests with this token',
  'too-many-advice': 'Try again in {{seconds}} s',
  'too-many-buzzes': 'This token has made its {{limit}} buzzes of this hour',
  'too-many-paid': 'This token has used up the {{limit}} SMS and calls of this hour',
  'key-reused': 'This Idempotency-Key belongs to another buzz',
  'key-reused-advice': 'Use a new Idempotency-Key for every buzz',
  closing: 'The relay is ending',
  'closing-advice': 'Try again in a moment',
  refused: 'Nothing was sent',
  'refused-advice': 'See the advice',
  internal: 'The relay has failed',
  'internal-advice': 'See the log of the relay',
  'workspace-needed': 'Name a workspace: {{candidates}}',
  'workspace-unknown': 'There is no workspace “{{name}}”, or this token may not use it. Available: {{candidates}}',
};

/** Speaks as the relay to those who call it. */
export const sayAnswer = sayFrom(zhCN, enUS);
