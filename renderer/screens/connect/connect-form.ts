import type { ConnectForm, ConnectStartup } from '../../../electron/contract/ipc/connect';
import type { Brand } from '../../../electron/contract/model/workspace';
import { brandBaseUrl } from '../../../electron/contract/rules/brand-base-url';

/** What the form holds. The secret is not among it: it lives in its input alone and is read once, when sent. */
export interface ConnectFields {
  brand: Brand;
  name: string;
  appId: string;
  /** Only what was typed for an own URL; the two brands have theirs. */
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

/** What is sent to main: everything trimmed, because ids and secrets are pasted with spaces and line ends. */
export const connectFormOf = (startup: ConnectStartup, fields: ConnectFields, secret: string): ConnectForm => ({
  workspaceId: startup.workspace?.id ?? null,
  name: fields.name.trim(),
  brand: fields.brand,
  baseUrl: fields.brand === 'custom' ? fields.baseUrl.trim().replace(/\/+$/, '') : brandBaseUrl[fields.brand],
  appId: fields.appId.trim(),
  appSecret: secret.trim(),
});

/** A saved secret may stay for the same app at the same address; main sends it nowhere else. */
export const keepsSecret = (startup: ConnectStartup, form: Pick<ConnectForm, 'appId' | 'baseUrl'>): boolean =>
  startup.secretConfigured && startup.workspace?.appId === form.appId && startup.workspace.baseUrl === form.baseUrl;

/** True when the App ID of an existing workspace was changed: saved open ids belong to the app and die with it. */
export const isOtherApp = (startup: ConnectStartup, fields: ConnectFields): boolean =>
  startup.workspace !== null && fields.appId.trim() !== '' && fields.appId.trim() !== startup.workspace.appId;
