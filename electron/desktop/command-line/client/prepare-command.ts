import { resolve } from 'node:path';
import { mostGroupsFileBytes } from '../../../contract/limits';
import type { Locale } from '../../../contract/model/settings';
import { plainText } from '../../../contract/plain-text';
import { errorCodeOf } from '../../../core/text/error-code';
import type { Command } from '../protocol/command';
import type { PrintedProblem } from '../protocol/reply';
import { printed, sayOf } from './arguments/client-words';
import type { UnpreparedCommand } from './arguments/parse-result';

export interface PrepareDeps {
  /** The secret from the environment, already taken out of it. */
  secret: string | null;
  /** Reads the secret from standard input; a person at a terminal is asked with `prompt`. */
  readSecret(prompt: string): Promise<string>;
  /** Reads a file of at most `most` bytes; null: it is larger. */
  readFile(path: string, most: number): Promise<Uint8Array | null>;
}

type Preparation = { ok: true; command: Command } | { ok: false; problem: PrintedProblem };

/** The system's code for an error (`ENOENT`), or its message. */
export const reasonOf = (error: unknown): string =>
  errorCodeOf(error) ?? (error instanceof Error ? error.message : String(error));

const formatOf = (file: string) => (/\.json$/i.test(file) ? 'json' : 'csv');

/** Adds the parts of a command that only the client can read: files, relative to its own folder, and the secret. */
export const prepareCommand = async (
  command: UnpreparedCommand,
  locale: Locale,
  deps: PrepareDeps,
): Promise<Preparation> => {
  switch (command.kind) {
    case 'send':
      // Relative to the folder in which the command was given, where the app is not.
      return {
        ok: true,
        command: { ...command, ...(command.images && { images: command.images.map((path) => resolve(path)) }) },
      };
    case 'groups-export':
      return { ok: true, command: { kind: 'groups-export', format: formatOf(command.file) } };
    case 'groups-import': {
      const { file, encoding, yes } = command;
      try {
        const bytes = await deps.readFile(file, mostGroupsFileBytes);
        if (bytes === null) return { ok: false, problem: printed(locale, 'file-too-large', 'checkFile', { file }) };
        const name = (file.split(/[\\/]/).at(-1) ?? '').slice(-300);
        const content = Buffer.from(bytes).toString('base64');
        return { ok: true, command: { kind: 'groups-import', name, bytes: content, encoding, yes } };
      } catch (error) {
        const reason = reasonOf(error);
        return { ok: false, problem: printed(locale, 'file-unreadable', 'checkFile', { file, reason }) };
      }
    }
    case 'connect': {
      const secret = plainText(deps.secret || (await deps.readSecret(sayOf(locale)('secretPrompt'))));
      if (secret === '') return { ok: false, problem: printed(locale, 'secret-missing', 'giveSecret') };
      return { ok: true, command: { ...command, secret } };
    }
    default:
      return { ok: true, command };
  }
};
