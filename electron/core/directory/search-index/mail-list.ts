import { bitOf, Growing } from './syllable-book';

/** A query for e-mails: its letters, and the index of the @ (-1: none). */
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

/** Index of a query in each host (-1: not in it); hosts are few and shared by many e-mails. */
export type HostPlaces = Int32Array;

/**
 * E-mails one after another, letter by letter: a part of one is found without making a string. A host is kept once for
 * all its mailboxes, so that searching it costs little among fifty thousand of them.
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

  /** Adds the next e-mail; empty for a person without one. */
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
    // A text without @ has no host, not even an empty one.
    this.#hostOf.push(at < 0 ? -1 : this.#host(host));
  }

  /** Finds a query in each host; with an @, its second half has to begin the host. */
  places(query: MailQuery): HostPlaces {
    const wanted = query.text.slice(query.at + 1);
    return Int32Array.from(this.#hosts, (host) => {
      const place = host.indexOf(wanted);
      return query.at < 0 || place === 0 ? place : -1;
    });
  }

  /** Index of the query in an e-mail, or -1. */
  indexOf(query: MailQuery, places: HostPlaces, mail: number): number {
    const start = this.#starts.data[mail] as number;
    const end = this.#starts.data[mail + 1] as number;
    const host = this.#hostOf.data[mail] as number;
    const fits = ((this.#masks.data[mail] as number) & query.mask) === query.mask;
    if (query.at >= 0) {
      // The part before the @ has to end the mailbox's name.
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
