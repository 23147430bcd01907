import { describe, expect, it } from 'vitest';
import { listeningTo, wroteEvent } from '../../../../test/support/feishu/listening-line';

const seconds = 1_000;
const minutes = 60 * seconds;

describe('one listener', () => {
  it('asks who is there, then for an address, opens it, pings at once, and counts after five seconds', async () => {
    const { listener, clock, lines, line, asked, server, pings, open, state, news } = listeningTo();
    await open();
    await clock.settle();
    expect(asked.map(({ url, body }) => [url, body])).toEqual([
      ['https://open.feishu.test/callback/ws/endpoint', { AppID: 'cli_a1b2c3d4e5f60718', AppSecret: 's3cret' }],
    ]);
    expect([lines.length, pings(line()), line().came[0]?.service, server.counts]).toEqual([1, 1, 7, 1]);
    await clock.advance(5 * seconds);
    expect([server.counts, state(), listener.listening.others]).toEqual([2, 'connected', 0]);
    line().event(wroteEvent('1', clock.now()));
    await clock.settle();
    expect(listener.listening).toMatchObject({ state: 'verified', lastEventAt: clock.now(), problem: null });
    expect(new Set(news.map((each) => each.state))).toEqual(new Set(['connected', 'verified']));
    listener.stop();
    await clock.settle();
    expect([line().closed, clock.sleeping()]).toEqual([true, 0]);
  });

  it('is not verified by events of another app, nor by pongs', async () => {
    const { clock, line, open, state, listener, answers } = listeningTo();
    await open();
    await clock.advance(6 * seconds);
    line().say({ method: 0, headers: [['type', 'pong']], json: { PingInterval: 60 } });
    line().event(wroteEvent('1', clock.now(), { app: 'cli_other' }));
    await clock.settle();
    expect([state(), listener.listening.lastEventAt, listener.dropped.foreign]).toEqual(['connected', null, 1]);
    expect(answers(line()).map(({ json }) => json)).toEqual([{ code: 200 }]);
  });

  it('is never verified while others cannot be counted, and says so', async () => {
    const { clock, line, open, listener, server } = listeningTo();
    server.countable = false;
    await open();
    await clock.advance(6 * seconds);
    line().event(wroteEvent('1', clock.now()));
    await clock.settle();
    expect(listener.listening).toMatchObject({
      state: 'connected',
      others: null,
      problem: { advice: 'listen-uncounted' },
    });
  });

  it('pings in the rhythm that the server says, and by no stranger one', async () => {
    const { clock, line, open, pings, address } = listeningTo({ say: () => address({ PingInterval: 60 }) });
    await open();
    await clock.settle();
    const answering = async (ms: number, json: unknown) => {
      for (let passed = 0; passed < ms; passed += 5 * seconds) {
        line().say({ method: 0, headers: [['type', 'pong']], json });
        await clock.advance(5 * seconds);
      }
    };
    await answering(10 * minutes, '');
    expect(pings(line())).toBe(11);
    await answering(10 * minutes, {});
    await answering(10 * minutes, { PingInterval: 'soon' });
    expect(pings(line())).toBe(31);
    await answering(minutes, { PingInterval: 0.001 });
    expect(pings(line())).toBeLessThanOrEqual(38);
    expect(line().closed).toBe(false);
  });

  it('whose server sends nothing but pings of its own is connected and no more, and answers none of them', async () => {
    const { clock, line, open, server, state, answers } = listeningTo();
    server.ponging = false;
    await open();
    await clock.settle();
    for (let passed = 0; passed < 60 * 6; passed += 1) {
      line().say({ method: 0, headers: [['type', 'ping']] });
      await clock.advance(10 * seconds);
    }
    expect([state(), line().closed, answers(line())]).toEqual(['connected', false, []]);
    // One ping at once, then one in two minutes: no loop.
    expect(line().came.length).toBeLessThanOrEqual(32);
  });

  it('relies on a connection from its opening on, once it is verified, and for the seconds between two', async () => {
    const { clock, line, open, listener, state } = listeningTo();
    await open();
    const openedAt = clock.now();
    await clock.advance(6 * seconds);
    expect([state(), listener.reliedSince()]).toEqual(['connected', null]);
    line().event(wroteEvent('1', clock.now()));
    await clock.settle();
    expect([state(), listener.reliedSince()]).toEqual(['verified', openedAt]);
    line().drop();
    await clock.advance(2 * seconds);
    expect([state(), listener.reliedSince()]).toEqual(['connecting', openedAt]);
    line().accept();
    await clock.settle();
    const again = clock.now();
    // Open, and not counted yet: what happened in between is asked for now.
    expect([state(), listener.reliedSince()]).toEqual(['connected', null]);
    await clock.advance(6 * seconds);
    expect([state(), listener.reliedSince()]).toEqual(['verified', again]);
  });

  it('is relied on no longer than 15 s after its end, and tells that', async () => {
    const { clock, line, news, open, listener } = listeningTo();
    await open();
    line().event(wroteEvent('1', clock.now()));
    await clock.advance(6 * seconds);
    line().drop();
    await clock.settle();
    const before = news.length;
    await clock.advance(15 * seconds);
    expect(listener.reliedSince()).toBeNull();
    expect(news.length).toBeGreaterThan(before);
  });

  it('is verified no more once an event did not come that should have, until one of that type comes', async () => {
    const { clock, line, open, listener } = listeningTo();
    await open();
    line().event(wroteEvent('1', clock.now()));
    await clock.advance(6 * seconds);
    listener.missed('im.message.message_read_v1');
    expect(listener.listening).toMatchObject({
      state: 'connected',
      problem: { advice: 'listen-missed', params: { event: 'im.message.message_read_v1' } },
    });
    line().event(wroteEvent('2', clock.now()));
    await clock.settle();
    expect([listener.listening.state, listener.reliedSince()]).toEqual(['connected', null]);
    const event = wroteEvent('3', clock.now());
    line().event({ ...event, header: { ...event.header, event_type: 'im.message.message_read_v1' } });
    await clock.settle();
    expect(listener.listening).toMatchObject({ state: 'verified', problem: null });
  });
});

