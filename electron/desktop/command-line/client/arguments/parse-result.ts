import type { Command, CommandOf } from '../../protocol/command';

/** A command as parsed, before the client has read the file or the secret that the app will need. */
export type UnpreparedCommand =
  | Exclude<Command, CommandOf<'groups-export'> | CommandOf<'groups-import'> | CommandOf<'connect'>>
  | { kind: 'groups-export'; file: string }
  | (Pick<CommandOf<'groups-import'>, 'encoding' | 'yes'> & { kind: 'groups-import'; file: string })
  | Omit<CommandOf<'connect'>, 'secret'>;

export interface CommandLine {
  command: UnpreparedCommand;
  json: boolean;
  workspace: string | null;
  /** Address of the relay that is to carry it out; null: the app, or the relay that the environment names. */
  relay: string | null;
  /** What the buzz of `send` and `message` is about, at a relay; null: it does not say. */
  incident: string | null;
}

/** A mistake in the arguments; its sentences are in `client-words.ts`. */
export type UsageProblem =
  | { key: 'no-command' }
  | { key: 'unknown-command'; name: string }
  | { key: 'unknown-option'; option: string }
  | { key: 'value-missing'; option: string }
  | { key: 'given-twice'; option: string }
  | { key: 'option-needed'; option: string }
  | { key: 'argument-needed'; name: string }
  | { key: 'argument-unexpected'; value: string }
  | { key: 'choice'; option: string; choices: string }
  | { key: 'number'; option: string; from: string; to: string }
  | { key: 'too-many'; option: string; most: string }
  | { key: 'not-both'; option: string; other: string }
  | { key: 'batch-message' }
  | { key: 'message-id'; value: string }
  | { key: 'buzz-id'; value: string }
  | { key: 'serve-elsewhere' };

/** Thrown while arguments are read, and caught once, in `parseCommand`. */
export class UsageError extends Error {
  readonly problem: UsageProblem;
  constructor(problem: UsageProblem) {
    super(problem.key);
    this.problem = problem;
  }
}

export type ParseResult =
  | { kind: 'command'; line: CommandLine }
  | { kind: 'help' }
  | { kind: 'problem'; problem: UsageProblem; json: boolean };
