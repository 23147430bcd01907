import type { HotkeyClaims } from './shortcuts';

const wanted = 3;

/** Keys that few programs use, the easy ones first. */
const candidates = [
  'CommandOrControl+Alt+B',
  'CommandOrControl+Shift+U',
  'CommandOrControl+Alt+J',
  'CommandOrControl+Alt+Shift+B',
  'CommandOrControl+Shift+F9',
  'CommandOrControl+Alt+Shift+U',
  'CommandOrControl+Alt+Shift+J',
  'Alt+Shift+F9',
  'CommandOrControl+Alt+Shift+F10',
];

/** Up to three shortcuts that nobody has at this moment, offered in place of one that is taken. */
export const hotkeyOffers = (claims: Pick<HotkeyClaims, 'isFree'>): readonly string[] => {
  const free: string[] = [];
  for (const candidate of candidates) {
    if (free.length === wanted) break;
    if (claims.isFree(candidate)) free.push(candidate);
  }
  return free;
};
