import { createConnection } from 'node:net';
import { type BusMessage, type BusSent, type BusValue, decodeMessage, encodeMessage } from './bus-message';

/** Whose method is called. */
export type BusAddress = Pick<BusMessage, 'destination' | 'path' | 'interface'>;

/** The bus itself. */
export const theBus: BusAddress = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

/** A connection to the desktop's session bus. */
export interface SessionBus {
  /** Calls a method; rejects when the answer is an error, there is nobody to ask, or the bus goes away. */
  ask(whom: BusAddress, member: string, ...body: readonly BusValue[]): Promise<BusMessage>;
  send(message: BusSent): void;
  nextSerial(): number;
  /** Calls and signals that come by themselves. */
  listen(listener: (message: BusMessage) => void): void;
  close(): void;
}

/** `unix:path=/run/user/1000/bus` or `unix:abstract=…`: the first of the addresses that is one of these. */
const socketOf = (addresses: string): string | null => {
  for (const address of addresses.split(';')) {
    const [, kind, name] = /^unix:(path|abstract)=([^,]+)/.exec(address) ?? [];
    if (name) return kind === 'path' ? decodeURIComponent(name) : `\0${decodeURIComponent(name)}`;
  }
  return null;
};

/** Connects as the user whose session it is (D-Bus Specification, "Authentication Protocol", EXTERNAL). */
export const connectSessionBus = (addresses: string, uid: number): Promise<SessionBus> => {
  const path = socketOf(addresses);
  if (path === null) return Promise.reject(new Error('no unix socket among the addresses of the bus'));
  const socket = createConnection(path);
  const waiting = new Map<number, { resolve: (message: BusMessage) => void; reject: (reason: Error) => void }>();
  const listeners = new Set<(message: BusMessage) => void>();
  let serial = 0;
  let buffered = Buffer.alloc(0);

  const take = (message: BusMessage) => {
    const asked = message.replyTo === null ? undefined : waiting.get(message.replyTo);
    if (!asked || message.replyTo === null) {
      for (const listener of listeners) listener(message);
      return;
    }
    waiting.delete(message.replyTo);
    if (message.type === 'return') asked.resolve(message);
    else asked.reject(new Error(String(message.body[0] ?? 'refused')));
  };
  const read = (chunk: Buffer) => {
    buffered = Buffer.concat([buffered, chunk]);
    for (let next = decodeMessage(buffered); next; next = decodeMessage(buffered)) {
      buffered = buffered.subarray(next.size);
      take(next.message);
    }
  };
  const bus: SessionBus = {
    nextSerial: () => {
      serial += 1;
      return serial;
    },
    send: (message) => void socket.write(encodeMessage(message)),
    ask: (whom, member, ...body) =>
      new Promise((resolve, reject) => {
        const number = bus.nextSerial();
        waiting.set(number, { resolve, reject });
        bus.send({ type: 'call', serial: number, member, body, ...whom });
      }),
    listen: (listener) => void listeners.add(listener),
    close: () => socket.destroy(),
  };

  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', () => {
      const gone = new Error('the bus is gone');
      reject(gone);
      for (const asked of waiting.values()) asked.reject(gone);
      waiting.clear();
    });
    socket.once('connect', () => {
      const name = Buffer.from(String(uid)).toString('hex');
      socket.write(`\0AUTH EXTERNAL ${name}\r\n`);
    });
    socket.once('data', (answer: Buffer) => {
      if (!answer.toString('latin1').startsWith('OK ')) {
        socket.destroy();
        return;
      }
      socket.on('data', read);
      socket.write('BEGIN\r\n');
      bus.ask(theBus, 'Hello').then(() => resolve(bus), reject);
    });
  });
};
