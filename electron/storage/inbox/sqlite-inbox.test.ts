import { join } from 'node:path';
import fc from 'fast-check';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesWith } from '../../../test/support/disk/find-bytes';
import { tempFolder } from '../../../test/support/disk/temp-folder';
import { ChatId, MessageId, WorkspaceId } from '../../contract/model/ids';
import type { InboxArrival } from '../../core/inbox/inbox-store';
import { openLedger } from '../ledger/open-ledger';

const ours = WorkspaceId.parse('ws_a');
const theirs = WorkspaceId.parse('ws_b');
const idOf = (id: string) => MessageId.parse(`om_${id}`);
const arrival = (id: string, change: Partial<InboxArrival> = {}): InboxArrival => ({
  messageId: idOf(id),
  chatId: ChatId.parse('oc_direct'),
  chatType: 'p2p',
  from: 'ou_lin',
  type: 'text',
  text: `text ${id}`,
  at: 100,
  ...change,
});
const none = new Set<MessageId>();

let folder = '';
let opened: ReturnType<typeof openLedger>;
beforeEach(() => {
  folder = tempFolder();
  opened = openLedger(folder, 0);
});
afterEach(() => opened.ledger.close());
const restart = () => {
  opened.ledger.close();
  opened = openLedger(folder, 0);
};
const take = (...messages: readonly InboxArrival[]) => opened.inbox.take(ours, messages, none);
const texts = (workspace = ours) => opened.inbox.list(workspace, null, 100).map(({ text }) => text);

