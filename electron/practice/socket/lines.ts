import { randomBytes, randomUUID } from 'node:crypto';
import type { Happening, World } from '../world/world';
import { type Attempt, type Delivery, giveUp, nextPushAt, settle } from './deliveries';
import { envelopeOf, eventOf } from './events';
import { decodeFrame, encodeFrame, type Frame, headerOf } from './frame';
import { codeIn, isExact } from './judge-answer';
import { bytesOfFrame, framesOf, type PushFault, renamed, spoilBody } from './push-faults';
import { type HandshakeRefusal, type SocketSettings, usualSettings } from './socket-settings';
import { createTickets } from './tickets';

/** The way to the client: a connection, or an object in this process. */
export interface Plug {
  send(bytes: Uint8Array): void;
  /** Says goodbye and ends. */
  close(): void;
  /** Ends without a word. */
  cut(): void;
}

/** The server's end of one connection, as the way in uses it. */
export interface Line {
  receive(bytes: Uint8Array): void;
  /** The client has gone. */
  gone(): void;
}

/** A connection as the control paths show it. */
export interface LineView {
  readonly number: number;
  readonly openedAt: number;
  /** Arrival of each ping (ms). */
  readonly pings: readonly number[];
  readonly frozen: boolean;
  /** Frames that no server would understand, by what is wrong with them. */
  readonly mistakes: readonly string[];
}

interface OpenLine {
  number: number;
  openedAt: number;
  pings: number[];
  frozen: boolean;
  mistakes: string[];
  plug: Plug;
}

/** The long connections of one app (feishu-api 6.2). */
export interface Lines {
  readonly settings: SocketSettings;
  readonly faults: (PushFault & { left: number | null })[];
  readonly open: readonly LineView[];
  /** All deliveries so far, the newest last; those beyond 10,000 are forgotten. */
  readonly deliveries: readonly Delivery[];
  /** The `online_instance_cnt` of feishu-api 6.8. */
  count(): number;
  /** The query of a connection's address, good for one use within a minute. */
  issueTicket(): URLSearchParams;
  knows(query: URLSearchParams): boolean;
  /** Judges an upgrade, with an `Origin` or without one; the ticket is used up. */
  admit(query: URLSearchParams, origin: boolean): HandshakeRefusal | null;
  attach(plug: Plug): Line;
  /** Sends a body as an event, or as a click on a card. */
  push(body: unknown, type: string, kind?: Delivery['kind']): void;
  /** Sends bytes as they are to all connections. */
  sendRaw(bytes: Uint8Array): void;
  sendPing(): void;
  /** Ends all connections, by a word or without one; `freeze` leaves them half-open, deaf and dumb. */
  end(how: 'close' | 'cut' | 'freeze'): void;
  /** Carries out what is due by now, and arms the timer for what comes next. No timer runs while there is no connection. */
  tick(): void;
  forget(): void;
  /** Resets settings and faults. */
  reset(): void;
}

export interface LinesDeps {
  world: World;
  /** Settles what people have done by now, and gives the time of what they do next on their own (ms). */
  people: { settle(): void; nextAt(): number | null };
  /** 0 up to 1: who of several listeners gets an event. */
  random(): number;
}

const mostDeliveries = 10_000;

/** The largest number that a client keeps exactly only as 64 bits. */
const idsFrom = 2n ** 53n + 1n;

interface Waiting {
  delivery: Delivery;
  attempt: Attempt;
  frames: readonly Frame[];
  /** True: the answer is lost on its way. */
  deaf: boolean;
}

