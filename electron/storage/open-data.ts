import { type Problem, problem } from '../contract/advice/problem';
import { filesAside, findDamage } from './find-damage';
import { realTraces } from './real-traces';
import { type OpenedStore, openSettingsStore } from './settings-store';
import type { StoreClass } from './stored-file';
import { openVault, type SafeStorage, type Vault } from './vault';

/** The files of a data folder but the ledger, and what is known of their past. */
export interface OpenedData extends Pick<OpenedStore, 'store' | 'firstRun' | 'settle'> {
  /** Nothing was ever kept here. */
  isNew: boolean;
  vault: Vault;
  /** Damage that was found just now or by an earlier run. */
  damage: readonly Problem[];
  /** Damaged files whose notice a person has dismissed. */
  seenDamage: { read(): readonly string[]; keep(files: readonly string[]): void };
  /** The reason not to take practice for the workspace that was meant: there was a real one, and it is gone. null: none. */
  lostWorkspace: () => Problem | null;
}

/** Most files that are named as traces of a workspace. */
const mostTraces = 3;

/**
 * Opens settings and secrets of `folder`.
 *
 * @param elsewhere files outside of the folder that tell of other data: whether there was a real workspace is not known then
 */
export const openData = (deps: {
  folder: string;
  Store: StoreClass;
  now: () => number;
  safeStorage: SafeStorage;
  platform: NodeJS.Platform;
  tried?: () => string;
  elsewhere?: readonly string[];
}): OpenedData => {
  const { folder } = deps;
  const { store, firstRun, settingsMissing, problems, settle } = openSettingsStore(deps);
  const vault = openVault(deps);
  const found = vault.problem ? [...problems, vault.problem] : problems;
  const told = new Set(found.map(({ params }) => params.file));
  const earlier = findDamage(folder).filter(({ params }) => !told.has(params.file));

  /** Looked for once, with the first question. */
  let traces: readonly string[] | null = null;
  const lostWorkspace = (): Problem | null => {
    if (store.workspaces().length > 0) return null;
    traces ??= [...(deps.elsewhere ?? []), ...realTraces(folder)];
    // The settings name a workspace that was removed meanwhile.
    const files = traces.length === 0 && store.settings().lastRealWorkspaceId !== null ? ['settings.json'] : traces;
    return files.length > 0 ? problem('workspaces-lost', { files: files.slice(0, mostTraces).join(', ') }) : null;
  };
  const missing = settingsMissing ? lostWorkspace() : null;

  const damage = [...(missing ? [missing] : []), ...found, ...earlier];
  return {
    store,
    vault,
    firstRun,
    isNew: firstRun && settingsMissing && damage.length === 0,
    settle,
    damage,
    seenDamage: {
      read: () => store.settings().seenDamage,
      keep: (files) => {
        // What is still damaged at the next start is told again, and what was deleted needs no note.
        const there = new Set(filesAside(folder).map(({ file }) => file));
        store.changeSettings({ seenDamage: files.filter((file) => there.has(file)) });
      },
    },
    lostWorkspace,
  };
};
