import { createHash } from 'node:crypto';

/** Makes an id of the practice world: the same seed, kind and key give the same id on every run and machine. */
export type MakeId = (kind: string, key: string) => string;

/** 32 hex digits from a seed, so that groups saved in the practice workspace survive a restart. */
export const createIds =
  (seed: string): MakeId =>
  (kind, key) =>
    createHash('sha256').update(`${seed}\n${kind}\n${key}`).digest('hex').slice(0, 32);

/** Kinds of ids that differ from app to app (feishu-api 7.2). */
const appsOwn: ReadonlySet<string> = new Set(['open', 'bot', 'direct', 'message']);

/** Ids as another app of the same company sees them; an app of another developer has other union ids as well. */
export const idsOfApp =
  (id: MakeId, appId: string, developer: 'same' | 'other'): MakeId =>
  (kind, key) =>
    id(appsOwn.has(kind) || (kind === 'union' && developer === 'other') ? `${kind} ${appId}` : kind, key);

/** The open_id of the person with this account, in the app these ids belong to. */
export const openIdOf = (id: MakeId, account: string): string => `ou_${id('open', account)}`;

/** The id of a practice company's chat by its row's key. */
export const chatIdOf = (id: MakeId, key: string): string => `oc_${id('chat', key)}`;
