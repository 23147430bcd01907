import type { ConnectForm, ConnectStartup } from '../../../electron/contract/ipc/connect';
import { keepsSecret } from './connect-form';

/** The sentences the form itself can say, by key of the `connect` namespace. */
export type ConnectHint =
  | 'need-app-id'
  | 'bad-app-id'
  | 'need-secret'
  | 'bad-secret'
  | 'need-base-url'
  | 'bad-base-url';
export type ConnectHints = Partial<Record<'appId' | 'appSecret' | 'baseUrl', ConnectHint>>;

const isLoopback = (host: string) => host === 'localhost' || host === '127.0.0.1' || host === '[::1]';

/** The contract's rule for a base URL (`BaseUrl`), so that it can be said before anything is sent. */
const isBaseUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const bare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username + url.password === '';
  return bare && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)));
};

/**
 * What is missing or malformed in a (trimmed) form. Without a name the workspace gets the bot's.
 */
export const checkForm = (form: ConnectForm, startup: ConnectStartup): ConnectHints => {
  const hints: ConnectHints = {};
  if (form.brand === 'custom') {
    if (form.baseUrl === '') hints.baseUrl = 'need-base-url';
    else if (!isBaseUrl(form.baseUrl)) hints.baseUrl = 'bad-base-url';
  }
  if (form.appId === '') hints.appId = 'need-app-id';
  else if (!/^cli_[A-Za-z0-9]{1,64}$/.test(form.appId)) hints.appId = 'bad-app-id';
  if (form.appSecret === '' && !keepsSecret(startup, form)) hints.appSecret = 'need-secret';
  else if (/\s/.test(form.appSecret)) hints.appSecret = 'bad-secret';
  return hints;
};
