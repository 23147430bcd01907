import type { Problem } from '../../../electron/contract/advice/problem';
import type { ConnectForm, ConnectStartup } from '../../../electron/contract/ipc/connect';
import type { Brand } from '../../../electron/contract/model/workspace';
import { plainText, tidied } from '../../../electron/contract/plain-text';
import { brandBaseUrl } from '../../../electron/contract/rules/addresses';
import { baseUrlProblem } from '../../../electron/contract/rules/base-url-problem';
import { trimEnd } from '../../../electron/contract/trim-ends';

/** Fields of the form, without the secret: that lives only in its input and is read once, when it is sent. */
export interface ConnectFields {
  brand: Brand;
  name: string;
  appId: string;
  /** Address typed for the brand `custom`; the two other brands have theirs. */
  baseUrl: string;
}

export const fieldsOf = (startup: ConnectStartup): ConnectFields =>
  startup.workspace === null
    ? { brand: 'feishu', name: '', appId: '', baseUrl: '' }
    : {
        brand: startup.workspace.brand,
        name: startup.workspace.name,
        appId: startup.workspace.appId,
        baseUrl: startup.workspace.brand === 'custom' ? startup.workspace.baseUrl : '',
      };

/** Form as it is sent to main. Ids and secrets are pasted with spaces, line ends and invisible characters around them. */
export const connectFormOf = (startup: ConnectStartup, fields: ConnectFields, secret: string): ConnectForm => ({
  workspaceId: startup.workspace?.id ?? null,
  name: tidied(fields.name),
  brand: fields.brand,
  baseUrl: fields.brand === 'custom' ? trimEnd(plainText(fields.baseUrl), /\//) : brandBaseUrl[fields.brand],
  appId: plainText(fields.appId),
  appSecret: plainText(secret),
});

/** True when the saved secret stays: it belongs to one app at one address, and main sends it nowhere else. */
export const keepsSecret = (startup: ConnectStartup, form: Pick<ConnectForm, 'appId' | 'baseUrl'>): boolean =>
  startup.secretConfigured && startup.workspace?.appId === form.appId && startup.workspace.baseUrl === form.baseUrl;

/** True when the App ID of an existing workspace was changed: saved open ids belong to the app and die with it. */
export const isOtherApp = (startup: ConnectStartup, fields: ConnectFields): boolean =>
  startup.workspace !== null && ![startup.workspace.appId, ''].includes(plainText(fields.appId));

/** Mistakes that the form itself finds: keys of the `connect` namespace, or a problem whose sentence has values. */
type ConnectHint = 'need-app-id' | 'bad-app-id' | 'need-secret' | 'bad-secret' | 'need-base-url' | Problem;
export type ConnectHints = Partial<Record<'appId' | 'appSecret' | 'baseUrl', ConnectHint>>;

/** Finds what is missing or malformed in a trimmed form. A name may be missing: the workspace then gets the bot's. */
export const checkForm = (form: ConnectForm, startup: ConnectStartup): ConnectHints => {
  const hints: ConnectHints = {};
  if (form.brand === 'custom') {
    // Main would refuse it in the same words: a mistake is shown before anything is sent.
    const fault = form.baseUrl === '' ? 'need-base-url' : baseUrlProblem(form.baseUrl);
    if (fault) hints.baseUrl = fault;
  }
  if (form.appId === '') hints.appId = 'need-app-id';
  else if (!/^cli_[A-Za-z0-9]{1,64}$/.test(form.appId)) hints.appId = 'bad-app-id';
  if (form.appSecret === '' && !keepsSecret(startup, form)) hints.appSecret = 'need-secret';
  else if (/\s/.test(form.appSecret)) hints.appSecret = 'bad-secret';
  return hints;
};

/** Places of the connect form where a problem can be shown; `form` is the line above the buttons. */
type ConnectField = 'baseUrl' | 'appId' | 'appSecret' | 'keyring' | 'form';

/**
 * Field that a problem is about. Feishu's codes (feishu-api 1.1): 10003 is a malformed app id. 10014 and 10015 are an
 * unknown app or a wrong secret, which Feishu does not tell apart; the secret is blamed, because it cannot be seen. 10005,
 * 10012, 10013 and 99991543 are credentials of another tenant or brand.
 */
export const problemField = (problem: Problem): ConnectField => {
  switch (problem.code) {
    case null:
      break;
    case 10014:
    case 10015:
      return 'appSecret';
    case 10003:
    case 10005:
    case 10012:
    case 10013:
    case 99991543:
      return 'appId';
    default:
      return 'form';
  }
  switch (problem.advice) {
    case 'base-url-invalid':
    case 'base-url-protocol':
    case 'base-url-account':
    case 'base-url-path':
    case 'unreachable-host':
    case 'not-json':
    case 'tls':
      return 'baseUrl';
    case 'app-id-invalid':
      return 'appId';
    case 'secret-missing':
    case 'secret-locked':
    case 'secret-unreadable':
    case 'secret-elsewhere':
    case 'secret-unbound':
      return 'appSecret';
    case 'keyring-missing':
    case 'keyring-closed':
      return 'keyring';
    default:
      return 'form';
  }
};
