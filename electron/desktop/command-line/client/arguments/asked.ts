import type { Command, CommandOf } from '../../protocol/command';

/** What was typed, before the client has read the file or the secret that the app will need. */
export type Asked =
  | Exclude<Command, CommandOf<'groups-export'> | CommandOf<'groups-import'> | CommandOf<'connect'>>
  | { kind: 'groups-export'; file: string }
  | { kind: 'groups-import'; file: string }
  | Omit<CommandOf<'connect'>, 'secret'>;

export interface CommandLine {
  asked: Asked;
  json: boolean;
  workspace: string | null;
}

/** What is wrong with the arguments; its sentences are in `client-words.ts`. */
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
  | { key: 'not-both'; option: string; other: string }
  | { key: 'batch-message' }
  | { key: 'message-id'; value: string }
  | { key: 'buzz-id'; value: string };

export type Parsed =
  | { kind: 'command'; line: CommandLine }
  | { kind: 'help' }
  | { kind: 'problem'; problem: UsageProblem; json: boolean };
