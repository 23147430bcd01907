/** One message of the long connection: a protobuf message `pbbp2.Frame` (feishu-api 6.2). 64-bit ids are exact. */
export interface Frame {
  seqId: bigint;
  logId: bigint;
  service: number;
  /** 0: control (ping, pong), 1: data. */
  method: number;
  headers: readonly (readonly [key: string, value: string])[];
  payloadEncoding?: string;
  payloadType?: string;
  payload?: Uint8Array;
  logIdNew?: string;
}

const wire = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

const varint = (value: bigint): number[] => {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 0x80);
  } while (rest !== 0n);
  return bytes;
};

const tag = (field: number, type: number): number[] => varint(BigInt((field << 3) | type));

/** A field that holds an integer; a negative int32 takes ten bytes, as protobuf has it. */
export const numberField = (field: number, value: bigint | number): Uint8Array =>
  Uint8Array.from([...tag(field, wire.varint), ...varint(BigInt(value))]);

/** A field that holds bytes, a text or a message. */
export const bytesField = (field: number, value: Uint8Array | string): Uint8Array => {
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  return Buffer.concat([Uint8Array.from([...tag(field, wire.bytes), ...varint(BigInt(bytes.length))]), bytes]);
};

const given = (field: number, value: Uint8Array | string | undefined): Uint8Array[] =>
  value === undefined ? [] : [bytesField(field, value)];

export const encodeFrame = (frame: Frame): Uint8Array =>
  Buffer.concat([
    numberField(1, frame.seqId),
    numberField(2, frame.logId),
    numberField(3, frame.service),
    numberField(4, frame.method),
    ...frame.headers.map(([key, value]) => bytesField(5, Buffer.concat([bytesField(1, key), bytesField(2, value)]))),
    ...given(6, frame.payloadEncoding),
    ...given(7, frame.payloadType),
    ...given(8, frame.payload),
    ...given(9, frame.logIdNew),
  ]);

/** A field as it stands on the wire. Fixed numbers are skipped: no field of a frame is one. */
type Field = { number: number } & ({ value: bigint } | { bytes: Uint8Array } | { skipped: true });

/** Longest varint (bytes). */
const longestVarint = 10;

/** Reads a message field by field; null when it is cut, or no protobuf. */
const readFields = (bytes: Uint8Array): readonly Field[] | null => {
  const fields: Field[] = [];
  let at = 0;
  const readVarint = (): bigint | null => {
    let value = 0n;
    for (let index = 0; index < longestVarint; index += 1) {
      const byte = bytes[at];
      if (byte === undefined) return null;
      at += 1;
      value |= BigInt(byte & 0x7f) << BigInt(7 * index);
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    return null;
  };
  const take = (length: number): Uint8Array | null => {
    if (length > bytes.length - at) return null;
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const key = readVarint();
    if (key === null || key >> 3n === 0n || key >> 3n > 536_870_911n) return null;
    const number = Number(key >> 3n);
    switch (Number(key & 7n)) {
      case wire.varint: {
        const value = readVarint();
        if (value === null) return null;
        fields.push({ number, value });
        break;
      }
      case wire.bytes: {
        const length = readVarint();
        const part = length === null || length > BigInt(bytes.length) ? null : take(Number(length));
        if (part === null) return null;
        fields.push({ number, bytes: part });
        break;
      }
      case wire.fixed64:
      case wire.fixed32:
        if (take(Number(key & 7n) === wire.fixed64 ? 8 : 4) === null) return null;
        fields.push({ number, skipped: true });
        break;
      default:
        return null;
    }
  }
  return fields;
};

/** The last value of a field counts, as protobuf has it. */
const numberOf = (fields: readonly Field[], number: number): bigint | null => {
  const field = fields.findLast((one) => one.number === number);
  return field && 'value' in field ? field.value : null;
};

const bytesOf = (fields: readonly Field[], number: number): Uint8Array | undefined => {
  const field = fields.findLast((one) => one.number === number);
  return field && 'bytes' in field ? field.bytes : undefined;
};

const textOf = (bytes: Uint8Array | undefined): string | undefined =>
  bytes === undefined ? undefined : new TextDecoder().decode(bytes);

const headerIn = (bytes: Uint8Array): readonly [string, string] | null => {
  const fields = readFields(bytes);
  const key = fields && textOf(bytesOf(fields, 1));
  const value = fields && textOf(bytesOf(fields, 2));
  return key === undefined || key === null || value === undefined || value === null ? null : [key, value];
};

const optional = <K extends string, V>(key: K, value: V | undefined): { [name in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { [name in K]?: V };

/** Reads a frame; null when it is cut, lacks a required field, or is no frame at all. Unknown fields are skipped. */
export const decodeFrame = (bytes: Uint8Array): Frame | null => {
  const fields = readFields(bytes);
  if (!fields) return null;
  const [seqId, logId, service, method] = [1, 2, 3, 4].map((number) => numberOf(fields, number));
  if (seqId == null || logId == null || service == null || method == null) return null;
  const headers = fields
    .filter(({ number }) => number === 5)
    .map((field) => ('bytes' in field ? headerIn(field.bytes) : null));
  if (!headers.every((header) => header !== null)) return null;
  return {
    seqId,
    logId,
    service: Number(BigInt.asIntN(32, service)),
    method: Number(BigInt.asIntN(32, method)),
    headers,
    ...optional('payloadEncoding', textOf(bytesOf(fields, 6))),
    ...optional('payloadType', textOf(bytesOf(fields, 7))),
    ...optional('payload', bytesOf(fields, 8)),
    ...optional('logIdNew', textOf(bytesOf(fields, 9))),
  };
};

/** The value of a header; null without one. */
export const headerOf = ({ headers }: Frame, key: string): string | null =>
  headers.find(([name]) => name === key)?.[1] ?? null;
