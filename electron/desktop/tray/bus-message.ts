/**
 * The few words of the D-Bus protocol that are spoken here (D-Bus Specification, "Message Protocol"): strings, lists of
 * them, numbers and truth values, in little-endian messages.
 */
export type BusValue = string | number | boolean | readonly string[];
/** A value that carries its own kind. Read as the value itself. */
export interface BusVariant {
  variant: BusValue;
}

export interface BusMessage {
  type: 'call' | 'return' | 'error' | 'signal';
  serial: number;
  replyTo: number | null;
  path: string;
  interface: string;
  member: string;
  sender: string;
  destination: string;
  body: readonly BusValue[];
}

const types = ['call', 'return', 'error', 'signal'] as const;
const fieldCodes = { path: 1, interface: 2, member: 3, replyTo: 5, destination: 6, sender: 7, signature: 8 } as const;

const aligned = (offset: number, to: number): number => Math.ceil(offset / to) * to;

class Writer {
  bytes: number[] = [];

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
  texts(values: readonly string[]): void {
    const inner = new Writer();
    for (const value of values) inner.text(value);
    this.number(inner.bytes.length);
    this.bytes.push(...inner.bytes);
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

/** A message on its way out. */
export type BusSent = Pick<BusMessage, 'type' | 'serial'> &
  Partial<Omit<BusMessage, 'sender' | 'body'>> & { body: readonly (BusValue | BusVariant)[] };

const kindOf = (value: BusValue): string => {
  if (typeof value === 'object') return 'as';
  return typeof value === 'string' ? 's' : typeof value === 'number' ? 'u' : 'b';
};

const isVariant = (value: BusValue | BusVariant): value is BusVariant =>
  typeof value === 'object' && 'variant' in value;

/** A message as it goes over the wire. */
export const encodeMessage = (message: BusSent): Buffer => {
  const body = new Writer();
  let signature = '';
  for (const each of message.body) {
    const value = isVariant(each) ? each.variant : each;
    signature += isVariant(each) ? 'v' : kindOf(value);
    if (isVariant(each)) body.signature(kindOf(value));
    if (typeof value === 'string') body.text(value);
    else if (typeof value === 'object') body.texts(value);
    else body.number(Number(value));
  }
  const fields = new Writer();
  const { path, interface: face, member, replyTo, destination } = message;
  if (path) fields.field(fieldCodes.path, 'o', path);
  if (face) fields.field(fieldCodes.interface, 's', face);
  if (member) fields.field(fieldCodes.member, 's', member);
  if (replyTo) fields.field(fieldCodes.replyTo, 'u', replyTo);
  if (destination) fields.field(fieldCodes.destination, 's', destination);
  if (signature) fields.field(fieldCodes.signature, 'g', signature);

  const whole = new Writer();
  // Nobody is to be started because we ask about them (flag 2).
  whole.bytes.push('l'.charCodeAt(0), types.indexOf(message.type) + 1, message.type === 'call' ? 2 : 0, 1);
  whole.number(body.bytes.length);
  whole.number(message.serial);
  whole.number(fields.bytes.length);
  whole.bytes.push(...fields.bytes);
  whole.pad(8);
  return Buffer.concat([Buffer.from(whole.bytes), Buffer.from(body.bytes)]);
};

/** Reads one value of a kind at an offset; null for kinds that are not spoken here. */
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

/** The first message in these bytes and how many it took; null while it is not all there. */
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