describe('the inbox on disk', () => {
  it('keeps what came once, newest first and by pages, over restarts and in its workspace alone', async () => {
    expect(await take(arrival('1'), arrival('2', { at: 200 }), arrival('3', { at: 200 }))).toHaveLength(3);
    expect(await take(arrival('1', { text: 'another' }))).toEqual([]);
    expect(await opened.inbox.take(theirs, [arrival('1')], none)).toHaveLength(1);
    restart();
    expect(texts()).toEqual(['text 3', 'text 2', 'text 1']);
    const [first] = opened.inbox.list(ours, null, 1);
    expect(opened.inbox.list(ours, { at: first!.at, messageId: first!.messageId }, 1)[0]?.text).toBe('text 2');
    expect([opened.inbox.fresh(ours), opened.inbox.fresh(theirs), opened.inbox.has(WorkspaceId.parse('ws_c'))]).toEqual(
      [3, 1, false],
    );
  });

  it('knows an answer to a buzz without listing or counting it, and keeps no text of it', async () => {
    expect(await opened.inbox.take(ours, [arrival('1', { text: 'secret answer' })], new Set([idOf('1')]))).toEqual([]);
    expect(await take(arrival('1'))).toEqual([]);
    expect([texts(), opened.inbox.fresh(ours)]).toEqual([[], 0]);
    opened.ledger.close();
    expect(await filesWith(folder, 'secret answer')).toEqual([]);
  });

  it('drops the text of what was recalled, whether that is heard before or after it', async () => {
    await take(arrival('1'));
    expect(await opened.inbox.recall(ours, idOf('1'), 101)).toBe(true);
    expect(await opened.inbox.recall(ours, idOf('1'), 101)).toBe(false);
    expect(opened.inbox.find(ours, idOf('1'))).toMatchObject({ recalled: true, text: '' });
    expect(await opened.inbox.recall(ours, idOf('2'), 101)).toBe(false);
    expect(await take(arrival('2'))).toEqual([]);
    expect(await opened.inbox.edit(ours, idOf('1'), 'written anew')).toBe(false);
    opened.ledger.close();
    expect(await filesWith(folder, 'text 1')).toEqual([]);
  });

  it('marks an edit once, and none of the same words', async () => {
    await take(arrival('1'));
    expect(await opened.inbox.edit(ours, idOf('1'), 'text 1')).toBe(false);
    expect(await opened.inbox.edit(ours, idOf('1'), 'new words')).toBe(true);
    expect(opened.inbox.find(ours, idOf('1'))).toMatchObject({ text: 'new words', edited: true });
  });

  it('ends the same for any order and repetition of messages and recalls', async () => {
    const deeds = fc.array(fc.record({ id: fc.nat(4), recall: fc.boolean() }), { maxLength: 20 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(deeds, async (all) => {
        const workspace = WorkspaceId.parse(`ws_${run++}`);
        for (const { id, recall } of all) {
          if (recall) await opened.inbox.recall(workspace, idOf(String(id)), 1);
          else await opened.inbox.take(workspace, [arrival(String(id))], none);
        }
        const recalled = new Set(all.filter(({ recall }) => recall).map(({ id }) => id));
        const standing = new Set(all.map(({ id }) => id).filter((id) => !recalled.has(id)));
        const shown = texts(workspace).filter((text) => text !== '');
        expect(new Set(shown)).toEqual(new Set([...standing].map((id) => `text ${id}`)));
      }),
      { numRuns: 40 },
    );
  });

  it('replies, states and names stay; a sent reply is the end of *new*', async () => {
    await take(arrival('1'), arrival('2'), arrival('3'));
    const reply = { uuid: 'u1', text: 'on it', at: 5, state: 'sending', problem: null } as const;
    await opened.inbox.setReply(ours, idOf('1'), reply);
    expect(opened.inbox.find(ours, idOf('1'))).toMatchObject({ state: 'new', reply });
    await opened.inbox.setReply(ours, idOf('1'), { ...reply, state: 'sent' });
    await opened.inbox.setState(ours, idOf('2'), 'dismissed');
    await opened.inbox.name(ours, idOf('3'), { name: '林涛', chatName: null });
    restart();
    expect([1, 2, 3].map((id) => opened.inbox.find(ours, idOf(String(id)))?.state)).toEqual([
      'replied',
      'dismissed',
      'new',
    ]);
    expect(opened.inbox.find(ours, idOf('3'))?.name).toBe('林涛');
    expect(opened.inbox.fresh(ours)).toBe(1);
  });

  it('goes with what is older than the retention, leaves no byte, and tells how far', async () => {
    await take(arrival('1', { at: 100 }), arrival('2', { at: 300 }));
    opened.ledger.forget(200, new Set(), 0);
    expect([texts(), opened.inbox.floor()]).toEqual([['text 2'], 100]);
    opened.ledger.forget(Number.MAX_SAFE_INTEGER, new Set(), 0);
    restart();
    expect([texts(), opened.inbox.floor()]).toEqual([[], 300]);
    opened.ledger.close();
    for (const text of ['text 1', 'text 2', 'ou_lin']) expect(await filesWith(folder, text)).toEqual([]);
  });

  it('can be emptied for one workspace', async () => {
    await take(arrival('1'));
    await opened.inbox.take(theirs, [arrival('1')], none);
    await opened.inbox.noteCheck(ours, 50);
    await opened.inbox.clear(ours);
    expect([texts(), texts(theirs), opened.inbox.checkedAt(ours)]).toEqual([[], ['text 1'], null]);
    expect(await take(arrival('1'))).toHaveLength(1);
  });

  it('skips a row that cannot be read, and shows the others', async () => {
    await take(arrival('1'), arrival('2', { at: 200 }));
    opened.ledger.close();
    const db = new Database(join(folder, 'ledger.db'));
    db.exec("UPDATE inbox SET body = '{' WHERE message_id = 'om_2'");
    db.close();
    opened = openLedger(folder, 0);
    expect(texts()).toEqual(['text 1']);
  });

  it('keeps a bounded number, the newest', async () => {
    const many = Array.from({ length: 5001 }, (_, index) => arrival(String(index), { at: 1000 + index }));
    await take(...many);
    await take(arrival('last', { at: 9000 }));
    expect(opened.inbox.fresh(ours)).toBe(5000);
    expect(opened.inbox.find(ours, idOf('0'))).toBeNull();
    expect(opened.inbox.find(ours, idOf('last'))).not.toBeNull();
  });
});
