import type { CustomScheme } from 'electron';

/** The app's own scheme. With `file:` every file of the disk would be of the same origin as the pages. */
export const appScheme = 'app';
const appHost = 'buzz';
export const appOrigin = `${appScheme}://${appHost}`;

/** The pages, by the kind of window that shows them. */
export const pageUrl = {
  popup: `${appOrigin}/index.html`,
  board: `${appOrigin}/board.html`,
  connect: `${appOrigin}/connect.html`,
} as const;

/**
 * To be registered before the app is ready. `standard` gives the pages a real origin, `secure` a secure context,
 * `codeCache` lets V8 keep compiled scripts between starts, in a session that is on disk. No `bypassCSP`, no
 * `corsEnabled`.
 */
export const appSchemePrivileges: CustomScheme = {
  scheme: appScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};
