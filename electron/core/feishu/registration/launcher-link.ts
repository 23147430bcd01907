import { gzipSync } from 'node:zlib';

/** What the page behind the link is to offer. */
export interface LauncherWishes {
  /** Name of the new app, which the person may change there. */
  name: string;
  /** The app to extend; null: a new one. */
  appId: string | null;
  /** Scopes of the app's own identity. The page adds them and takes none away. */
  scopes: readonly string[];
}

/**
 * `addons` as the page takes it: JSON, gzip, base64 for addresses, without padding. Any key beside these makes the page drop
 * all of it without a word.
 */
const encodeAddons = (scopes: readonly string[]): string =>
  gzipSync(JSON.stringify({ preset: false, scopes: { tenant: scopes } }), { level: 9 }).toString('base64url');

/** The link that a person opens or scans to create an app, or to extend one (feishu-api 1.8). */
export const launcherLink = (page: string, { name, appId, scopes }: LauncherWishes): string => {
  const link = new URL(page);
  link.searchParams.set('from', 'sdk');
  link.searchParams.set('source', 'feishu-buzz');
  link.searchParams.set('tp', 'sdk');
  if (appId === null) {
    link.searchParams.set('name', name);
    // Without it the page offers to take over another app of the person's.
    link.searchParams.set('createOnly', 'true');
  } else link.searchParams.set('clientID', appId);
  link.searchParams.set('addons', encodeAddons(scopes));
  return link.href;
};
