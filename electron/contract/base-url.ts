/* Free of zod, because the renderer loads this file. */

/** A mistake in a base URL, and the values of the sentence about it: how it is written right, and what is left out. */
export interface BaseUrlFault {
  kind: 'invalid' | 'protocol' | 'account' | 'path';
  params: { instead?: string; extra?: string };
}

const isLoopback = (host: string) => host === 'localhost' || host === '127.0.0.1' || host === '[::1]';
const isAllowed = ({ protocol, hostname }: URL) =>
  protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
/** `open.feishu.cn/open-apis`: an address as people say it, without its protocol. */
const withoutProtocol = /^[a-z\d-]+(?:\.[a-z\d-]+)+(?::\d+)?(?:\/|$)/i;
/** Longest part of a path that a sentence repeats (characters). */
const longestExtra = 60;
const invalid: BaseUrlFault = { kind: 'invalid', params: {} };

/**
 * What is wrong with a text as a base URL; null: nothing. A base URL is https, or http on this computer, and has neither
 * path, query nor account: the client adds the paths, and a secret has a field of its own.
 */
export const baseUrlFault = (text: string): BaseUrlFault | null => {
  if (withoutProtocol.test(text)) {
    const whole = `https://${text}`;
    return URL.canParse(whole) ? { kind: 'protocol', params: { instead: new URL(whole).origin } } : invalid;
  }
  if (!URL.canParse(text)) return invalid;
  const url = new URL(text);
  if (!isAllowed(url)) return invalid;
  const instead = url.origin;
  // Said without repeating it: it may hold a password.
  if (url.username !== '' || url.password !== '') return { kind: 'account', params: { instead } };
  const extra = url.pathname + url.search + url.hash;
  return extra === '/' ? null : { kind: 'path', params: { instead, extra: extra.slice(0, longestExtra) } };
};
