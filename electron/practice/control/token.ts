import { createHash, timingSafeEqual } from 'node:crypto';

/** The header that carries the control token. A link that a person opens in a browser has it as `?token=`. */
export const tokenHeader = 'X-Practice-Token';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Tells whether a request carries the control token. A link can look, and change nothing, but for the forms of practice's `own`
 * pages.
 */
export const knowsToken = (request: Request, token: string, own = false): boolean => {
  const inLink = request.method === 'GET' || own ? new URL(request.url).searchParams.get('token') : null;
  const given = request.headers.get(tokenHeader) ?? inLink;
  return given !== null && timingSafeEqual(digest(given), digest(token));
};
