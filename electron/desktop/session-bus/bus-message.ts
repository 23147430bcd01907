/**
 * The small part of the D-Bus protocol that this app uses (D-Bus Specification, "Message Protocol"), in little-endian
 * messages. Calls carry strings only; answers may carry strings, lists of them, numbers and booleans.
 */
export type BusValue = string | number | boolean | readonly string[];

export interface BusMessage {
  type: BusMessageType;
  serial: number;
  /** The serial of the call that this message answers. */
  replyTo: number | null;
  path: string;
  interface: string;
  member: string;
  sender: string;
  destination: string;
  body: readonly BusValue[];
}

/** A method to call, and its arguments. */
export type BusCall = Pick<BusMessage, 'serial' | 'path' | 'interface' | 'member' | 'destination'> & {
  body: readonly string[];
  /** True if the call may start the program it is meant for. */
  startsOwner?: true;
};

const types = ['call', 'return', 'error', 'signal'] as const;
export type BusMessageType = (typeof types)[number];

/** The header's fields, by their codes. */
export const fieldCodes = {
  path: 1,
  interface: 2,
  member: 3,
  replyTo: 5,
  destination: 6,
  sender: 7,
  signature: 8,
} as const;

const aligned = (offset: number, to: number): number => Math.ceil(offset / to) * to;

/** Writes values in the order in which they are laid out. */
export class BusWriter {
  readonly bytes: number[] = [];

  pad(to: number): void {
    while (this.bytes.length % to !== 0) this.bytes.push(0);
  }
  number(value: number): void {
    this.pad(4);
    for (const shift of [0, 8, 16, 24]) this.bytes.push((value >>> shift) & 0xff);
  }
  text(value: string): void {
    const bytes = Buffer.from(value);
    this.number(bytes.length);
    this.bytes.push(...bytes, 0);
  }
  signature(value: string): void {
    this.bytes.push(value.length, ...Buffer.from(value), 0);
  }
  field(code: number, kind: 's' | 'o' | 'u' | 'g', value: string | number): void {
    this.pad(8);
    this.bytes.push(code);
    this.signature(kind);
    if (kind === 'g') this.signature(String(value));
    else if (typeof value === 'number') this.number(value);
    else this.text(value);
  }
}

/** The flag of a call that must not start the program it is meant for. */
const mustNotStart = 2;

/** Puts a message together from its header's fields and its body. */
export const frameMessage = (
  type: BusMessageType,
  serial: number,
  fields: BusWriter,
  body: BusWriter,
  flags = type === 'call' ? mustNotStart : 0,
): Buffer => {
  const header = new BusWriter();
  header.bytes.push('l'.charCodeAt(0), types.indexOf(type) + 1, flags, 1);
  header.number(body.bytes.length);
  header.number(serial);
  header.number(fields.bytes.length);
  header.bytes.push(...fields.bytes);
  header.pad(8);
  return Buffer.concat([Buffer.from(header.bytes), Buffer.from(body.bytes)]);
};

/** Encodes a call. */
export const encodeCall = (call: BusCall): Buffer => {
  const { serial, path, interface: face, member, destination, body: texts } = call;
  const body = new BusWriter();
  for (const text of texts) body.text(text);
  const fields = new BusWriter();
  fields.field(fieldCodes.path, 'o', path);
  fields.field(fieldCodes.interface, 's', face);
  fields.field(fieldCodes.member, 's', member);
  fields.field(fieldCodes.destination, 's', destination);
  if (texts.length > 0) fields.field(fieldCodes.signature, 'g', 's'.repeat(texts.length));
  return frameMessage('call', serial, fields, body, call.startsOwner ? 0 : mustNotStart);
};

/** Reads one value of a kind at an offset; null for kinds that this app does not use. */
const valueAt = (bytes: Buffer, offset: number, kind: string): { value: BusValue; end: number } | null => {
  if (kind === 'g') {
    const length = bytes.readUInt8(offset);
    return { value: bytes.toString('utf8', offset + 1, offset + 1 + length), end: offset + length + 2 };
  }
  if (kind === 'v') {
    const inner = valueAt(bytes, offset, 'g');
    return inner && valueAt(bytes, inner.end, String(inner.value));
  }
  const start = aligned(offset, 4);
  if (kind === 's' || kind === 'o') {
    const length = bytes.readUInt32LE(start);
    return { value: bytes.toString('utf8', start + 4, start + 4 + length), end: start + length + 5 };
  }
  if (kind === 'as') {
    const texts: string[] = [];
    const end = start + 4 + bytes.readUInt32LE(start);
    for (let next = start + 4; next < end; ) {
      const text = valueAt(bytes, next, 's');
      if (!text) return null;
      texts.push(String(text.value));
      next = text.end;
    }
    return { value: texts, end };
  }
  if (kind !== 'u' && kind !== 'b') return null;
  const number = bytes.readUInt32LE(start);
  return { value: kind === 'b' ? number === 1 : number, end: start + 4 };
};

/** Reads the first message in these bytes, and its size (bytes); null while a part of it is missing. */
export const decodeMessage = (bytes: Buffer): { message: BusMessage; size: number } | null => {
  if (bytes.length < 16) return null;
  const fieldsEnd = 16 + bytes.readUInt32LE(12);
  const bodyStart = aligned(fieldsEnd, 8);
  const size = bodyStart + bytes.readUInt32LE(4);
  if (bytes.length < size) return null;

  const fields = new Map<number, BusValue>();
  for (let offset = 16; offset < fieldsEnd; ) {
    offset = aligned(offset, 8);
    const code = bytes.readUInt8(offset);
    const kind = valueAt(bytes, offset + 1, 'g');
    const found = kind && valueAt(bytes, kind.end, String(kind.value));
    if (!found) break;
    fields.set(code, found.value);
    offset = found.end;
  }
  const body: BusValue[] = [];
  let offset = bodyStart;
  for (const kind of String(fields.get(fieldCodes.signature) ?? '').match(/a?./g) ?? []) {
    const found = valueAt(bytes, offset, kind);
    if (!found) break;
    body.push(found.value);
    offset = found.end;
  }
  const text = (code: number) => String(fields.get(code) ?? '');
  const replyTo = fields.get(fieldCodes.replyTo);
  const message: BusMessage = {
    type: types[bytes.readUInt8(1) - 1] ?? 'error',
    serial: bytes.readUInt32LE(8),
    replyTo: typeof replyTo === 'number' ? replyTo : null,
    path: text(fieldCodes.path),
    interface: text(fieldCodes.interface),
    member: text(fieldCodes.member),
    sender: text(fieldCodes.sender),
    destination: text(fieldCodes.destination),
    body,
  };
  return { message, size };
};