describe('events', () => {
  it('are on the disk before they are answered, and acted on once however often they come', async () => {
    const { clock, line, open, answers, heard, kept } = listeningTo();
    await open();
    await clock.settle();
    for (let time = 0; time < 3; time += 1) line().event(wroteEvent('1', clock.now()));
    line().event(wroteEvent('2', clock.now()));
    await clock.advance(0);
    expect(answers(line()).map(({ json }) => json)).toEqual(Array(4).fill({ code: 200 }));
    expect([kept.length, heard.length]).toEqual([2, 2]);
  });

  it('that cannot be stored are answered 500, acted on by nothing, and taken when they come again', async () => {
    const { clock, line, open, answers, heard, store, listener } = listeningTo();
    await open();
    await clock.settle();
    store.broken = true;
    line().event(wroteEvent('1', clock.now()));
    await clock.settle();
    store.broken = false;
    line().event(wroteEvent('1', clock.now()));
    await clock.advance(0);
    expect(answers(line()).map(({ json }) => json)).toEqual([{ code: 500 }, { code: 200 }]);
    expect([heard.length, listener.dropped.unstored]).toEqual([1, 1]);
  });

  it('are answered by the same frame, with its ids and headers', async () => {
    const { clock, line, open, answers } = listeningTo();
    await open();
    await clock.settle();
    const headers = [
      ['type', 'event'],
      ['message_id', 'm'],
      ['sum', '1'],
      ['seq', '0'],
      ['trace_id', 't'],
      ['instance_id', 'i'],
    ] as const;
    const [seqId, logId] = [2n ** 64n - 1n, 2n ** 63n + 1n];
    line().say({ seqId, logId, headers, json: wroteEvent('1', clock.now()), payloadType: 'json', logIdNew: 'n' });
    await clock.settle();
    expect(answers(line())[0]).toMatchObject({
      seqId,
      logId,
      service: 7,
      method: 1,
      payloadType: 'json',
      logIdNew: 'n',
    });
    expect(answers(line())[0]?.headers).toEqual([...headers, ['biz_rt', '0']]);
  });

  it('in parts are answered once, with the frame that completes them', async () => {
    const { clock, line, open, answers, heard } = listeningTo();
    await open();
    await clock.settle();
    const whole = JSON.stringify(wroteEvent('1', clock.now(), { text: '火警'.repeat(5000) }));
    const middle = Math.floor(whole.length / 2);
    line().event(whole.slice(middle), { message_id: 'm', sum: '2', seq: '1' });
    await clock.settle();
    expect(answers(line())).toEqual([]);
    line().event(whole.slice(0, middle), { message_id: 'm', sum: '2', seq: '0' });
    await clock.advance(0);
    expect([answers(line()).length, heard.length]).toEqual([1, 1]);
    expect(answers(line())[0]?.headers).toContainEqual(['seq', '0']);
  });

  it('clicks on cards among them, whichever type their frame has, show the person no error', async () => {
    const { clock, line, open, answers } = listeningTo();
    await open();
    await clock.settle();
    const click = { ...wroteEvent('1', clock.now()) };
    const body = { ...click, header: { ...click.header, event_type: 'card.action.trigger' }, event: { token: 'c-1' } };
    for (const type of ['event', 'card']) line().event(body, { type });
    await clock.settle();
    expect(answers(line()).map(({ json }) => json)).toEqual(Array(2).fill({ code: 200, data: 'e30=' }));
  });

  it.each([
    ['cut frames', Uint8Array.from([8, 1, 16])],
    ['huge ones', new Uint8Array(3 * 1024 * 1024)],
    ['empty ones', new Uint8Array()],
  ])('stand beside %s', async (_, bytes) => {
    const { clock, line, open, heard, listener } = listeningTo();
    await open();
    await clock.settle();
    line().raw(bytes);
    line().event('no JSON');
    line().event({ schema: '2.0' }, { sum: '2', seq: '9' });
    line().event(wroteEvent('1', clock.now()));
    await clock.advance(0);
    expect([heard.length, listener.dropped.badFrames, listener.dropped.unreadable]).toEqual([1, 2, 1]);
    expect(line().closed).toBe(false);
  });
});

