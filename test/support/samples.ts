import type { Group } from '../../electron/contract/model/group';
import { GroupId, LadderId, OpenId, WorkspaceId } from '../../electron/contract/model/ids';
import type { Ladder } from '../../electron/contract/model/ladder';
import type { Person } from '../../electron/contract/model/person';

/** Workspace of all samples. */
export const workspaceId = WorkspaceId.parse('ws_company');

/** A person whom the bot can call by this open id (`ou_…`). */
export const aPerson = (name: string, openId: string, change: Partial<Person> = {}): Person & { openId: OpenId } => ({
  name,
  ...change,
  openId: OpenId.parse(openId),
});

/** Group of these people, without a chat and without defaults. */
export const aGroup = (members: readonly Person[], change: Partial<Group> = {}): Group => ({
  id: GroupId.parse('grp_oncall'),
  workspaceId,
  name: '值班组',
  icon: 'bolt',
  pinned: true,
  members: [...members],
  linkedChat: null,
  defaults: { channel: null, delivery: null, ladder: null, template: null },
  ...change,
});

/** Ladder with an SMS after 3 minutes and a call after 8. */
export const aLadder = (change: Partial<Ladder> = {}): Ladder => ({
  id: LadderId.parse('ldr_night'),
  name: '3 / 8 分钟',
  steps: [
    { afterMinutes: 3, channel: 'sms' },
    { afterMinutes: 8, channel: 'phone' },
  ],
  repeat: { times: 0, everyMinutes: 10 },
  graceMinutes: 10,
  withoutReceipts: 'hold-paid',
  until: 'read',
  enough: 'everyone',
  inTurn: null,
  climbs: 'here',
  ...change,
});
