import { describe, expect, it } from 'vitest';
import { listeningTo, type Said, wroteEvent } from '../../../../test/support/feishu/listening-line';
import { sentenceOf } from '../../../contract/advice/advice-words';
import { problem } from '../../../contract/advice/problem';

const seconds = 1_000;
const minutes = 60 * seconds;
const code = (value: number): Said => ({ code: value, msg: 'no' });

describe('a server that refuses', () => {
  it.each([403, 514, 1000040346])('for good (%i) is asked once', async (value) => {
    const { clock, asked, open, listener } = listeningTo({ say: () => code(value) });
    await open();
    await clock.advance(24 * 60 * minutes);
    listener.renew();
    await clock.advance(60 * minutes);
    expect([asked.length, listener.listening.state]).toEqual([1, 'refused']);
    expect(listener.listening.problem?.code).toBe(value);
    expect(clock.sleeping()).toBe(0);
  });

  it('without a secret is not asked at all', async () => {
    const { clock, asked, open, listener } = listeningTo({ deps: { secret: async () => problem('secret-locked') } });
    await open();
    await clock.advance(60 * minutes);
    expect([asked.length, listener.listening.problem?.advice]).toEqual([0, 'secret-locked']);
  });

  it('doubtful credentials three times in a row is left alone', async () => {
    const { clock, asked, open, state } = listeningTo({ say: (time) => (time === 2 ? code(1) : code(1000040345)) });
    await open();
    await clock.advance(60 * minutes);
    expect([asked.length, state()]).toEqual([5, 'refused']);
  });

  it.each<[string, Said]>([
    ['busy', code(1)],
    ['an inner fault', code(1000040343)],
    ['an unknown code', code(77)],
    ['one that was never seen on the wire', code(1000040344)],
    ['no address', { code: 0, msg: '', data: {} }],
    ['an address without TLS', { code: 0, data: { URL: 'ws://msg-frontier.feishu.test/' } }],
    ['an address with a password', { code: 0, data: { URL: 'wss://a:b@msg-frontier.feishu.test/' } }],
    ['an address of no socket', { code: 0, data: { URL: 'https://msg-frontier.feishu.test/' } }],
    ['no JSON', '<html>504</html>'],
    ['nothing', 'silence'],
    ['no way there', 'broken'],
  ])('for now (%s) is asked again, ever slower, and connected to when it is back', async (_, said) => {
    let well = false;
    const listening = listeningTo({ say: () => (well ? listening.address() : said) });
    const { clock, asked, open, state, line, lines, listener } = listening;
    await open();
    await clock.advance(60 * minutes);
    expect([state(), listener.listening.problem === null]).toEqual(['connecting', false]);
    expect(asked.length).toBeGreaterThan(30);
    expect(asked.length).toBeLessThan(80);
    well = true;
    for (let passed = 0; passed < 130 && !lines[0]; passed += 1) await clock.advance(seconds);
    line().accept();
    await clock.settle();
    expect(state()).toBe('connected');
  });

  it.each([
    [1000040350, 60],
    [1000040351, 300],
    [99991401, 300],
  ])('with code %i is asked again after %i s at the earliest', async (value, wait) => {
    const { clock, asked, open, listener } = listeningTo({ say: () => code(value) });
    await open();
    await clock.advance((wait - 1) * seconds);
    expect([asked.length, listener.listening.problem?.code]).toEqual([1, value]);
    await clock.advance(2 * seconds);
    expect(asked.length).toBe(2);
  });

  // Each code of feishu-api 6.2, what it ends in, and what a person is told.
  it.each([
    [1, 'connecting', 'platform-fault'],
    [403, 'refused', 'connection-forbidden'],
    [514, 'refused', 'connection-credentials'],
    [1000040343, 'connecting', 'platform-fault'],
    [1000040344, 'connecting', 'feishu-unknown'],
    [1000040345, 'refused', 'connection-credentials'],
    [1000040346, 'refused', 'connection-credentials'],
    [1000040350, 'connecting', 'connection-limit'],
    [1000040351, 'connecting', 'connection-brand'],
  ] as const)('code %i leads to "%s" and a sentence in both languages', async (value, state, advice) => {
    const { clock, open, listener } = listeningTo({ say: () => code(value) });
    await open();
    await clock.advance(2 * 60 * minutes);
    const { problem: reason } = listener.listening;
    expect([listener.listening.state, reason?.advice]).toEqual([state, advice]);
    for (const locale of ['zh-CN', 'en-US'] as const) {
      const said = sentenceOf(reason ?? problem('internal'), locale);
      expect(said.length).toBeGreaterThan(5);
      expect(said).not.toMatch(/\{\{|undefined/);
    }
  });

  it('the upgrade says why, and is asked again', async () => {
    const { clock, lines, line, listener } = listeningTo();
    void listener.run();
    await clock.advance(0);
    line().refuse({ status: 200, handshake: 514, authError: 1000040350 });
    await clock.advance(0);
    expect(listener.listening.problem).toMatchObject({ advice: 'listen-handshake', params: { status: '514' } });
    await clock.advance(59 * seconds);
    expect(lines).toHaveLength(1);
    await clock.advance(10 * seconds);
    expect(lines).toHaveLength(2);
  });

  it('the upgrade by silence is given up after 15 s', async () => {
    const { clock, lines, listener } = listeningTo();
    void listener.run();
    await clock.advance(16 * seconds);
    expect([lines[0]?.closed, listener.listening.problem?.advice]).toEqual([true, 'timeout']);
  });

  it('tells no one its ticket', async () => {
    const { clock, listener, line } = listeningTo();
    void listener.run();
    await clock.advance(0);
    line().refuse({ status: 403 });
    await clock.advance(0);
    expect(JSON.stringify(listener.listening)).not.toContain('ticket');
  });
});

describe('others that listen', () => {
  it('before it keep it out, and are looked for again when a person or a wake-up asks, not every minute', async () => {
    const { clock, asked, server, listener } = listeningTo();
    server.others = 2;
    void listener.run();
    await clock.settle();
    expect(listener.listening).toMatchObject({
      state: 'refused',
      others: 2,
      problem: { advice: 'listen-others', params: { count: '2' } },
    });
    expect(asked.length).toBe(0);
    // Once more when a connection of an earlier run would no longer be counted; then no timer is left.
    await clock.advance(180 * seconds);
    expect([server.counts, asked.length, clock.sleeping()]).toEqual([2, 0, 0]);
    listener.renew();
    await clock.settle();
    expect(server.counts).toBe(2);
    await clock.advance(10 * minutes);
    server.others = 0;
    listener.renew();
    await clock.settle();
    expect([server.counts, asked.length]).toEqual([3, 1]);
  });

  it('are joined by a person who wants that, and make it shared', async () => {
    const { clock, line, server, listener } = listeningTo();
    server.others = 1;
    void listener.run();
    await clock.settle();
    listener.share();
    await clock.settle();
    line().accept();
    await clock.settle();
    line().event(wroteEvent('1', clock.now()));
    await clock.advance(5 * seconds);
    expect(listener.listening).toMatchObject({ state: 'shared', others: 1, problem: { advice: 'listen-shared' } });
  });

  it('that come later are found by the next count, and close nothing', async () => {
    const { clock, lines, line, server, listener, open, state } = listeningTo();
    await open();
    await clock.advance(6 * seconds);
    line().event(wroteEvent('1', clock.now()));
    await clock.settle();
    expect([state(), listener.reliedSince()]).toEqual(['verified', clock.now() - 6 * seconds]);
    server.others = 1;
    listener.reliedSince();
    await clock.settle();
    expect(server.counts).toBe(2);
    await clock.advance(5 * minutes);
    listener.reliedSince();
    await clock.settle();
    expect([server.counts, state(), listener.reliedSince()]).toEqual([3, 'shared', null]);
    // Gone again, it is found out without being asked.
    server.others = 0;
    await clock.advance(30 * minutes);
    expect([state(), listener.reliedSince()]).toEqual(['verified', clock.now()]);
    line().drop();
    await clock.advance(2 * seconds);
    expect(lines).toHaveLength(2);
  });

  it('are not this computer’s own connection of before, for three minutes', async () => {
    const { clock, line, server, listener } = listeningTo({
      earlier: { endedAt: 1_700_000_000_000 - 10 * seconds, lastEventAt: null },
    });
    server.others = 1;
    void listener.run();
    await clock.settle();
    line().accept();
    await clock.advance(6 * seconds);
    expect([listener.listening.state, listener.listening.others]).toEqual(['connected', null]);
    server.others = 0;
    await clock.advance(4 * minutes);
    expect(listener.listening.others).toBe(0);
  });
});

it('takes a connection of an earlier run that was cut off for another’s at first, and connects three minutes later', async () => {
  const { clock, asked, server, listener } = listeningTo();
  server.others = 1;
  void listener.run();
  await clock.advance(2 * minutes);
  server.others = 0;
  expect([listener.listening.state, asked.length]).toEqual(['refused', 0]);
  await clock.advance(minutes);
  expect(asked.length).toBe(1);
});
