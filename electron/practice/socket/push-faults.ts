import { randomUUID } from 'node:crypto';
import { isRecord, parseJson } from '../world/json';
import { bytesField, encodeFrame, type Frame, numberField } from './frame';

/** What can go wrong with the frames of a push. */
const kinds = [
  /** The body in `parts` frames, the last first with `shuffle`. */
  'parts',
  /** All frames twice. */
  'duplicate',
  /** Once more with another event id, and a message with another message id, as was seen (feishu-api 6.4). */
  'renamed',
  /** Two parts, of which the second never comes. */
  'lose-part',
  /** Two parts that do not agree on their number, or the whole under this `sum`. */
  'wrong-sum',
  /** Half a frame. */
  'cut-frame',
  /** A body of at least `bytes` in a single frame. */
  'huge',
  /** Fields that no frame has. */
  'unknown-fields',
  'not-json',
  /** The App ID of another app in the header. */
  'other-app',
  /** Times of years ago. */
  'old',
  /** The type `card` in the header of the frame. */
  'card',
  /** The answer is lost on its way, so that the event comes again. */
  'unheard',
  /** Nothing is sent. */
  'swallow',
] as const;

/** A fault of pushes: `times` (1 by default, null without end) for events of this `type`, or of any. */
export interface PushFault {
  kind: (typeof kinds)[number];
  type?: string;
  times?: number | null;
  parts?: number;
  shuffle?: boolean;
  bytes?: number;
  sum?: string;
}

const isNumber = (value: unknown) => value === undefined || (typeof value === 'number' && value > 0);

/** The fault a JSON value describes, or the mistake in it. */
export const parsePushFault = (value: unknown): PushFault | string => {
  if (!isRecord(value)) return 'a fault is an object';
  const { kind, type, times, parts, shuffle, bytes, sum } = value;
  const known = kinds.find((one) => one === kind);
  if (!known) return `kind is one of ${kinds.join(', ')}`;
  if (type !== undefined && typeof type !== 'string') return 'type is the type of an event';
  if (times !== null && !isNumber(times)) return 'times is a number or null';
  if (!isNumber(parts) || !isNumber(bytes)) return 'parts and bytes are numbers';
  if (sum !== undefined && typeof sum !== 'string') return 'sum is a string';
  if (shuffle !== undefined && typeof shuffle !== 'boolean') return 'shuffle is a bool';
  return { ...value, kind: known } as PushFault;
};

const yearsAgo = (time: string): string => String(Number(time) - 5 * 365 * 86_400_000);

/** Changes what a fault spoils in the body. */
export const spoilBody = (fault: PushFault | null, body: Uint8Array): Uint8Array => {
  const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const parsed = parseJson(new TextDecoder().decode(body))?.value;
  const header = isRecord(parsed) && isRecord(parsed.header) ? parsed.header : null;
  switch (fault?.kind) {
    case 'not-json':
      return new TextEncoder().encode('<html>502 Bad Gateway</html>');
    case 'huge':
      return Buffer.concat([body, Buffer.alloc(Math.max(0, (fault.bytes ?? 2 ** 21) - body.length), ' ')]);
    case 'other-app':
      return isRecord(parsed) && header
        ? encode({ ...parsed, header: { ...header, app_id: 'cli_ffffffffffffffff' } })
        : body;
    case 'old':
      return isRecord(parsed) && header
        ? encode({ ...parsed, header: { ...header, create_time: yearsAgo(String(header.create_time)) } })
        : body;
    default:
      return body;
  }
};

/** The body again under other ids. */
export const renamed = (body: Uint8Array): Uint8Array => {
  const parsed = parseJson(new TextDecoder().decode(body))?.value;
  if (!isRecord(parsed) || !isRecord(parsed.header)) return body;
  const id = randomUUID().replaceAll('-', '');
  const event = isRecord(parsed.event) ? parsed.event : {};
  const message = isRecord(event.message) ? { message: { ...event.message, message_id: `om_${id}` } } : {};
  const again = { ...parsed, header: { ...parsed.header, event_id: id }, event: { ...event, ...message } };
  return new TextEncoder().encode(JSON.stringify(again));
};

/** Longest part (bytes): a longer body comes in several by itself. */
const longestPart = 128 * 1024;

/** Cuts a body into the frames of one push. `frameOf` makes the frame of a part. */
export const framesOf = (
  fault: PushFault | null,
  body: Uint8Array,
  frameOf: (payload: Uint8Array, sum: string, seq: number) => Frame,
): readonly Frame[] => {
  const halved = fault?.kind === 'lose-part' || (fault?.kind === 'wrong-sum' && fault.sum === undefined);
  const asked = fault?.kind === 'parts' ? (fault.parts ?? 2) : halved ? 2 : 1;
  const count = fault?.kind === 'huge' ? 1 : Math.max(asked, Math.ceil(body.length / longestPart), 1);
  const size = Math.ceil(body.length / count);
  const frames = Array.from({ length: count }, (_, seq) => {
    const sum = fault?.sum ?? String(fault?.kind === 'wrong-sum' ? count + seq : count);
    return frameOf(body.subarray(seq * size, (seq + 1) * size), sum, seq);
  });
  return fault?.shuffle ? frames.toReversed() : fault?.kind === 'lose-part' ? frames.slice(0, -1) : frames;
};

/** A frame's bytes, as a fault leaves them. */
export const bytesOfFrame = (fault: PushFault | null, frame: Frame): Uint8Array => {
  const bytes = encodeFrame(frame);
  switch (fault?.kind) {
    case 'cut-frame':
      return bytes.subarray(0, Math.floor(bytes.length / 2));
    case 'unknown-fields':
      return Buffer.concat([numberField(15, 7), bytes, bytesField(99, 'x'), Uint8Array.from([0x85, 0x06, 1, 2, 3, 4])]);
    default:
      return bytes;
  }
};
