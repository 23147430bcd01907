import { type Frame, headerOf } from './frame';

/** Limits of what is put together: parts of one event, bytes of one, bytes of all, and its time (ms) (feishu-api 6.2). */
const most = { parts: 1024, bytes: 1024 * 1024, sets: 64, allBytes: 8 * 1024 * 1024 } as const;
const setLifeMs = 10_000;

interface Unfinished {
  sum: number;
  parts: Map<number, Uint8Array>;
  bytes: number;
  since: number;
}

/** What became of a data frame: it completes a payload, more of its parts are awaited, or it belongs to nothing. */
export type Assembled = { kind: 'whole'; payload: Uint8Array } | { kind: 'waiting' | 'bad' };

const wholeNumber = (text: string | null): number =>
  text !== null && /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;

/** Puts the parts of events together. What stays unfinished, or would grow without end, is dropped: Feishu sends it again. */
export class Fragments {
  readonly #sets = new Map<string, Unfinished>();

  /** Takes a data frame at a time (ms). Only the frame that completes a payload is to be answered. */
  take(frame: Frame, now: number): Assembled {
    this.#dropOld(now);
    const payload = frame.payload ?? new Uint8Array();
    const sumHeader = headerOf(frame, 'sum');
    const sum = sumHeader === null ? 1 : wholeNumber(sumHeader);
    if (sum === 1) return payload.length > most.bytes ? { kind: 'bad' } : { kind: 'whole', payload };
    const id = headerOf(frame, 'message_id');
    const seq = wholeNumber(headerOf(frame, 'seq'));
    if (!id || !(sum >= 1 && sum <= most.parts) || !(seq >= 0 && seq < sum)) return { kind: 'bad' };
    return this.#add(id, sum, seq, payload, now);
  }

  /** Forgets what is unfinished: its other parts would come over another connection. */
  clear(): void {
    this.#sets.clear();
  }

  #add(id: string, sum: number, seq: number, payload: Uint8Array, now: number): Assembled {
    const set = this.#sets.get(id) ?? { sum, parts: new Map<number, Uint8Array>(), bytes: 0, since: now };
    const isNew = !set.parts.has(seq);
    if (set.sum !== sum || set.bytes + (isNew ? payload.length : 0) > most.bytes) {
      this.#sets.delete(id);
      return { kind: 'bad' };
    }
    this.#sets.set(id, set);
    if (!isNew) return { kind: 'waiting' };
    // A view would keep the whole frame.
    set.parts.set(seq, payload.slice());
    set.bytes += payload.length;
    if (set.parts.size < sum) {
      this.#makeRoom();
      return { kind: 'waiting' };
    }
    this.#sets.delete(id);
    const whole = new Uint8Array(set.bytes);
    let at = 0;
    for (let part = 0; part < sum; part += 1) {
      const bytes = set.parts.get(part) ?? new Uint8Array();
      whole.set(bytes, at);
      at += bytes.length;
    }
    return { kind: 'whole', payload: whole };
  }

  /** Drops the oldest sets beyond the limits of all together. */
  #makeRoom(): void {
    let bytes = [...this.#sets.values()].reduce((sum, set) => sum + set.bytes, 0);
    for (const [id, set] of this.#sets) {
      if (this.#sets.size <= most.sets && bytes <= most.allBytes) return;
      this.#sets.delete(id);
      bytes -= set.bytes;
    }
  }

  #dropOld(now: number): void {
    // In the order of their beginning; a clock that was set back makes none of them older.
    for (const [id, set] of this.#sets) if (Math.abs(now - set.since) >= setLifeMs) this.#sets.delete(id);
  }
}
