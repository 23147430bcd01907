import { isRecord, parseJson } from '../world/json';
import { type Frame, headerOf } from './frame';

const same = (one: Uint8Array | string | undefined, other: Uint8Array | string | undefined): boolean => one === other;

/** True for the frame of a push that came back as feishu-api 6.2 says: the same but for `biz_rt` and the payload. */
export const isExact = (sent: Frame | undefined, answer: Frame): boolean =>
  sent !== undefined &&
  sent.seqId === answer.seqId &&
  sent.logId === answer.logId &&
  sent.service === answer.service &&
  sent.method === answer.method &&
  same(sent.payloadType, answer.payloadType) &&
  same(sent.logIdNew, answer.logIdNew) &&
  sent.headers.every(([key, value]) => headerOf(answer, key) === value) &&
  headerOf(answer, 'biz_rt') !== null;

/** The code in an answer's payload; null without one. */
export const codeIn = (payload: Uint8Array | undefined): number | null => {
  const parsed = parseJson(new TextDecoder().decode(payload))?.value;
  return isRecord(parsed) && typeof parsed.code === 'number' ? parsed.code : null;
};
