/**
 * A frame of the long connection (feishu-api 6.2): one protobuf message (proto2, `pbbp2`) per binary WebSocket message.
 * Written by hand, as protobufjs makes doubles of 64-bit ids unless a second package is there, and the answer has to carry
 * them back as they came; besides, the whole message is nine fields.
 */
export interface Frame {
  seqId: bigint;
  logId: bigint;
  service: number;
  /** 0 control, 1 data. */
  method: number;
  headers: readonly (readonly [key: string, value: string])[];
  payloadEncoding: string | null;
  payloadType: string | null;
  payload: Uint8Array | null;
  logIdNew: string | null;
}

/** Largest frame that is read (bytes), and most headers of one. */
export const largestFrame = 2 * 1024 * 1024;
const mostHeaders = 100;

/** Kinds of protobuf fields on the wire. The two kinds of groups are obsolete, and end a frame's reading. */
const wire = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

class BadFrame extends Error {}

/** Reads fields one after another; throws `BadFrame` at whatever runs beyond the end. */
class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new BadFrame();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw new BadFrame();
  }

  bytes(): Uint8Array {
    const length = this.varint();
    if (length > BigInt(this.#bytes.length - this.#at)) throw new BadFrame();
    const part = this.#bytes.subarray(this.#at, this.#at + Number(length));
    this.#at += part.length;
    return part;
  }

  skip(kind: number): void {
    if (kind === wire.varint) this.varint();
    else if (kind === wire.bytes) this.bytes();
    else if (kind === wire.fixed64) this.#pass(8);
    else if (kind === wire.fixed32) this.#pass(4);
    else throw new BadFrame();
  }

  #pass(count: number): void {
    this.#at += count;
    if (this.#at > this.#bytes.length) throw new BadFrame();
  }
}

const utf8 = new TextDecoder();
const text = (reader: Reader): string => utf8.decode(reader.bytes());
const int32 = (reader: Reader): number => Number(BigInt.asIntN(32, reader.varint()));

/** Reads fields by their numbers; a field of an unknown number, or of another kind than expected, is passed over. */
const readFields = (
  bytes: Uint8Array,
  fields: Readonly<Record<number, readonly [kind: number, read: (reader: Reader) => void]>>,
): void => {
  const reader = new Reader(bytes);
  while (!reader.done) {
    const tag = reader.varint();
    const kind = Number(tag & 7n);
    const number = tag >> 3n;
    if (number === 0n || number > 0x1fff_ffffn) throw new BadFrame();
    const field = fields[Number(number)];
    if (field && field[0] === kind) field[1](reader);
    else reader.skip(kind);
  }
};

const readHeader = (bytes: Uint8Array): readonly [string, string] => {
  let key: string | null = null;
  let value: string | null = null;
  readFields(bytes, {
    1: [wire.bytes, (reader) => (key = text(reader))],
    2: [wire.bytes, (reader) => (value = text(reader))],
  });
  if (key === null || value === null) throw new BadFrame();
  return [key, value];
};

const readFrame = (bytes: Uint8Array): Frame => {
  const headers: (readonly [string, string])[] = [];
  const frame: { -readonly [Field in keyof Frame]: Frame[Field] | undefined } = {
    seqId: undefined,
    logId: undefined,
    service: undefined,
    method: undefined,
    headers,
    payloadEncoding: null,
    payloadType: null,
    payload: null,
    logIdNew: null,
  };
  readFields(bytes, {
    1: [wire.varint, (reader) => (frame.seqId = reader.varint())],
    2: [wire.varint, (reader) => (frame.logId = reader.varint())],
    3: [wire.varint, (reader) => (frame.service = int32(reader))],
    4: [wire.varint, (reader) => (frame.method = int32(reader))],
    5: [
      wire.bytes,
      (reader) => {
        if (headers.push(readHeader(reader.bytes())) > mostHeaders) throw new BadFrame();
      },
    ],
    6: [wire.bytes, (reader) => (frame.payloadEncoding = text(reader))],
    7: [wire.bytes, (reader) => (frame.payloadType = text(reader))],
    8: [wire.bytes, (reader) => (frame.payload = reader.bytes())],
    9: [wire.bytes, (reader) => (frame.logIdNew = text(reader))],
  });
  const { seqId, logId, service, method } = frame;
  if (seqId === undefined || logId === undefined || service === undefined || method === undefined) throw new BadFrame();
  return frame as Frame;
};

/** Reads a frame; null for bytes that are none: cut, too large, without a required field. Never throws. */
export const decodeFrame = (bytes: Uint8Array): Frame | null => {
  if (bytes.length > largestFrame) return null;
  try {
    return readFrame(bytes);
  } catch (error) {
    if (error instanceof BadFrame) return null;
    throw error;
  }
};

const encoder = new TextEncoder();

const writeVarint = (into: number[], value: bigint): void => {
  let rest = BigInt.asUintN(64, value);
  for (; rest >= 0x80n; rest >>= 7n) into.push(Number(rest & 0x7fn) | 0x80);
  into.push(Number(rest));
};

/** Collects the parts of a message, so that a payload is copied once. */
class Writer {
  readonly #parts: Uint8Array[] = [];

  number(field: number, value: bigint): this {
    const bytes: number[] = [];
    writeVarint(bytes, BigInt(field << 3) | BigInt(wire.varint));
    writeVarint(bytes, value);
    this.#parts.push(Uint8Array.from(bytes));
    return this;
  }

  bytes(field: number, value: Uint8Array | string | null): this {
    if (value === null) return this;
    const content = typeof value === 'string' ? encoder.encode(value) : value;
    const head: number[] = [];
    writeVarint(head, BigInt(field << 3) | BigInt(wire.bytes));
    writeVarint(head, BigInt(content.length));
    this.#parts.push(Uint8Array.from(head), content);
    return this;
  }

  whole(): Uint8Array {
    const all = new Uint8Array(this.#parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}

/** Writes a frame. Numbers beyond their type's range are cut to it, as protobuf does. */
export const encodeFrame = (frame: Frame): Uint8Array => {
  const writer = new Writer()
    .number(1, frame.seqId)
    .number(2, frame.logId)
    // A negative int32 takes ten bytes: its sign reaches to the 64th bit.
    .number(3, BigInt(frame.service))
    .number(4, BigInt(frame.method));
  for (const [key, value] of frame.headers) writer.bytes(5, new Writer().bytes(1, key).bytes(2, value).whole());
  return writer
    .bytes(6, frame.payloadEncoding)
    .bytes(7, frame.payloadType)
    .bytes(8, frame.payload)
    .bytes(9, frame.logIdNew)
    .whole();
};

/** The value of a frame's header; null: it has none. */
export const headerOf = (frame: Frame, key: string): string | null =>
  frame.headers.find(([name]) => name === key)?.[1] ?? null;

/** The frame that asks whether the other side is there, and tells it that this one is. */
export const pingFrame = (service: number): Frame => ({
  seqId: 0n,
  logId: 0n,
  service,
  method: 0,
  headers: [['type', 'ping']],
  payloadEncoding: null,
  payloadType: null,
  payload: null,
  logIdNew: null,
});

/** The answer to a frame: the same one with how long it took (ms), and a payload of JSON. */
export const answerFrame = (frame: Frame, payload: object, tookMs: number): Frame => ({
  ...frame,
  headers: [...frame.headers, ['biz_rt', String(tookMs)]],
  payload: encoder.encode(JSON.stringify(payload)),
});
