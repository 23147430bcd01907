import { problem } from '../../../electron/contract/advice/problem';
import type { ActivityRow, BuzzState } from '../../../electron/contract/model/board';
import type { Channel, Outcome } from '../../../electron/contract/model/channel';
import { BuzzId, MessageId, WorkspaceId } from '../../../electron/contract/model/ids';
import type { Confirmed, Entry } from '../../../electron/core/buzz/record/entry';
import type { Summary } from '../../../electron/core/buzz/record/ledger';

export const buzzId = (number: number) => BuzzId.parse(`bz_${number}`);

export const activityRow = (id: BuzzId, createdAt: number, state: BuzzState = 'done'): ActivityRow => ({
  id,
  workspaceId: WorkspaceId.parse('ws_company'),
  workspaceName: '某某科技',
  practice: false,
  title: '值班组',
  text: '主库磁盘 98%',
  channel: 'phone',
  loudest: 'phone',
  createdAt,
  state,
  recalled: false,
  people: 1,
  read: 0,
  acknowledged: 0,
  pictures: 0,
  accepted: 1,
  attention: 0,
});

export const summary = (row: ActivityRow, outcomes: readonly (Outcome | 'acknowledged')[] = ['accepted']): Summary => ({
  row,
  outcomes: new Set(outcomes),
  reminding: false,
});

export const sent = (at: number, ref = 'm1'): Entry => ({
  kind: 'sent',
  at,
  message: ref,
  messageId: MessageId.parse(`om_${ref}`),
  chatId: null,
});

export const calling = (call: string, person: string, at: number, channel: Channel = 'phone'): Entry => ({
  kind: 'calling',
  at,
  call,
  step: 0,
  channel,
  message: 'm1',
  idType: 'open_id',
  people: [person],
});

export const called = (call: string, invalid: string[] = []): Entry => ({
  kind: 'called',
  at: 10,
  call,
  invalid,
  logId: null,
});

export const callFailed = (call: string, person: string, final: 'unknown' | 'quota' | null): Entry => ({
  kind: 'call-failed',
  at: 9,
  call,
  step: 0,
  channel: 'phone',
  people: [person],
  problem: problem('lost-paid'),
  final,
  lost: final === 'unknown',
});

/** First entry of a buzz in the ledger. */
export const confirmed = (id: BuzzId, at: number, change: Partial<Confirmed> = {}): Confirmed => ({
  kind: 'confirmed',
  at,
  id,
  workspaceId: WorkspaceId.parse('ws_company'),
  workspaceName: '某某科技',
  practice: false,
  title: '值班组',
  text: '主库磁盘 98%',
  asker: '李雷',
  channel: 'app',
  mode: 'direct',
  chat: null,
  mention: false,
  people: [{ key: 'ou_1', name: '韩梅梅', idType: 'open_id', id: 'ou_1', preflight: null }],
  messages: [],
  ...change,
});
