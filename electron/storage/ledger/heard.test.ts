import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../test/support/clock/virtual-clock';
import { tempFolder } from '../../../test/support/disk/temp-folder';
import { wroteEvent } from '../../../test/support/feishu/listening-line';
import { MessageId, WorkspaceId } from '../../contract/model/ids';
import { eventLifeMs, type Heard } from '../../core/feishu/heard';
import { readKeptHeard } from '../../core/feishu/listen/events/kept-heard-shape';
import type { Hint } from '../../core/feishu/listen/events/read-event';
import type { KeptHeard } from '../../core/feishu/listen/heard-store';
import { Receiver } from '../../core/feishu/listen/receive';
import { openLedger } from './open-ledger';

const ours = WorkspaceId.parse('ws_a');
const theirs = WorkspaceId.parse('ws_b');
const appId = 'cli_a1b2c3d4e5f60718';
const recalled = (id: string): Heard => ({ kind: 'recalled', messageId: MessageId.parse(`om_${id}`), at: 1 });
const hint = (id: string, ...keys: readonly string[]): Hint => ({ heard: recalled(id), keys: [id, ...keys] });

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
const waiting = () => opened.heard.waiting(readKeptHeard).map(({ heard }) => heard);

describe('what was heard', () => {
  it('is on the disk once it is kept, and waits for whatever acts on it, over restarts', async () => {
    const kept = await opened.heard.keep(ours, [hint('1'), hint('2')], 10);
    expect(kept.map(({ heard, workspaceId }) => [heard, workspaceId])).toEqual([
      [recalled('1'), ours],
      [recalled('2'), ours],
    ]);
    restart();
    expect(waiting()).toEqual([recalled('1'), recalled('2')]);
    await opened.heard.acted([kept[0]!.id]);
    restart();
    expect(waiting()).toEqual([recalled('2')]);
  });

  it('is known again by any of its keys, in its workspace alone, also after a restart', async () => {
    await opened.heard.keep(ours, [hint('1', 'a')], 10);
    restart();
    expect(await opened.heard.keep(ours, [hint('1')], 11)).toEqual([]);
    expect(await opened.heard.keep(ours, [hint('2', 'a')], 11)).toEqual([]);
    // What was known by one key is known by its other from then on.
    expect(await opened.heard.keep(ours, [hint('3', '2')], 11)).toEqual([]);
    expect(await opened.heard.keep(theirs, [hint('1', 'a')], 11)).toHaveLength(1);
    expect([
      opened.heard.lastAt(ours),
      opened.heard.lastAt(theirs),
      opened.heard.lastAt(WorkspaceId.parse('ws_c')),
    ]).toEqual([10, 11, null]);
  });

  it('is kept once when it comes twice at the same moment', async () => {
    const both = await Promise.all([opened.heard.keep(ours, [hint('1')], 1), opened.heard.keep(ours, [hint('1')], 1)]);
    expect(both.map(({ length }) => length)).toEqual([1, 0]);
  });

  it('ends the same for any order and repetition', async () => {
    const hints = fc.array(fc.record({ id: fc.integer({ min: 0, max: 9 }), at: fc.nat(5) }), { maxLength: 30 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(hints, async (all) => {
        const workspace = WorkspaceId.parse(`ws_${run++}`);
        const kept = await Promise.all(all.map(({ id, at }) => opened.heard.keep(workspace, [hint(String(id))], at)));
        const ids = kept.flat().map(({ heard }) => heard.kind === 'recalled' && heard.messageId);
        expect(ids.toSorted()).toEqual([...new Set(all.map(({ id }) => `om_${id}`))].toSorted());
      }),
      { numRuns: 50 },
    );
  });

  it('goes a week later with its keys, but not before it was acted on', async () => {
    const [first] = await opened.heard.keep(ours, [hint('1')], 10);
    await opened.heard.keep(ours, [hint('2')], 10);
    await opened.heard.acted([first!.id]);
    await opened.heard.keep(ours, [hint('3')], 10 + eventLifeMs + 1);
    expect(waiting()).toEqual([recalled('2'), recalled('3')]);
    expect(await opened.heard.keep(ours, [hint('1')], 10 + eventLifeMs + 1)).toHaveLength(1);
  });

  it('goes with the buzzes that a person deletes, and nothing of it stays on the disk', async () => {
    const text = '机密的回复一二三';
    const heard: Heard = {
      kind: 'wrote',
      messageId: MessageId.parse('om_1'),
      chatId: 'oc_1' as never,
      chatType: 'p2p',
      from: 'ou_li',
      parentId: null,
      rootId: null,
      messageType: 'text',
      text,
      at: 1,
      mentionsBot: false,
    };
    // Not acted on yet, as whoever would act was switched off.
    await opened.heard.keep(ours, [{ heard, keys: ['k'] }], 10);
    const left = () => ['', '-wal'].some((side) => readFileSync(join(folder, `ledger.db${side}`)).includes(text));
    expect(left()).toBe(true);
    opened.ledger.forget(Number.MAX_SAFE_INTEGER, new Set(), 0);
    expect(left()).toBe(false);
  });

  it('that cannot be read any more hides nothing else', async () => {
    await opened.heard.keep(ours, [{ heard: { kind: 'later' } as never, keys: ['x'] }, hint('1')], 10);
    expect(waiting()).toEqual([recalled('1')]);
  });

  it('is not taken by a closed ledger, nor by one that another process writes to', async () => {
    const other = openLedger(folder, 0);
    await other.heard.keep(ours, [hint('1')], 1);
    await expect(opened.heard.keep(ours, [hint('2')], 1)).rejects.toThrow();
    other.ledger.close();
    await expect(other.heard.keep(ours, [hint('3')], 1)).rejects.toThrow();
    expect([other.heard.lastAt(ours), other.heard.waiting(readKeptHeard)]).toEqual([null, []]);
  });
});

describe('a thousand events a second', () => {
  it('are all answered, and at any moment those answered are on the disk, each acted on once', async () => {
    const clock = createVirtualClock();
    const acted: KeptHeard[] = [];
    const receiver = new Receiver(
      { store: opened.heard, clock, onHeard: (_, kept) => acted.push(...kept), report: () => undefined },
      ours,
      () => ({ appId, botId: null }),
    );
    const body = (id: number) => new TextEncoder().encode(JSON.stringify(wroteEvent(String(id), clock.now())));
    const answered = new Set<string>();
    /** What a power cut at this moment would leave, and what had been answered by then. */
    const cuts: { copy: string; answered: readonly string[] }[] = [];
    const cut = () => {
      const copy = join(folder, `cut-${cuts.length}`);
      mkdirSync(copy);
      for (const side of ['', '-wal']) cpSync(join(folder, `ledger.db${side}`), join(copy, `ledger.db${side}`));
      cuts.push({ copy, answered: [...answered] });
    };
    for (let batch = 0; batch < 20; batch += 1) {
      const ids = Array.from({ length: 50 }, (_, index) => batch * 50 + index);
      // Each comes twice.
      const taken = [...ids, ...ids].map(async (id) => {
        const { code } = await receiver.take(body(id));
        if (code === 200) answered.add(`om_${id}`);
      });
      if (batch % 4 === 1) cut();
      await Promise.all(taken);
      if (batch % 4 === 3) cut();
    }
    await clock.settle();
    expect(answered.size).toBe(1000);
    expect(acted.length).toBe(1000);
    for (const { copy, answered: before } of cuts) {
      const left = openLedger(copy, 0);
      const found = new Set(
        left.heard.waiting(readKeptHeard).map(({ heard }) => heard.kind === 'wrote' && heard.messageId),
      );
      left.ledger.close();
      expect(before.filter((id) => !found.has(id as never))).toEqual([]);
    }
  });
});
