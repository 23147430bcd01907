import { gzipSync } from 'node:zlib';

/** What the page behind the link is to offer. */
export interface LauncherWishes {
  /** Name of the new app, which the person may change there. */
  name: string;
  /** The app to extend; null: a new one. */
  appId: string | null;
  /** Scopes of the app's own identity. The page adds them and takes none away. */
  scopes: readonly string[];
  /** Events that the app is to get, of the app's own identity as well. */
  events: readonly string[];
}

type Addons = Pick<LauncherWishes, 'scopes' | 'events'>;

const packed = ({ scopes, events }: Addons): Buffer => {
  const added = events.length > 0 ? { events: { items: { tenant: events } } } : {};
  return gzipSync(JSON.stringify({ preset: false, scopes: { tenant: scopes }, ...added }), { level: 9 });
};

/** The same names in the order that packs best, as far as moving each of them once finds it: a code to scan grows with the link. */
const shortest = (addons: Addons): Buffer => {
  const now = { scopes: [...addons.scopes], events: [...addons.events] };
  let best = packed(now);
  for (const list of ['scopes', 'events'] as const)
    for (const name of addons[list]) {
      const others = now[list].filter((each) => each !== name);
      for (let at = 0; at <= others.length; at++) {
        const tried = { ...now, [list]: others.toSpliced(at, 0, name) };
        const bytes = packed(tried);
        if (bytes.length >= best.length) continue;
        best = bytes;
        now[list] = tried[list];
      }
    }
  return best;
};

/**
 * `addons` as the page takes it: JSON, gzip, base64 for addresses, without padding. Any key beside these makes the page drop
 * all of it without a word.
 */
const encodeAddons = (addons: Addons): string => shortest(addons).toString('base64url');

/** The link that a person opens or scans to create an app, or to extend one (feishu-api 1.8). */
export const launcherLink = (page: string, { name, appId, scopes, events }: LauncherWishes): string => {
  const link = new URL(page);
  link.searchParams.set('from', 'sdk');
  link.searchParams.set('tp', 'sdk');
  if (appId === null) {
    link.searchParams.set('name', name);
    // Without it the page offers to take over another app of the person's.
    link.searchParams.set('createOnly', 'true');
  } else link.searchParams.set('clientID', appId);
  link.searchParams.set('addons', encodeAddons({ scopes, events }));
  return link.href;
};
