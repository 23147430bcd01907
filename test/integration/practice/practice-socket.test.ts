import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { endpoints } from '../../../electron/practice/api/endpoints';
import { createFetch } from '../../../electron/practice/create-fetch';
import { type CompanyOptions, createPractice } from '../../../electron/practice/create-practice';
import { createInnerSocket } from '../../../electron/practice/server/sockets/inner-socket';
import { allScopes } from '../../../electron/practice/world/scopes';
import { aCompany } from '../../support/feishu/a-company';
import { type HandFrame, handMade, readHandMade } from '../../support/feishu/hand-made-frames';

type Read = ReturnType<typeof readHandMade>;

const settle = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));

/** Practice in this process, with a clock that the test moves and a client whose frames are made by hand. */
const company = (options: CompanyOptions = {}) => {
  let now = Date.UTC(2026, 4, 22, 2, 0, 0);
  const practice = createPractice({ clock: { now: () => now }, scopes: allScopes, readingSpeed: 0, ...options });
  const fetch = createFetch(practice.server, endpoints);
  const openSocket = createInnerSocket(practice.server);
  const discover = async (given: object = {}) => {
    const body = { AppID: practice.appId, AppSecret: practice.appSecret, ...given };
    const headers = { 'Content-Type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await fetch('https://practice.invalid/callback/ws/endpoint', init);
    return (await answer.json()) as { code: number; data: { URL: string; ClientConfig: object } };
  };
  const connectTo = (url: string) => {
    const messages: Uint8Array[] = [];
    const life: unknown[] = [];
    const socket = openSocket(url, {
      opened: () => life.push('opened'),
      message: (bytes) => messages.push(bytes),
      ended: (end) => life.push(end.refusal ?? 'ended'),
    });
    return {
      life,
      messages,
      send: (frame: HandFrame) => socket.send(handMade(frame)),
      sendRaw: socket.send,
      close: socket.close,
      frames: (): Read[] => messages.map(readHandMade),
      /** Answers a frame as a client does. */
      answer: (frame: Read, payload = '{"code":200}') =>
        socket.send(handMade({ ...frame, headers: { ...frame.headers, biz_rt: '1' }, payload })),
    };
  };
  return {
    practice,
    discover,
    connectTo,
    async connected() {
      const line = connectTo((await discover()).data.URL);
      await settle();
      return line;
    },
    /** Moves time, and lets practice do what is due. */
    async pass(ms: number) {
      now += ms;
      practice.lines().tick();
      await settle();
    },
  };
};

const write = (text = '在吗') => ({ who: '李雷', write: text });
const ping: HandFrame = { method: 0, headers: { type: 'ping' } };
const bodyOf = (frame: Read | undefined) => JSON.parse(frame?.payload ?? 'null');

test('an address is good for one connection within a minute', async () => {
  const { discover, connectTo, pass } = company();
  const { data } = await discover();
  expect(data.URL).toMatch(/^wss:\/\/practice\.invalid\/ws\/v2\?device_id=\d+&service_id=33554678&/);
  expect(data.ClientConfig).toEqual({
    PingInterval: 120,
    ReconnectCount: -1,
    ReconnectInterval: 120,
    ReconnectNonce: 30,
  });
  const first = connectTo(data.URL);
  const again = connectTo(data.URL);
  await settle();
  const late = (await discover()).data.URL;
  await pass(60_001);
  const tooLate = connectTo(late);
  await settle();
  expect(first.life).toEqual(['opened']);
  expect([again.life, tooLate.life]).toEqual([[{ status: 400, handshake: 514, authError: null }], again.life]);
});

test.each([
  [{ AppID: 'cli_ffffffffffffffff' }, 1000040346],
  [{ AppID: undefined }, 1000040346],
  [{ AppSecret: 'wrong' }, 1000040345],
  [{ AppSecret: undefined }, 1000040345],
])('the endpoint refuses %j with %i', async (given, code) => {
  expect(await company().discover(given)).toMatchObject({ code, data: {} });
});

test('the endpoint knows apps of the other brand as such, disabled ones, and the limit of connections', async () => {
  const { practice, discover, connected, connectTo } = company();
  const lark = practice.openApp({ brand: 'lark' });
  expect((await discover({ AppID: lark.appId, AppSecret: lark.appSecret })).code).toBe(1000040351);
  practice.change({ appEnabled: false });
  expect((await discover()).code).toBe(403);
  practice.change({ appEnabled: true });
  const early = (await discover()).data.URL;
  await connected();
  practice.changeSocket({ mostLines: 1 });
  expect((await discover()).code).toBe(1000040350);
  const refused = connectTo(early);
  await settle();
  expect(refused.life).toEqual([{ status: 400, handshake: 514, authError: 1000040350 }]);
});

test('a ping is answered with the config, or as it was set', async () => {
  const { practice, connected } = company();
  const line = await connected();
  line.send(ping);
  await settle();
  expect(line.frames()[0]).toMatchObject({ method: 0, service: 33_554_678, seqId: 0n, headers: { type: 'pong' } });
  expect(bodyOf(line.frames()[0])).toMatchObject({ PingInterval: 120 });
  practice.changeSocket({ clientConfig: { PingInterval: 1, ReconnectCount: 1 } });
  line.send(ping);
  practice.changeSocket({ pong: { text: '{}' } });
  await settle();
  line.send(ping);
  await settle();
  practice.changeSocket({ pong: 'none' });
  line.send(ping);
  practice.changeSocket({ do: 'ping' });
  await settle();
  expect(line.frames().map(({ headers, payload }) => [headers.type, payload])).toEqual([
    ['pong', expect.any(String)],
    ['pong', '{}'],
    ['pong', '{}'],
    ['ping', ''],
  ]);
  expect(practice.lines().open[0]?.pings).toHaveLength(4);
});

test('an event is pushed once when it is answered exactly, and its times are told', async () => {
  const { practice, connected, pass } = company();
  const line = await connected();
  practice.act(write());
  await settle();
  const [frame] = line.frames();
  expect(frame).toMatchObject({ method: 1, headers: { type: 'event', sum: '1', seq: '0', instance_id: 'practice-1' } });
  expect(frame?.seqId).toBeGreaterThan(2n ** 53n);
  expect(bodyOf(frame)).toMatchObject({
    schema: '2.0',
    header: { event_type: 'im.message.receive_v1', app_id: practice.appId, token: '' },
    event: { sender: { sender_type: 'user' }, message: { chat_type: 'p2p', content: '{"text":"在吗"}' } },
  });
  line.answer(frame!);
  await settle();
  expect(practice.lines().deliveries).toMatchObject([
    { state: 'taken', attempts: [{ line: 1, answer: { code: 200, afterMs: 0 } }] },
  ]);
  await pass(86_400_000);
  expect(line.messages).toHaveLength(1);
});

test('what is not answered, answered too late or with 500 comes again four times at most', async () => {
  const { practice, connected, pass } = company();
  const line = await connected();
  practice.act(write());
  await settle();
  await pass(3001);
  line.answer(line.frames()[0]!);
  for (const [wait, count] of [
    [11_998, 1],
    [1, 2],
    [285_000, 3],
    [3_300_000, 4],
    [18_000_000, 5],
    [86_400_000, 5],
  ] as const) {
    await pass(wait);
    expect(line.messages).toHaveLength(count);
    if (count === 2) line.answer(line.frames()[1]!, '{"code":500}');
  }
  expect(new Set(line.frames().map((frame) => bodyOf(frame).header.event_id)).size).toBe(1);
  expect(practice.lines().deliveries[0]?.state).toBe('given-up');
});

test('an event that no connection was there for waits for the next one', async () => {
  const { practice, connected, pass } = company();
  const line = await connected();
  line.close();
  practice.act(write());
  await pass(60_000);
  const next = await connected();
  await settle();
  expect(next.frames()).toHaveLength(1);
});

test('before the first connection of a run nothing is kept', async () => {
  const { practice, connected } = company();
  practice.act(write());
  const line = await connected();
  expect(line.messages).toEqual([]);
  expect(practice.lines().deliveries).toEqual([]);
});

test('a click on a card is never pushed again', async () => {
  const { practice, connected, pass } = company();
  const line = await connected();
  practice.changeSocket({ push: { type: 'card.action.trigger', kind: 'card', body: { schema: '2.0' } } });
  await settle();
  expect(line.frames()[0]?.headers.type).toBe('card');
  await pass(86_400_000);
  expect(line.messages).toHaveLength(1);
});

test('frozen lines stay open, deaf and dumb, and are counted', async () => {
  const { practice, connected } = company();
  const line = await connected();
  practice.changeSocket({ do: 'freeze' });
  line.send(ping);
  practice.act(write());
  await settle();
  expect([line.messages, line.life]).toEqual([[], ['opened']]);
  expect(practice.lines().count()).toBe(1);
});

test('a line that broke is counted for as long as was set', async () => {
  const { practice, connected, pass } = company();
  practice.changeSocket({ lingerMs: 180_000 });
  const line = await connected();
  practice.changeSocket({ do: 'cut' });
  await settle();
  expect(line.life).toEqual(['opened', 'ended']);
  expect(practice.lines().count()).toBe(1);
  await pass(180_000);
  expect(practice.lines().count()).toBe(0);
});

test('other listeners take their share, and are counted', async () => {
  let turn = 0;
  const { practice, connected } = company({ random: () => turn });
  const line = await connected();
  practice.changeSocket({ others: 1 });
  practice.act(write('一'));
  turn = 0.9;
  practice.act(write('二'));
  await settle();
  expect(line.frames()).toHaveLength(1);
  expect(practice.lines().deliveries.map(({ attempts }) => attempts[0]?.line)).toEqual([1, 'other']);
  expect(practice.lines().count()).toBe(2);
});

const pushedWith = async (fault: object, count = 1) => {
  const { practice, connected } = company();
  const line = await connected();
  practice.changeSocket({ faults: [fault] });
  practice.act(write());
  await settle();
  expect(line.messages).toHaveLength(count);
  return { line, practice };
};

test('faults of frames: parts, duplicates, lost parts, wrong sums, cut frames, unknown fields', async () => {
  const parts = await pushedWith({ kind: 'parts', parts: 3, shuffle: true }, 3);
  expect(parts.line.frames().map(({ headers }) => [headers.sum, headers.seq])).toEqual([
    ['3', '2'],
    ['3', '1'],
    ['3', '0'],
  ]);
  const whole = parts.line.frames().toReversed();
  expect(JSON.parse(whole.map(({ payload }) => payload).join('')).schema).toBe('2.0');
  expect(new Set(whole.map(({ headers }) => headers.message_id)).size).toBe(1);
  const twice = await pushedWith({ kind: 'duplicate' }, 2);
  expect(twice.line.messages[0]).toEqual(twice.line.messages[1]);
  const lost = await pushedWith({ kind: 'lose-part' });
  expect(lost.line.frames()[0]?.headers).toMatchObject({ sum: '2', seq: '0' });
  const wrong = await pushedWith({ kind: 'wrong-sum' }, 2);
  expect(wrong.line.frames().map(({ headers }) => headers.sum)).toEqual(['2', '3']);
  const odd = await pushedWith({ kind: 'wrong-sum', sum: '-1' });
  expect(odd.line.frames()[0]?.headers).toMatchObject({ sum: '-1', seq: '0' });
  const cut = await pushedWith({ kind: 'cut-frame' });
  const { line } = await pushedWith({ kind: 'unknown-fields' });
  expect(cut.line.messages[0]?.length).toBeLessThan(line.messages[0]!.length / 1.5);
  await pushedWith({ kind: 'swallow' }, 0);
});

test('faults of bodies: no JSON, huge, another app’s, years old, renamed', async () => {
  const noJson = await pushedWith({ kind: 'not-json' });
  expect(() => bodyOf(noJson.line.frames()[0])).toThrow();
  const huge = await pushedWith({ kind: 'huge', bytes: 3_000_000 });
  expect(huge.line.messages[0]?.length).toBeGreaterThan(3_000_000);
  const other = await pushedWith({ kind: 'other-app' });
  expect(bodyOf(other.line.frames()[0]).header.app_id).not.toBe(other.practice.appId);
  const old = await pushedWith({ kind: 'old' });
  expect(Number(bodyOf(old.line.frames()[0]).header.create_time)).toBeLessThan(Date.UTC(2022, 0));
  const renamed = await pushedWith({ kind: 'renamed' }, 2);
  const [one, again] = renamed.line.frames().map(bodyOf);
  expect(one.event.message.message_id).not.toBe(again.event.message.message_id);
  expect({ ...one.event.message, message_id: '' }).toEqual({ ...again.event.message, message_id: '' });
});

test('an answer that is lost on its way makes the event come again', async () => {
  const { practice, connected, pass } = company();
  const line = await connected();
  practice.changeSocket({ faults: [{ kind: 'unheard' }] });
  practice.act(write());
  await settle();
  line.answer(line.frames()[0]!);
  await pass(15_000);
  line.answer(line.frames()[1]!);
  await settle();
  expect(practice.lines().deliveries[0]).toMatchObject({ state: 'taken', attempts: [{ answer: null }, {}] });
});

test('practice notes what no server would understand', async () => {
  const { practice, connected } = company();
  const line = await connected();
  line.sendRaw(Uint8Array.from([0xff, 0xff]));
  line.send({ ...ping, service: 1 });
  line.send({ method: 1, headers: { type: 'event', message_id: 'none' }, payload: '{"code":200}' });
  line.send({ method: 0, headers: { type: 'hello' } });
  await settle();
  expect(practice.lines().open[0]?.mistakes).toEqual([
    'a message that is no frame',
    'a ping of another service',
    'an answer to no push',
    'a frame that no client sends',
  ]);
});

test('people who read and answer on their own are told when it is time', async () => {
  const { practice, connected, pass } = company({ readingSpeed: 1, answering: true });
  const line = await connected();
  const { token } = practice.server.app.tokens.issue(practice.world.now());
  const person = practice.world.people.find(({ name }) => name === '李雷');
  await createFetch(practice.server, endpoints)(
    'https://practice.invalid/open-apis/im/v1/messages?receive_id_type=open_id',
    {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ receive_id: person?.openId, msg_type: 'text', content: '{"text":"请确认"}' }),
    },
  );
  await pass(5999);
  expect(line.messages).toEqual([]);
  await pass(1);
  await pass(4000);
  expect(line.frames().map((frame) => bodyOf(frame).header.event_type)).toEqual([
    'im.message.message_read_v1',
    'im.message.reaction.created_v1',
  ]);
});

