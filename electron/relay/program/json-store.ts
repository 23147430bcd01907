import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson } from '../../core/text/read-text';
import { writePrivateSync } from '../../storage/private/private-files';
import type { StoreClass } from '../../storage/stored-file';

/** A file of the data folder, written whole. Takes the place of electron-store, which needs Electron. */
class JsonStore {
  readonly #path: string;

  constructor({ cwd, name }: { cwd: string; name: string }) {
    this.#path = join(cwd, `${name}.json`);
  }

  get store(): Record<string, unknown> {
    return (parseJson(readFileSync(this.#path, 'utf8')) ?? {}) as Record<string, unknown>;
  }

  set store(value: Record<string, unknown>) {
    writePrivateSync(this.#path, `${JSON.stringify(value)}\n`);
  }
}

export const jsonStore: StoreClass = JsonStore;
