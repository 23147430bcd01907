import type { CustomScheme } from 'electron';
import { appScheme } from './app-origin';

/**
 * To be registered before the app is ready. `standard` gives the pages a real origin, `secure` a secure context,
 * `codeCache` lets V8 keep compiled scripts between starts, in a session that is on disk. No `bypassCSP`, no
 * `corsEnabled`.
 */
export const appSchemePrivileges: CustomScheme = {
  scheme: appScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};
