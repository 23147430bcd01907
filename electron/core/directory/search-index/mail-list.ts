import { Growing } from './growing';
import { bitOf } from './syllable-book';

/** What e-mails are asked for: letters, and where among them the @ stands (-1: nowhere). */
export interface MailQuery {
  codes: Uint16Array;
  /** The bits of all letters before the @. */
  mask: number;
  at: number;
  text: string;
}

export const mailQueryOf = (text: string): MailQuery => {
  const at = text.indexOf('@');
  const codes = Uint16Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  return {
    codes,
    at,
    text,
    mask: codes.slice(0, at < 0 ? codes.length : at).reduce((mask, code) => mask | bitOf(code), 0),
  };
};

/** By query, where it stands in each host; hosts are few, and shared by everybody. */
export type HostPlaces = Int32Array;

/**
 * E-mails one after another, letter by letter: a part of one is found without making a string. A host is kept once
 * for all whose mailbox it is, so that "example" costs as little among fifty thousand of them.
 */
export class MailList {
  readonly #letters = new Growing();
  readonly #starts = new Growing();
  readonly #masks = new Growing();
  readonly #hostOf = new Growing();
  readonly #hosts: string[] = [];
  readonly #hostNumbers = new Map<string, number>();

  constructor() {
    this.#starts.push(0);
  }

  /** Adds the next e-mail; empty for somebody who has none. */
  add(mail: string): void {
    const text = mail.toLowerCase();
    const at = text.indexOf('@');
    const [user, host] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
    let mask = 0;
    for (let letter = 0; letter < user.length; letter += 1) {
      const code = user.charCodeAt(letter);
      this.#letters.push(code);
      mask |= bitOf(code);
    }
    this.#starts.push(this.#letters.length);
    this.#masks.push(mask);
    // What holds no @ has no host, not even an empty one.
    this.#hostOf.push(at < 0 ? -1 : this.#host(host));
  }

  /** Where a query stands in each host; with an @, where what follows it begins the host. */
  places(query: MailQuery): HostPlaces {
    const wanted = query.text.slice(query.at + 1);
    return Int32Array.from(this.#hosts, (host) => {
      const place = host.indexOf(wanted);
      return query.at < 0 || place === 0 ? place : -1;
    });
  }

  /** Where an e-mail holds the query, or -1. */
  indexOf(query: MailQuery, places: HostPlaces, mail: number): number {
    const start = this.#starts.data[mail] as number;
    const end = this.#starts.data[mail + 1] as number;
    const host = this.#hostOf.data[mail] as number;
    const fits = ((this.#masks.data[mail] as number) & query.mask) === query.mask;
    if (query.at >= 0) {
      // What stands before the @ ends the mailbox's name.
      const from = end - query.at;
      if (!fits || host < 0 || from < start || (places[host] as number) < 0) return -1;
      return this.#holds(query.codes, query.at, from) ? from - start : -1;
    }
    if (fits) {
      const first = query.codes[0];
      const last = end - query.codes.length;
      const letters = this.#letters.data;
      for (let at = start; at <= last; at += 1) {
        if (letters[at] === first && this.#holds(query.codes, query.codes.length, at)) return at - start;
      }
    }
    const place = host < 0 ? -1 : (places[host] as number);
    return place < 0 ? -1 : end - start + 1 + place;
  }

  #holds(codes: Uint16Array, count: number, from: number): boolean {
    const letters = this.#letters.data;
    for (let at = 0; at < count; at += 1) if (letters[from + at] !== codes[at]) return false;
    return true;
  }

  #host(host: string): number {
    const known = this.#hostNumbers.get(host);
    if (known !== undefined) return known;
    const number = this.#hosts.length;
    this.#hosts.push(host);
    this.#hostNumbers.set(host, number);
    return number;
  }
}
