import { expect, it } from 'vitest';
import { emptyDraft, type Recipient } from '../../../../electron/contract/model/draft';
import type { Group } from '../../../../electron/contract/model/group';
import { ChatId, GroupId, LadderId, UnionId, UserId } from '../../../../electron/contract/model/ids';
import type { Person } from '../../../../electron/contract/model/person';
import { aGroup, aLadder, aPerson, workspaceId } from '../../../../test/support/samples';
import { addRecipients, withGroupDefaults } from './recipients';

const person = (person: Person): Recipient => ({ kind: 'person', person });
const li = aPerson('李雷', 'ou_li');
const group: Recipient = { kind: 'group', groupId: GroupId.parse('grp_1') };
const chat: Recipient = { kind: 'chat', chatId: ChatId.parse('oc_1'), name: '告警' };

it('adds each recipient once, at the end', () => {
  expect(addRecipients([group, person(li)], [chat, group, person(li), chat])).toEqual([group, person(li), chat]);
});

it('merges a person added under another ID: the name stays, and missing IDs are added', () => {
  const unionId = UnionId.parse('on_li');
  const userId = UserId.parse('li3');
  const all = addRecipients(
    [person(li)],
    [
      person({ ...li, name: '雷哥', unionId }),
      person({ name: 'on_li', unionId, userId }),
      person({ name: '李', userId, email: 'Li@x.cn' }),
      person({ name: 'li@x.cn', email: 'li@x.cn' }),
    ],
  );
  expect(all).toEqual([person({ ...li, unionId, userId, email: 'Li@x.cn' })]);
});

it('keeps people apart who only share a name', () => {
  const other = aPerson('李雷', 'ou_other');
  expect(addRecipients([person(li)], [person(other), person({ name: '李雷' })])).toHaveLength(3);
});

it('takes the ladder of a group, none where the group says so, and leaves it where the group says nothing', () => {
  const draft = { ...emptyDraft(workspaceId), ladder: aLadder().id };
  const ladderFor = (ladder: Group['defaults']['ladder']) =>
    withGroupDefaults(draft, aGroup([], { defaults: { channel: null, delivery: null, ladder, template: null } }))
      .ladder;
  const other = LadderId.parse('ldr_other');
  expect([ladderFor(other), ladderFor('off'), ladderFor(null)]).toEqual([other, null, draft.ladder]);
});
