import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { Plug } from './lines';

/** What the other side said. */
export interface PeerListener {
  message(bytes: Uint8Array): void;
  /** The connection has ended, from whichever side. */
  gone(): void;
}

/** Longest message that is read (bytes). */
const longestMessage = 1024 * 1024;

const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** Value of `Sec-WebSocket-Accept` for a client's key (RFC 6455, 4.2.2). */
export const acceptOf = (key: string): string =>
  createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');

const frameOf = (opcode: number, payload: Uint8Array): Uint8Array => {
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = 0x80 | opcode;
  if (length < 126) head[1] = length;
  else if (length < 65_536) {
    head[1] = 126;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 127;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, payload]);
};

interface ReadFrame {
  final: boolean;
  opcode: number;
  payload: Buffer;
  /** Bytes it took. */
  size: number;
}

/** Reads the first frame of a client: `more` while it is not whole, `wrong` when a client may not send it. */
const readFrame = (bytes: Buffer): ReadFrame | 'more' | 'wrong' => {
  if (bytes.length < 2) return 'more';
  const [first = 0, second = 0] = bytes;
  const opcode = first & 0x0f;
  const control = opcode >= opcodes.close;
  // A client masks all it sends, no extension was agreed on, and a control frame is short and whole.
  if ((first & 0x70) !== 0 || (second & 0x80) === 0) return 'wrong';
  const short = second & 0x7f;
  if (control && (short > 125 || (first & 0x80) === 0)) return 'wrong';
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const start = 2 + lengthBytes + 4;
  if (bytes.length < start) return 'more';
  const length =
    lengthBytes === 0 ? short : lengthBytes === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if (length > longestMessage) return 'wrong';
  if (bytes.length < start + length) return 'more';
  const mask = bytes.subarray(start - 4, start);
  const payload = Buffer.from(bytes.subarray(start, start + length));
  for (let index = 0; index < length; index += 1) payload[index] = (payload[index] ?? 0) ^ (mask[index % 4] ?? 0);
  return { final: (first & 0x80) !== 0, opcode, payload, size: start + length };
};

/** The server's side of a WebSocket after its upgrade (RFC 6455): binary messages only, up to 1 MiB. */
export const createPeer = (socket: Duplex, listener: PeerListener): Plug => {
  let rest = Buffer.alloc(0);
  /** What has come of a message so far; null: the next frame begins one. */
  let parts: readonly Buffer[] | null = null;
  let over = false;
  const end = () => {
    if (over) return;
    over = true;
    listener.gone();
  };
  const write = (opcode: number, payload: Uint8Array = Buffer.alloc(0)) => {
    if (!over && socket.writable) socket.write(frameOf(opcode, payload));
  };
  const close = (code: number) => {
    const reason = Buffer.alloc(2);
    reason.writeUInt16BE(code);
    write(opcodes.close, reason);
    socket.end();
    end();
  };
  const data = (opcode: number, final: boolean, payload: Buffer) => {
    const follows = opcode === opcodes.continuation;
    const whole = Buffer.concat([...(parts ?? []), payload]);
    if (follows !== (parts !== null)) close(1002);
    else if (whole.length > longestMessage) close(1009);
    else {
      parts = final ? null : [whole];
      if (final) listener.message(whole);
    }
  };
  const take = ({ final, opcode, payload }: ReadFrame): void => {
    switch (opcode) {
      case opcodes.ping:
        write(opcodes.pong, payload);
        break;
      case opcodes.pong:
        break;
      case opcodes.close:
        close(1000);
        break;
      case opcodes.binary:
      case opcodes.continuation:
        data(opcode, final, payload);
        break;
      default:
        // Text, or what no standard has defined.
        close(1003);
    }
  };
  socket.on('data', (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes]);
    for (let frame = readFrame(rest); frame !== 'more' && !over; frame = readFrame(rest)) {
      if (frame === 'wrong') return close(1002);
      rest = rest.subarray(frame.size);
      take(frame);
    }
  });
  socket.on('error', () => undefined);
  socket.on('close', end);
  socket.on('end', () => socket.end());
  return {
    send: (bytes) => write(opcodes.binary, bytes),
    close: () => close(1000),
    cut() {
      socket.destroy();
      end();
    },
  };
};
