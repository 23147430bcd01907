import { z } from 'zod';
import { baseUrlFault } from '../base-url';
import { connectLimits } from '../limits';
import { tidied } from '../plain-text';
import { AppId, WorkspaceId } from './ids';

/** Feishu (China), Lark (international), or a private deployment with its own base URL. */
export const Brand = z.enum(['feishu', 'lark', 'custom']);
export type Brand = z.infer<typeof Brand>;

/** A base URL without path, query and user: https, or http on loopback. */
export const BaseUrl = z.string().refine((text) => baseUrlFault(text) === null);

/** A base URL in the settings file. One that a person wrote there with a path is taken without: the client adds paths itself. */
const StoredBaseUrl = z
  .string()
  .overwrite((text) => {
    const fault = baseUrlFault(text);
    return fault?.kind === 'path' ? (fault.params.instead ?? text) : text;
  })
  .pipe(BaseUrl);

/** 工作区 (workspace), as it is stored: one Feishu or Lark app in one company. Its secret is in the vault. */
export const Workspace = z.strictObject({
  id: WorkspaceId,
  name: z.string().overwrite(tidied).min(1).max(connectLimits.name),
  brand: Brand,
  baseUrl: StoredBaseUrl,
  appId: AppId,
});
export type Workspace = z.infer<typeof Workspace>;

/** Id of the practice workspace, which always exists. */
export const practiceId = WorkspaceId.parse('ws_practice');

/** A workspace as the renderer sees it: without the secret, but with whether there is one. */
export interface WorkspaceView extends Workspace {
  practice: boolean;
  secret: SecretView;
}

/** Place where a secret is kept. `session`: in memory until quit. `unprotected`: bare on disk, by explicit choice. */
export type SecretBackend = 'keyring' | 'session' | 'unprotected';
export interface SecretView {
  configured: boolean;
  backend: SecretBackend | null;
  /** The last four characters, to recognize it by; null: there is none, or it is shorter than twelve. */
  last4: string | null;
}
