import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../test/support/clock/virtual-clock';
import { failure, offline } from '../../../test/support/feishu/scripted-feishu';
import { ChatId, MessageId, WorkspaceId } from '../../contract/model/ids';
import type { Failure } from '../feishu/failure';
import type { Feishu } from '../feishu/feishu';
import { hourMs } from '../ports/clock';
import type { InboxRow, KeptReply } from './inbox-store';
import { sendReply } from './send-reply';

const workspaceId = WorkspaceId.parse('ws_a');
const row: InboxRow = {
  messageId: MessageId.parse('om_theirs'),
  chatId: ChatId.parse('oc_direct'),
  chatType: 'p2p',
  from: 'ou_p1',
  type: 'text',
  text: '谁在值班？',
  at: 1,
  state: 'new',
  name: '林涛',
  chatName: null,
  edited: false,
  recalled: false,
  reply: null,
  buzzId: null,
};
const lost = failure({ stage: 'lost', passing: true });
const refused = failure({ code: 230013 });

/** Replies with these fates, one per attempt, then well. */
const replying = (fates: readonly (Failure | 'ok')[], broken = false) => {
  const clock = createVirtualClock();
  const kept: KeptReply[] = [];
  const sent: { uuid: string; post: unknown; kept: number }[] = [];
  let nth = 0;
  let ids = 0;
  const reply: Feishu['reply'] = async ({ uuid, post }, { gate }) => {
    if (!(await gate())) return { ok: false, failure: failure({ stage: 'not-sent' }) };
    sent.push({ uuid, post, kept: kept.length });
    const fate = fates[nth++] ?? 'ok';
    if (fate !== 'ok') return { ok: false, failure: fate };
    return { ok: true, value: { messageId: MessageId.parse('om_ours'), chatId: row.chatId }, logId: null };
  };
  const run = async (change: Partial<InboxRow> = {}, text = '我在') => {
    const done = sendReply(workspaceId, { ...row, ...change }, text, {
      store: {
        setReply: async (_workspace, _message, state) => {
          if (broken) throw Object.assign(new Error('full'), { code: 'SQLITE_FULL' });
          kept.push(state);
        },
      },
      feishu: { reply } as Feishu,
      clock,
      random: () => 0,
      newId: () => `uuid${++ids}`,
      asker: '李雷',
      locale: 'zh-CN',
    });
    await clock.settle();
    await clock.drain();
    return done;
  };
  return { clock, kept, sent, run };
};

describe('a reply', () => {
  it('is on the disk before it leaves, and says who wrote it; in a group it names the person', async () => {
    const { run, sent, kept } = replying([]);
    expect(await run()).toBeNull();
    expect(sent).toMatchObject([{ uuid: 'uuid1', kept: 1 }]);
    expect(kept.map(({ state }) => state)).toEqual(['sending', 'sent']);
    expect(JSON.stringify(sent[0]?.post)).toContain('— 李雷，来自飞书加急');
    await run({ chatType: 'group' });
    expect(JSON.stringify(sent[1]?.post)).toContain('"user_id":"ou_p1"');
  });

  it('whose answer is lost is made again under its uuid, and is unknown in the end', async () => {
    const { run, sent, kept } = replying([lost, lost, lost]);
    expect(await run()).not.toBeNull();
    expect(new Set(sent.map(({ uuid }) => uuid))).toEqual(new Set(['uuid1']));
    expect(sent).toHaveLength(3);
    expect(kept.at(-1)).toMatchObject({ state: 'unknown' });
    // By hand, the same words once more: Feishu makes no second message.
    const last = kept.at(-1)!;
    expect(await run({ reply: last })).toBeNull();
    expect(sent.at(-1)?.uuid).toBe('uuid1');
  });

  it('is a new one with other words, after the time for which Feishu knows it, or after a refusal', async () => {
    const { run, sent, kept, clock } = replying([lost, lost, lost]);
    await run();
    const unknown = kept.at(-1)!;
    await run({ reply: unknown }, '换人了');
    await run({ reply: { ...unknown, at: clock.now() - hourMs } });
    await run({ reply: { ...unknown, state: 'failed' } });
    expect(new Set(sent.map(({ uuid }) => uuid)).size).toBe(4);
  });

  it('that Feishu refuses says why; without a network it has certainly not left', async () => {
    const first = replying([refused]);
    expect(await first.run()).toMatchObject({ code: 230013 });
    expect(first.kept.at(-1)).toMatchObject({ state: 'failed', problem: { code: 230013 } });
    const second = replying([offline]);
    expect(await second.run()).toMatchObject({ advice: 'offline' });
    expect(second.kept.at(-1)).toMatchObject({ state: 'failed' });
  });

  it('does not leave when it cannot be kept, has nothing to see, is too long, or answers what was recalled', async () => {
    const full = replying([], true);
    expect(await full.run()).toMatchObject({ advice: 'storage-failed', params: { reason: 'SQLITE_FULL' } });
    const { run, sent } = replying([]);
    expect(await run({}, ' \u200b\n')).toMatchObject({ advice: 'text-empty' });
    expect(await run({}, '长'.repeat(20_000))).toMatchObject({ advice: 'text-too-long' });
    expect(await run({ recalled: true })).toMatchObject({ advice: 'inbox-recalled' });
    expect([...full.sent, ...sent]).toEqual([]);
  });
});
