/** Kinds of WebSocket frames (RFC 6455, 5.2). */
const opcode = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** What a server's bytes came to. `bad`: what no server may send; the connection has to end. */
export type Received =
  | { kind: 'message'; bytes: Uint8Array }
  | { kind: 'ping'; bytes: Uint8Array }
  | { kind: 'close' }
  | { kind: 'bad' };

interface Head {
  fin: boolean;
  code: number;
  length: number;
  size: number;
}

/** Reads a server's bytes, however they are cut, into messages of at most `most` bytes. Text messages are passed over. */
export class FrameReader {
  readonly #most: number;
  #rest: Buffer = Buffer.alloc(0);
  #parts: Buffer[] = [];
  #bytes = 0;
  #kind: number | null = null;
  #over = false;

  constructor(most: number) {
    this.#most = most;
  }

  read(bytes: Uint8Array): readonly Received[] {
    const all: Received[] = [];
    this.#rest = this.#rest.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#rest, bytes]);
    for (let head = this.#head(); head && !this.#over; head = this.#head()) {
      const isControl = head.code >= opcode.close;
      if (head.length > this.#most - (isControl ? 0 : this.#bytes) || (isControl && (!head.fin || head.length > 125))) {
        this.#over = true;
        return [...all, { kind: 'bad' }];
      }
      if (this.#rest.length < head.size + head.length) break;
      const payload = this.#rest.subarray(head.size, head.size + head.length);
      this.#rest = this.#rest.subarray(head.size + head.length);
      const received = isControl ? this.#control(head.code, payload) : this.#data(head, payload);
      if (received) all.push(received);
      if (received?.kind === 'bad' || received?.kind === 'close') this.#over = true;
    }
    return all;
  }

  /** The head of the next frame; null: not all of it is there. */
  #head(): Head | null {
    const [first, second] = this.#rest;
    if (first === undefined || second === undefined) return null;
    const head = { fin: (first & 0x80) !== 0, code: first & 0x0f };
    // Masked, or with bits of extensions that were not asked for.
    if ((first & 0x70) !== 0 || (second & 0x80) !== 0) return { ...head, length: Number.POSITIVE_INFINITY, size: 2 };
    const short = second & 0x7f;
    if (short < 126) return { ...head, length: short, size: 2 };
    const size = short === 126 ? 4 : 10;
    if (this.#rest.length < size) return null;
    const length = short === 126 ? this.#rest.readUInt16BE(2) : Number(this.#rest.readBigUInt64BE(2));
    return { ...head, length, size };
  }

  #control(code: number, payload: Buffer): Received | null {
    if (code === opcode.ping) return { kind: 'ping', bytes: payload };
    if (code === opcode.pong) return null;
    return { kind: code === opcode.close ? 'close' : 'bad' };
  }

  #data({ fin, code }: Head, payload: Buffer): Received | null {
    const begins = code === opcode.text || code === opcode.binary;
    if (begins === (this.#kind !== null) || (!begins && code !== opcode.continuation)) return { kind: 'bad' };
    this.#kind ??= code;
    this.#parts.push(payload);
    this.#bytes += payload.length;
    if (!fin) return null;
    const bytes = new Uint8Array(Buffer.concat(this.#parts));
    const isText = this.#kind === opcode.text;
    this.#parts = [];
    this.#bytes = 0;
    this.#kind = null;
    return isText ? null : { kind: 'message', bytes };
  }
}

/** A client's frame, masked as the protocol wants it, which keeps proxies from reading something else in it. */
export const clientFrame = (kind: 'binary' | 'pong' | 'close', payload: Uint8Array, mask: Uint8Array): Uint8Array => {
  const { length } = payload;
  const head = [0x80 | opcode[kind]];
  if (length < 126) head.push(0x80 | length);
  else if (length < 65_536) head.push(0x80 | 126, length >> 8, length & 0xff);
  else {
    const long = Buffer.alloc(8);
    long.writeBigUInt64BE(BigInt(length));
    head.push(0x80 | 127, ...long);
  }
  const frame = new Uint8Array(head.length + 4 + length);
  frame.set(head);
  frame.set(mask, head.length);
  for (let at = 0; at < length; at += 1) frame[head.length + 4 + at] = (payload[at] ?? 0) ^ (mask[at % 4] ?? 0);
  return frame;
};