test.each([
  [{ pong: 'loud' }, 'pong is'],
  [{ others: -1 }, 'others is a number'],
  [{ faults: [{ kind: 'explode' }] }, 'kind is one of'],
  [{ do: 'dance' }, 'do is'],
  [{ raw: 'xyz' }, 'bytes in hex'],
  [{ volume: 1 }, 'has no volume'],
])('%j is a mistake', (change, why) => {
  expect(() => company().practice.changeSocket(change)).toThrow(why);
});

test('over TCP a refused upgrade tells why in its headers', async () => {
  const practice = await aCompany();
  const ask = (lines: readonly string[]) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(practice.port, '127.0.0.1', () => socket.write([...lines, '', ''].join('\r\n')));
      let said = '';
      socket.setEncoding('utf8').on('data', (part) => {
        said += part;
      });
      socket.on('end', () => resolve(said)).on('error', reject);
    });
  const upgrade = [
    `Host: 127.0.0.1:${practice.port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  ];
  expect(await ask(['GET /ws/v2?ticket=none HTTP/1.1', ...upgrade])).toMatch(
    /^HTTP\/1\.1 400 .*Handshake-Status: 514\r\n/s,
  );
  practice.changeSocket({ refuse: { status: 403, handshake: 514, authError: 1000040350 } });
  const refused = await ask(['GET /ws/v2?ticket=none HTTP/1.1', ...upgrade]);
  expect(refused).toMatch(/^HTTP\/1\.1 403 .*Handshake-Autherrcode: 1000040350\r\n/s);
  practice.changeSocket({ mindsOrigin: true });
  const address = `GET /ws/v2?${practice.lines().issueTicket()} HTTP/1.1`;
  expect(await ask([address, ...upgrade, 'Origin: null'])).toMatch(/^HTTP\/1\.1 403 .*Handshake-Status: 403\r\n/s);
  expect(await ask(['GET /elsewhere HTTP/1.1', ...upgrade])).toMatch(/^HTTP\/1\.1 400 /);
  const foreign = upgrade.map((line) => (line.startsWith('Host') ? 'Host: evil.example' : line));
  expect(await ask(['GET /ws/v2?ticket=none HTTP/1.1', ...foreign])).toMatch(/^HTTP\/1\.1 403 /);
});
