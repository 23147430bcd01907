import { readFileSync } from 'node:fs';
import { plainText } from '../../contract/plain-text';
import type { Config } from './config';
import type { SecretFrom } from './secret-from';

/** Longest secret (characters). */
const longest = 1000;

/** Reads secrets from where the configuration says. Those of the environment are taken out of it, so that no child has them. */
export interface Secrets {
  /** null: there is none, or it cannot be read. */
  read(from: SecretFrom): string | null;
}

/** Every place of a secret in a configuration, other than the address of its database. */
export const secretPlaces = ({ workspaces, hooks }: Pick<Config, 'workspaces' | 'hooks'>): readonly SecretFrom[] => [
  ...workspaces.map(({ secret }) => secret),
  ...hooks.flatMap(({ hmac }) => hmac?.secret ?? []),
];

/** A file is read anew for every token, so that a secret can be changed while the relay runs. */
export const openSecrets = (from: readonly SecretFrom[], env: Record<string, string | undefined>): Secrets => {
  const taken = new Map<string, string>();
  for (const each of from) {
    if (!('env' in each)) continue;
    taken.set(each.env, env[each.env] ?? taken.get(each.env) ?? '');
    delete env[each.env];
  }
  const textOf = (each: SecretFrom): string => {
    if ('env' in each) return taken.get(each.env) ?? '';
    try {
      return readFileSync(each.file, 'utf8');
    } catch {
      return '';
    }
  };
  return {
    read: (each) => {
      const secret = plainText(textOf(each));
      return secret === '' || secret.length > longest ? null : secret;
    },
  };
};
