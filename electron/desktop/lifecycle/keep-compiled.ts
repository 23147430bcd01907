import { join } from 'node:path';

/** `node:module`, as far as the runtime has it: Node 22 and later keep compiled code, the oldest Electron's does not. */
interface ModuleParts {
  enableCompileCache?(folder: string): unknown;
}

/**
 * Keeps the code that main loads from here on compiled in the data folder, for the next start. V8 takes what it kept
 * only for the very same source and version. Costs nothing where the runtime cannot do it.
 */
export const keepCompiled = (module: object & ModuleParts, home: string): void => {
  module.enableCompileCache?.(join(home, 'compiled'));
};
