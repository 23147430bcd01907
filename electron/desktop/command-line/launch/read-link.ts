import { tidied } from '../../../contract/plain-text';

/** The content of a `feishu-buzz://` link: a draft to look at, never one to send. */
export interface ComposeLink {
  group: string | null;
  text: string;
}

/** The scheme that the packaged app registers with the system. */
export const linkScheme = 'feishu-buzz';

/** Most characters of the whole link, of a group's name and of a text. */
const limits = { link: 20_000, group: 60, text: 5_000 };

/** Control characters have no place in a message that a web page wrote; line breaks and tabs do. */
const clean = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');

/** True for a link to this app, well formed or not. */
export const isLink = (argument: string): boolean => argument.toLowerCase().startsWith(`${linkScheme}:`);

/**
 * Reads `feishu-buzz://compose?group=<name>&text=<text>`, strictly: null when the link holds anything else. The text is
 * taken as it stands: templates and the clipboard are not expanded in it.
 */
export const readLink = (link: string): ComposeLink | null => {
  if (link.length > limits.link || !URL.canParse(link)) return null;
  const url = new URL(link);
  // For a scheme they do not know, Chromium and Node differ: the name is the host, or the path.
  const place = url.host === '' ? url.pathname.replace(/^\/+/, '') : url.host + url.pathname.replace(/\/$/, '');
  if (url.protocol !== `${linkScheme}:` || place !== 'compose') return null;
  if (url.username !== '' || url.password !== '' || url.port !== '' || url.hash !== '') return null;
  const given = [...url.searchParams.keys()];
  const allowed = given.every((name) => name === 'group' || name === 'text');
  if (!allowed || new Set(given).size !== given.length || given.length === 0) return null;
  const group = tidied(clean(url.searchParams.get('group') ?? ''));
  const text = clean(url.searchParams.get('text') ?? '');
  if (group.length > limits.group || text.length > limits.text) return null;
  return { group: group === '' ? null : group, text };
};
