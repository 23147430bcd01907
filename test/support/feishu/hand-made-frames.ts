/**
 * Frames of the long connection, byte by byte from feishu-api 6.2, for tests of both ends: it shares no code with the client's codec
 * or with practice's.
 */
export interface HandFrame {
  method: number;
  service?: number;
  seqId?: bigint;
  logId?: bigint;
  headers: Readonly<Record<string, string>>;
  payload?: string;
  /** Bytes to put behind the known fields. */
  more?: readonly number[];
}

const number = (value: bigint): number[] =>
  value < 128n ? [Number(value)] : [Number(value & 127n) | 128, ...number(value >> 7n)];
const text = (tag: number, value: string): number[] => {
  const bytes = [...Buffer.from(value)];
  return [tag, ...number(BigInt(bytes.length)), ...bytes];
};

/** The bytes of a frame. */
export const handMade = ({
  method,
  service = 33_554_678,
  seqId = 0n,
  logId = 0n,
  headers,
  payload,
  more = [],
}: HandFrame) => {
  const header = ([key, value]: [string, string]) => {
    const bytes = [...text(0x0a, key), ...text(0x12, value)];
    return [0x2a, ...number(BigInt(bytes.length)), ...bytes];
  };
  return Uint8Array.from([
    ...[0x08, ...number(seqId), 0x10, ...number(logId), 0x18, ...number(BigInt(service)), 0x20, method],
    ...Object.entries(headers).flatMap(header),
    ...(payload === undefined ? [] : text(0x42, payload)),
    ...more,
  ]);
};

/** Reads a frame whose fields are all known, as practice sends them. */
export const readHandMade = (bytes: Uint8Array): Required<Omit<HandFrame, 'more'>> => {
  const frame = { method: -1, service: -1, seqId: -1n, logId: -1n, headers: {} as Record<string, string>, payload: '' };
  let at = 0;
  const take = (): bigint => {
    const byte = BigInt(bytes[at] ?? 0);
    at += 1;
    return byte < 128n ? byte : (byte & 127n) | (take() << 7n);
  };
  const word = (): string => {
    const length = Number(take());
    at += length;
    return Buffer.from(bytes.subarray(at - length, at)).toString();
  };
  while (at < bytes.length) {
    const tag = Number(take());
    if (tag === 0x08) frame.seqId = take();
    else if (tag === 0x10) frame.logId = take();
    else if (tag === 0x18) frame.service = Number(take());
    else if (tag === 0x20) frame.method = Number(take());
    else if (tag === 0x2a) {
      take();
      take();
      const key = word();
      take();
      frame.headers[key] = word();
    } else if (tag === 0x42) frame.payload = word();
    else word();
  }
  return frame;
};