export const createLines = ({ world, people, random }: LinesDeps): Lines => {
  const settings = usualSettings();
  const faults: Lines['faults'] = [];
  const lines: OpenLine[] = [];
  const deliveries: Delivery[] = [];
  /** The newest push of each delivery, by `message_id` of its frames. */
  const waiting = new Map<string, Waiting>();
  const tickets = createTickets();
  const lingering: number[] = [];
  const service = 33_554_678;
  let listened = false;
  let numbers = 0;
  let sequence = idsFrom;
  let timer: { at: number; stop: () => void } | null = null;

  const disarm = () => {
    timer?.stop();
    timer = null;
  };
  const arm = (at: number | null) => {
    if (at === null || lines.length === 0 || (timer && timer.at <= at)) return;
    disarm();
    const wake = () => {
      timer = null;
      lineup.tick();
    };
    const handle = setTimeout(wake, Math.max(1, at - world.now()));
    handle.unref();
    timer = { at, stop: () => clearTimeout(handle) };
  };

  const takeFault = (type: string): PushFault | null => {
    const fault = faults.find((one) => one.type === undefined || one.type === type);
    if (!fault) return null;
    if (fault.left !== null) fault.left -= 1;
    if (fault.left === 0) faults.splice(faults.indexOf(fault), 1);
    return fault;
  };

  const frameOf =
    (delivery: Delivery, fault: PushFault | null) =>
    (payload: Uint8Array, sum: string, seq: number): Frame => {
      sequence += 1n;
      return {
        seqId: sequence,
        logId: BigInt(`0x${randomBytes(8).toString('hex')}`),
        service,
        method: 1,
        headers: [
          ['type', fault?.kind === 'card' ? 'card' : delivery.kind],
          ['message_id', delivery.id],
          ['sum', sum],
          ['seq', String(seq)],
          ['trace_id', randomUUID().replaceAll('-', '')],
          ['timestamp', String(world.now())],
          ['instance_id', 'practice-1'],
        ],
        payloadType: 'json',
        payload,
        logIdNew: randomUUID().replaceAll('-', ''),
      };
    };

  const send = (line: OpenLine, bytes: Uint8Array) => {
    if (!line.frozen) line.plug.send(bytes);
  };

  /** Pushes to one connection at random, or to a listener that only practice knows; to none if there is none. */
  const attempt = (delivery: Delivery): void => {
    const place = Math.floor(random() * (lines.length + settings.others));
    const line = lines[place];
    const other = !line && settings.others > 0;
    const pushed: Attempt = { at: world.now(), line: line?.number ?? (other ? 'other' : null), answer: null };
    delivery.attempts.push(pushed);
    if (other) delivery.state = 'taken';
    if (other) waiting.delete(delivery.id);
    if (!line) return;
    const fault = takeFault(delivery.type);
    const frames = framesOf(fault, spoilBody(fault, delivery.body), frameOf(delivery, fault));
    waiting.set(delivery.id, { delivery, attempt: pushed, frames, deaf: fault?.kind === 'unheard' });
    if (fault?.kind === 'swallow') return;
    for (let time = fault?.kind === 'duplicate' ? 2 : 1; time > 0; time -= 1) {
      for (const frame of frames) send(line, bytesOfFrame(fault, frame));
    }
    if (fault?.kind === 'renamed') begin(renamed(delivery.body), delivery.type, delivery.kind);
  };

  const begin = (body: Uint8Array, type: string, kind: Delivery['kind']): void => {
    const delivery: Delivery = { id: randomUUID(), type, kind, body, attempts: [], state: 'waiting' };
    deliveries.push(delivery);
    if (deliveries.length > mostDeliveries) waiting.delete(deliveries.shift()?.id ?? '');
    waiting.set(delivery.id, {
      delivery,
      attempt: { at: world.now(), line: null, answer: null },
      frames: [],
      deaf: false,
    });
    attempt(delivery);
    arm(nextPushAt(delivery));
  };

  const answered = (line: OpenLine, frame: Frame): void => {
    const id = headerOf(frame, 'message_id') ?? '';
    const pushed = waiting.get(id);
    if (!pushed) {
      if (!deliveries.some((delivery) => delivery.id === id)) line.mistakes.push('an answer to no push');
      return;
    }
    if (pushed.deaf) return;
    const sent = pushed.frames.find((one) => headerOf(one, 'seq') === headerOf(frame, 'seq'));
    const { at } = pushed.attempt;
    const answer = { code: codeIn(frame.payload), afterMs: world.now() - at, exact: isExact(sent, frame) };
    settle(pushed.delivery, pushed.attempt, answer);
    if (pushed.delivery.state === 'taken') waiting.delete(id);
  };

  const pong = (line: OpenLine, frame: Frame): void => {
    line.pings.push(world.now());
    if (frame.service !== service) line.mistakes.push('a ping of another service');
    if (settings.pong === 'none') return;
    const { pong: how } = settings;
    const text = how === 'config' ? JSON.stringify(settings.clientConfig) : how === 'empty' ? '' : how.text;
    const payload = text === '' ? {} : { payload: new TextEncoder().encode(text) };
    send(line, encodeFrame({ ...frame, headers: [['type', 'pong']], ...payload }));
  };

  const receive = (line: OpenLine, bytes: Uint8Array): void => {
    if (line.frozen) return;
    const frame = decodeFrame(bytes);
    if (!frame) line.mistakes.push('a message that is no frame');
    else if (frame.method === 1) answered(line, frame);
    else if (frame.method === 0 && headerOf(frame, 'type') === 'ping') pong(line, frame);
    else line.mistakes.push('a frame that no client sends');
  };

  const remove = (line: OpenLine, broke: boolean): void => {
    const index = lines.indexOf(line);
    if (index === -1) return;
    lines.splice(index, 1);
    if (broke && settings.lingerMs > 0) lingering.push(world.now() + settings.lingerMs);
    if (lines.length === 0) disarm();
  };

  const happened = (happening: Happening): void => {
    if (!listened || settings.silent) return;
    const body = eventOf(world, happening);
    if (!body || (settings.events !== 'all' && !settings.events.includes(body.type))) return;
    // An event without its scope tells nothing (feishu-api 6.4).
    if (!body.scopes.some((scope) => world.settings.scopes.has(scope))) return;
    lineup.push(envelopeOf(world, body), body.type);
  };
  world.listen(happened);

  const lineup: Lines = {
    settings,
    faults,
    open: lines,
    deliveries,
    count: () => lines.length + settings.others + lingering.filter((until) => until > world.now()).length,
    issueTicket: () => tickets.issue(service, world.now()),
    knows: tickets.knows,
    admit(query, origin) {
      const fresh = tickets.use(query, world.now());
      const { refuse } = settings;
      if (refuse && refuse.times > 0) {
        refuse.times -= 1;
        return refuse;
      }
      if (!fresh) return { status: 400, handshake: 514, authError: null };
      if (origin && settings.mindsOrigin) return { status: 403, handshake: 403, authError: null };
      if (!world.settings.appEnabled) return { status: 403, handshake: 403, authError: null };
      if (lineup.count() >= settings.mostLines) return { status: 400, handshake: 514, authError: 1000040350 };
      return null;
    },
    attach(plug) {
      numbers += 1;
      listened = true;
      const line: OpenLine = { number: numbers, openedAt: world.now(), pings: [], frozen: false, mistakes: [], plug };
      lines.push(line);
      lineup.tick();
      return { receive: (bytes) => receive(line, bytes), gone: () => remove(line, true) };
    },
    push: (body, type, kind = 'event') =>
      begin(new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body)), type, kind),
    sendRaw(bytes) {
      for (const line of lines) send(line, bytes);
    },
    sendPing() {
      const ping: Frame = { seqId: 0n, logId: 0n, service, method: 0, headers: [['type', 'ping']] };
      lineup.sendRaw(encodeFrame(ping));
    },
    end(how) {
      for (const line of [...lines]) {
        if (how === 'freeze') {
          line.frozen = true;
          continue;
        }
        remove(line, how === 'cut');
        line.plug[how]();
      }
    },
    tick() {
      if (lines.length === 0) return;
      people.settle();
      const now = world.now();
      let next = people.nextAt();
      for (const { delivery } of [...waiting.values()]) {
        const at = nextPushAt(delivery);
        if (at !== null && at <= now) attempt(delivery);
        giveUp(delivery, now);
        if (delivery.state !== 'waiting') waiting.delete(delivery.id);
        const later = nextPushAt(delivery);
        if (later !== null && (next === null || later < next)) next = later;
      }
      disarm();
      arm(next);
    },
    forget() {
      deliveries.length = 0;
      waiting.clear();
    },
    reset() {
      Object.assign(settings, usualSettings());
      faults.length = 0;
    },
  };
  return lineup;
};