describe('a connection that ends', () => {
  it('by silence is noticed 25 s after a ping, and not before', async () => {
    const { clock, lines, line, open, listener, server } = listeningTo();
    server.ponging = false;
    await open();
    await clock.advance(24 * seconds);
    expect(line().closed).toBe(false);
    await clock.advance(1 * seconds);
    expect(lines[0]?.closed).toBe(true);
    expect(listener.listening).toMatchObject({ state: 'connecting', problem: { advice: 'listen-silent' } });
    await clock.advance(2 * seconds);
    expect(lines).toHaveLength(2);
  });

  it('is closed before the next one is opened', async () => {
    const { clock, lines, open, listener } = listeningTo();
    await open();
    for (let time = 0; time < 20; time += 1) {
      await clock.advance(7 * seconds);
      listener.renew();
      await clock.settle();
      lines.at(-1)?.accept();
      await clock.settle();
      expect(lines.filter((line) => !line.closed)).toHaveLength(1);
    }
  });

  it('is opened anew every six hours', async () => {
    const { clock, lines, line, open } = listeningTo();
    await open();
    await clock.settle();
    await clock.advance(6 * 60 * minutes - 1);
    expect(line().closed).toBe(false);
    await clock.advance(1);
    expect([lines[0]?.closed, lines.length]).toEqual([true, 2]);
  });

  it('by a network that is another is replaced within 15 s', async () => {
    const { clock, lines, open, server } = listeningTo();
    await open();
    await clock.advance(2 * seconds);
    server.mark = 'wlan0';
    await clock.advance(15 * seconds);
    expect([lines[0]?.closed, lines.length]).toEqual([true, 2]);
  });

  it('by a network that is gone is told at once where the system tells, and looking without a change does nothing', async () => {
    const { clock, listener, line, lines, open, server, state } = listeningTo();
    await open();
    listener.look();
    expect([state(), line().closed, lines.length]).toEqual(['connected', false, 1]);
    server.online = false;
    listener.look();
    await clock.settle();
    expect(listener.listening).toMatchObject({ state: 'connecting', problem: { advice: 'offline' } });
    expect(line().closed).toBe(true);
  });

  it('by a network that is gone is no longer called connected, and nothing is asked until it is back', async () => {
    const { clock, lines, asked, open, server, listener } = listeningTo();
    await open();
    await clock.advance(6 * seconds);
    server.online = false;
    await clock.advance(15 * seconds);
    expect(listener.listening).toMatchObject({ state: 'connecting', problem: { advice: 'offline' } });
    const before = asked.length;
    await clock.advance(60 * minutes);
    expect(asked.length).toBe(before);
    server.online = true;
    await clock.advance(15 * seconds);
    expect(lines).toHaveLength(2);
  });

  it('right after it was opened, again and again, makes no hot loop', async () => {
    const { clock, lines, asked, open } = listeningTo({
      say: () => ({
        code: 0,
        data: {
          URL: 'wss://a.test/',
          ClientConfig: { PingInterval: 0, ReconnectCount: 1, ReconnectInterval: 0, ReconnectNonce: 0 },
        },
      }),
    });
    await open();
    for (let step = 0; step < 3600; step += 1) {
      const line = lines.at(-1);
      if (line && !line.closed && line.came.length === 0) line.accept();
      await clock.advance(500);
      lines.at(-1)?.drop();
      await clock.advance(500);
    }
    // An hour of it: it slows down, and goes on.
    expect(asked.length).toBeGreaterThan(50);
    expect(asked.length).toBeLessThan(200);
    expect(asked.at(-1)?.at).toBeGreaterThan(58 * minutes);
  });

  it('every 30 s for a day, with sleeps, is replaced each time, and no timer is left in the end', async () => {
    const { clock, lines, open, listener } = listeningTo();
    const { over } = await open();
    for (let hour = 0; hour < 24; hour += 1) {
      for (let step = 0; step < 20; step += 1) {
        lines.at(-1)?.accept();
        await clock.advance(30 * seconds);
        lines.at(-1)?.drop();
        await clock.advance(2 * seconds);
      }
      clock.jump(8 * 60 * minutes);
      listener.renew();
      await clock.settle();
    }
    expect(lines.filter(({ came }) => came.length > 0)).toHaveLength(24 * 20);
    listener.stop();
    await clock.settle();
    await over;
    expect([clock.sleeping(), lines.filter((line) => !line.closed).length]).toEqual([0, 0]);
  });
});
