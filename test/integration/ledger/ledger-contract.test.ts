import { beforeEach, describe, expect, it } from 'vitest';
import { ChatId, GroupId, WorkspaceId } from '../../../electron/contract/model/ids';
import { PictureId } from '../../../electron/contract/model/message/picture';
import { defaultSettings } from '../../../electron/contract/model/settings';
import type { EntryBackups } from '../../../electron/core/buzz/entries/entry-people';
import type { Entry } from '../../../electron/core/buzz/record/entry';
import {
  activityRow,
  buzzId,
  called,
  callFailed,
  calling,
  confirmed,
  sent,
  summary,
} from '../../support/disk/ledger-rows';
import { type LedgerSubject, ledgerKinds } from '../../support/disk/ledger-subjects';
import { hasPostgres, testDatabase } from '../../support/postgres/test-database';

// What the engine relies on, whatever keeps the record: memory in tests, SQLite, PostgreSQL.

const company = WorkspaceId.parse('ws_company');
const ladder = defaultSettings.ladders[0] ?? null;

const database = hasPostgres() ? testDatabase() : null;

describe.each(ledgerKinds(database))('the ledger: $kind', ({ has, create }) => {
  let subject: LedgerSubject;
  beforeEach(async () => {
    subject = await create();
  });
  const ledger = () => subject.ledger();
  const append = (number: number, entries: readonly Entry[], row = activityRow(buzzId(number), number)) =>
    ledger().append(buzzId(number), entries, () => summary(row));
  const ids = async (page: Parameters<LedgerSubject['list']>[0]) => (await subject.list(page)).map(({ id }) => id);

  it('gives back the entries of a buzz in the order they were appended, and of no other, also after a restart', async () => {
    await append(1, [sent(1, 'a'), sent(2, 'b')]);
    await append(2, [sent(3, 'c')]);
    await append(1, [sent(4, 'd')]);
    expect(await subject.read(buzzId(1))).toEqual([sent(1, 'a'), sent(2, 'b'), sent(4, 'd')]);
    await subject.restart();
    expect(await subject.read(buzzId(1))).toEqual([sent(1, 'a'), sent(2, 'b'), sent(4, 'd')]);
    expect(await subject.read(buzzId(9))).toEqual([]);
  });

  it('keeps the order of what is appended in one turn, whether it may wait or not', async () => {
    const all = Array.from({ length: 50 }, (_, index) =>
      ledger().append(
        buzzId(index % 2),
        [sent(index)],
        () => summary(activityRow(buzzId(index % 2), 1)),
        index % 3 > 0,
      ),
    );
    await Promise.all(all);
    const times = async (number: number) => (await subject.read(buzzId(number))).map(({ at }) => at);
    expect(await times(0)).toEqual(Array.from({ length: 25 }, (_, index) => 2 * index));
    expect(await times(1)).toEqual(Array.from({ length: 25 }, (_, index) => 2 * index + 1));
  });

  it('keeps nothing of an append that fails, and goes on afterwards', async () => {
    const bad = ledger().append(buzzId(1), [sent(2)], () => {
      throw new Error('no summary');
    });
    await expect(bad).rejects.toThrow('no summary');
    expect(await subject.read(buzzId(1))).toEqual([]);
    await append(1, [sent(3)]);
    expect(await subject.read(buzzId(1))).toEqual([sent(3)]);
  });

  it('writes a summary alone, also after a restart', async () => {
    await append(1, [sent(1)], { ...activityRow(buzzId(1), 1), state: 'running' });
    await subject.restart();
    expect(ledger().unsettled()).toEqual([buzzId(1)]);
    await append(1, [], { ...activityRow(buzzId(1), 1), state: 'done' });
    expect(ledger().unsettled()).toEqual([]);
    await subject.restart();
    expect(ledger().unsettled()).toEqual([]);
    expect(await subject.read(buzzId(1))).toEqual([sent(1)]);
  });

  it('lists buzzes newest first, page by page, and tells apart those of the same millisecond', async () => {
    for (const number of [1, 2, 3]) await append(number, [sent(number)], activityRow(buzzId(number), 7));
    for (const number of [4, 5]) await append(number, [sent(number)], activityRow(buzzId(number), 8));
    expect(await ids({ before: null, limit: 2 })).toEqual(['bz_5', 'bz_4']);
    expect(await ids({ before: buzzId(4), limit: 2 })).toEqual(['bz_3', 'bz_2']);
    expect(await ids({ before: buzzId(1), limit: 2 })).toEqual([]);
  });

  it('finds buzzes whose reminders are open, keeps them whatever their age, and forgets that once they are over', async () => {
    const remind = (reminding: boolean) =>
      ledger().append(buzzId(1), [sent(1)], () => ({ ...summary(activityRow(buzzId(1), 1)), reminding }));
    await append(2, [sent(1)], activityRow(buzzId(2), 1));
    await remind(true);
    await subject.restart();
    expect(ledger().reminding()).toEqual([buzzId(1)]);
    expect(await subject.forget(1_000, new Set(), 0)).toEqual([buzzId(2)]);
    await remind(false);
    expect(ledger().reminding()).toEqual([]);
    expect(await subject.forget(1_000, new Set(), 0)).toEqual([buzzId(1)]);
  });

  it.runIf(has.search)('finds words inside texts, titles and names, and rare outcomes', async () => {
    const standIn = {
      key: 'ou_9',
      name: '欧阳雪',
      idType: 'open_id' as const,
      id: 'ou_9',
      preflight: null,
      message: null,
    };
    const groups = [{ id: GroupId.parse('grp_second'), name: '二线值班', people: ['ou_9'] }];
    const named = (number: number, name: string, text: string, backups?: EntryBackups) =>
      append(
        number,
        [
          confirmed(buzzId(number), number, {
            text,
            people: [{ key: 'ou_1', name, idType: 'open_id', id: 'ou_1', preflight: null }],
            backups,
          }),
        ],
        activityRow(buzzId(number), number),
      );
    await named(1, '韩梅梅', '主库告警，电量低');
    await named(2, '李雷', 'Replica lag 900 s', { groups, people: [standIn], messages: [] });
    await ledger().append(buzzId(2), [sent(5)], () => summary(activityRow(buzzId(2), 2), ['accepted', 'unknown']));
    const found = (query: string, outcome: 'unknown' | 'accepted' | null = null) =>
      ids({ before: null, limit: 9, query, outcome });
    expect(await found('告警')).toEqual(['bz_1']);
    expect(await found('电')).toEqual(['bz_1']);
    expect(await found('REPLICA lag')).toEqual(['bz_2']);
    expect(await found('值班组')).toEqual(['bz_2', 'bz_1']);
    expect([await found('欧阳雪'), await found('二线 lag')]).toEqual([['bz_2'], ['bz_2']]);
    expect(await found('警告')).toEqual([]);
    expect(await found('', 'unknown')).toEqual(['bz_2']);
    expect(await found('韩梅梅', 'unknown')).toEqual([]);
    expect(await ids({ before: buzzId(2), limit: 9, query: '值班组' })).toEqual(['bz_1']);
  });

  it('knows which buzzes are unsettled by their newest summary, also after a restart', async () => {
    await append(1, [sent(1)], activityRow(buzzId(1), 1, 'running'));
    await append(2, [sent(2)], activityRow(buzzId(2), 2, 'running'));
    expect(ledger().unsettled()).toEqual(['bz_1', 'bz_2']);
    await append(1, [sent(3)], { ...activityRow(buzzId(1), 1), read: 1 });
    await subject.restart();
    expect(ledger().unsettled()).toEqual(['bz_2']);
    expect((await subject.list({ before: null, limit: 9 })).map(({ id, read }) => [id, read])).toEqual([
      ['bz_2', 0],
      ['bz_1', 1],
    ]);
  });

  it('knows the ladders that have not ended, also after a restart, and has their entries at hand', async () => {
    for (const number of [1, 2, 3, 4]) {
      await append(number, [confirmed(buzzId(number), number, { ladder: number === 4 ? null : ladder })]);
    }
    await append(2, [{ kind: 'stopped', at: 9 }]);
    await append(3, [{ kind: 'ladder-ended', at: 9 }]);
    expect(ledger().armed()).toEqual(['bz_1']);
    await subject.restart();
    expect(ledger().armed()).toEqual(['bz_1']);
    expect(ledger().read(buzzId(1))).toHaveLength(1);
  });

  it('knows the buzzes with reminders to be set or taken back, also after a restart, and forgets none of them', async () => {
    const note = (number: number, reminding: boolean) =>
      ledger().append(buzzId(number), [confirmed(buzzId(number), number)], () => ({
        ...summary(activityRow(buzzId(number), number)),
        reminding,
      }));
    await note(1, true);
    await note(2, true);
    await note(2, false);
    await subject.restart();
    expect(ledger().reminding()).toEqual(['bz_1']);
    expect(ledger().read(buzzId(1))).toHaveLength(1);
    expect(await subject.forget(9, new Set(), 0)).toEqual(['bz_2']);
  });

  it('counts paid calls that were made or may have been, but none that provably were not', async () => {
    await append(1, [calling('made', 'ou_1', 10), calling('lost', 'ou_2', 11), calling('refused', 'ou_3', 12)]);
    await append(1, [calling('again', 'ou_4', 13, 'sms'), calling('app', 'ou_5', 14, 'app')]);
    await append(1, [called('made'), callFailed('lost', 'ou_2', 'unknown'), callFailed('refused', 'ou_3', 'quota')]);
    await subject.restart();
    expect(ledger().paidCalls(0)).toEqual([
      { workspaceId: 'ws_company', channel: 'phone', personKey: 'ou_1', at: 10 },
      { workspaceId: 'ws_company', channel: 'phone', personKey: 'ou_2', at: 11 },
      { workspaceId: 'ws_company', channel: 'sms', personKey: 'ou_4', at: 13 },
    ]);
    expect(
      ledger()
        .paidCalls(11)
        .map(({ personKey }) => personKey),
    ).toEqual(['ou_2', 'ou_4']);
    await append(1, [callFailed('again', 'ou_4', null)]);
    await append(1, [called('made', ['ou_1'])]);
    expect(
      ledger()
        .paidCalls(0)
        .map(({ personKey }) => personKey),
    ).toEqual(['ou_2']);
  });

  it('remembers which people Feishu refused last until a call gets through or they read, also after a restart', async () => {
    const problem = { code: 230023, advice: 'too-many-unread' as const, params: {}, logId: 'log-1' };
    const full = (call: string, person: string): Entry => ({
      ...(callFailed(call, person, 'quota') as Extract<Entry, { kind: 'call-failed' }>),
      final: 'too-many-unread',
      problem,
    });
    const people = (since = 0) =>
      ledger()
        .setbacks(company, since)
        .map(({ personKey }) => personKey)
        .sort();
    await append(1, [calling('c1', 'ou_a', 1), full('c1', 'ou_a'), calling('c2', 'ou_b', 2), full('c2', 'ou_b')]);
    await append(1, [calling('c3', 'ou_a', 3), called('c3', ['ou_a'])]);
    await subject.restart();
    expect(ledger().setbacks(company, 0)).toContainEqual({ personKey: 'ou_a', at: 9, problem });
    expect(people()).toEqual(['ou_a', 'ou_b']);
    expect(people(10)).toEqual([]);
    expect(ledger().setbacks(WorkspaceId.parse('ws_other'), 0)).toEqual([]);
    await append(2, [calling('c4', 'ou_a', 4), called('c4')]);
    await append(2, [{ kind: 'receipts', at: 8, read: [{ key: 'ou_b', at: 8 }], problem: null }]);
    expect(people()).toEqual(['ou_b']);
    await append(2, [{ kind: 'receipts', at: 12, read: [{ key: 'ou_b', at: 12 }], problem: null }]);
    await subject.restart();
    expect(people()).toEqual([]);
  });

  it('remembers which paid channel is used up until a call over it gets through, also after a restart', async () => {
    const channels = () =>
      ledger()
        .usedUp(company, 0)
        .map(({ channel }) => channel);
    await append(1, [
      calling('c1', 'ou_a', 1),
      {
        ...(callFailed('c1', 'ou_a', 'quota') as Extract<Entry, { kind: 'call-failed' }>),
        problem: { code: 230024, advice: 'buzz-quota', params: {}, logId: 'log-1' },
      },
    ]);
    await subject.restart();
    expect(channels()).toEqual(['phone']);
    expect(ledger().usedUp(company, 10)).toEqual([]);
    await append(2, [calling('c2', 'ou_a', 2, 'sms'), called('c2')]);
    await append(2, [calling('c3', 'ou_a', 3), called('c3', ['ou_a'])]);
    expect(channels()).toEqual(['phone']);
    await append(3, [calling('c4', 'ou_a', 4), called('c4')]);
    expect(channels()).toEqual([]);
  });

  it('knows the name that the last buzz gave to a person, in its workspace, also after a restart', async () => {
    const person = (key: string, name: string) => ({ key, name, idType: 'open_id', id: key, preflight: null }) as const;
    await append(1, [confirmed(buzzId(1), 1, { people: [person('ou_a', '李雷'), person('on_b', 'on_b')] })]);
    await append(2, [confirmed(buzzId(2), 2, { people: [person('ou_a', '李雷雷')] })]);
    await subject.restart();
    expect(ledger().nameOf(company, ['on_a', 'ou_a'])).toBe('李雷雷');
    expect(ledger().nameOf(company, ['on_b'])).toBeUndefined();
    expect(ledger().nameOf(WorkspaceId.parse('ws_other'), ['ou_a'])).toBeUndefined();
  });

  it('finds the buzzes of a message and of a chat, the newest first', async () => {
    const inChat = (at: number, ref: string): Entry => ({ ...(sent(at, ref) as object), chatId: 'oc_1' }) as Entry;
    await append(1, [inChat(1, 'a')]);
    await append(2, [inChat(2, 'b')]);
    expect(ledger().buzzesOf({ messageId: 'om_a' })).toEqual(['bz_1']);
    expect(ledger().buzzesOf({ chatId: ChatId.parse('oc_1') })).toEqual(['bz_2', 'bz_1']);
    expect(ledger().buzzesOf({ messageId: 'om_z' })).toEqual([]);
  });

  it.runIf(has.pictures)('knows the key that an app got for a picture, until Feishu refuses it', async () => {
    const id = PictureId.parse('pic_0123456789');
    const picture = { id, kind: 'png', bytes: 9, width: 1, height: 1, animated: false } as const;
    await append(1, [confirmed(buzzId(1), 1, { pictures: [picture] })]);
    await append(1, [{ kind: 'picture-uploaded', at: 2, picture: id, key: 'img_1', app: 'cli_a' }]);
    expect(ledger().pictureKey('cli_a', id)).toBe('img_1');
    expect(ledger().pictureKey('cli_b', id)).toBeNull();
    expect([...ledger().pictures()]).toEqual([id]);
  });

  it('forgets settled buzzes that are older, none that run or climb, and keeps count of paid calls', async () => {
    await append(1, [confirmed(buzzId(1), 1), calling('c1', 'ou_1', 5)]);
    await append(2, [confirmed(buzzId(2), 2)], activityRow(buzzId(2), 2, 'running'));
    await append(3, [confirmed(buzzId(3), 3, { ladder })]);
    await append(4, [confirmed(buzzId(4), 4)]);
    await append(9, [confirmed(buzzId(9), 9)]);
    expect([...(await subject.forget(9, new Set([buzzId(4)]), 0))].sort()).toEqual(['bz_1']);
    await subject.restart();
    expect((await ids({ before: null, limit: 9 })).sort()).toEqual(['bz_2', 'bz_3', 'bz_4', 'bz_9']);
    expect(await subject.read(buzzId(1))).toEqual([]);
    expect(ledger().paidCalls(0)).toHaveLength(1);
  });

  it('takes nothing once it is closed', async () => {
    await append(1, [sent(1)]);
    await subject.close();
    await expect(append(1, [sent(2)])).rejects.toThrow();
  });
});
