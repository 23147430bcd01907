import { createConnection, type Socket } from 'node:net';
import { type BusCall, type BusMessage, decodeMessage, encodeCall } from './bus-message';

/** The object a method belongs to. */
export type BusAddress = Pick<BusMessage, 'destination' | 'path' | 'interface'> & Pick<BusCall, 'startsOwner'>;

/** The bus itself. */
export const busItself: BusAddress = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

/** A connection to the desktop's session bus. */
export interface SessionBus {
  /** Calls a method; rejects when the answer is an error, no program has that name, or the bus goes away. */
  call(object: BusAddress, member: string, ...body: readonly string[]): Promise<BusMessage>;
  /** Calls `listener` with every message that is not an answer, such as a signal. */
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
export const openBusSocket = (addresses: string, uid: number): Promise<Socket> => {
  const path = socketOf(addresses);
  if (path === null) return Promise.reject(new Error('no unix socket among the addresses of the bus'));
  const socket = createConnection(path);
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the bus is gone')));
    socket.once('connect', () => {
      const name = Buffer.from(String(uid)).toString('hex');
      socket.write(`\0AUTH EXTERNAL ${name}\r\n`);
    });
    socket.once('data', (answer: Buffer) => {
      if (!answer.toString('latin1').startsWith('OK ')) {
        socket.destroy();
        return;
      }
      socket.write('BEGIN\r\n');
      resolve(socket);
    });
  });
};

/** Calls `take` with every message that comes in. */
export const readMessages = (socket: Socket, take: (message: BusMessage) => void): void => {
  let buffered = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    buffered = Buffer.concat([buffered, chunk]);
    for (let next = decodeMessage(buffered); next; next = decodeMessage(buffered)) {
      buffered = buffered.subarray(next.size);
      take(next.message);
    }
  });
};

/**
 * Connects to the bus of this session: the one that the environment names, else the one that every session of systemd has.
 * Rejects where there is none.
 */
export const openSessionBus = async (env: NodeJS.ProcessEnv, uid: number | null): Promise<SessionBus> => {
  const { DBUS_SESSION_BUS_ADDRESS: named, XDG_RUNTIME_DIR: runtime } = env;
  const addresses = named || (runtime ? `unix:path=${runtime}/bus` : '');
  if (!addresses || uid === null) throw new Error('this session has no bus');
  return connectSessionBus(addresses, uid);
};

const connectSessionBus = async (addresses: string, uid: number): Promise<SessionBus> => {
  const socket = await openBusSocket(addresses, uid);
  const waiting = new Map<number, { resolve: (message: BusMessage) => void; reject: (reason: Error) => void }>();
  const listeners: ((message: BusMessage) => void)[] = [];
  let serial = 0;
  readMessages(socket, (message) => {
    const call = message.replyTo === null ? undefined : waiting.get(message.replyTo);
    if (!call || message.replyTo === null) {
      for (const listener of listeners) listener(message);
      return;
    }
    waiting.delete(message.replyTo);
    if (message.type === 'return') call.resolve(message);
    else call.reject(new Error(String(message.body[0] ?? 'refused')));
  });
  socket.once('close', () => {
    for (const call of waiting.values()) call.reject(new Error('the bus is gone'));
    waiting.clear();
  });
  const bus: SessionBus = {
    call: (object, member, ...body) =>
      new Promise((resolve, reject) => {
        serial += 1;
        waiting.set(serial, { resolve, reject });
        socket.write(encodeCall({ ...object, serial, member, body }));
      }),
    listen: (listener) => void listeners.push(listener),
    close: () => socket.destroy(),
  };
  await bus.call(busItself, 'Hello');
  return bus;
};
