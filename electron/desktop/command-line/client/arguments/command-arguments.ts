import { isCommand } from './parse-command';

/** What the packaged app was started with, when it is a command: the runtime's own switches, and the command. */
export interface CommandArguments {
  /** Before the command, as in `feishu-buzz --no-sandbox send …`: Chromium has read them already. */
  switches: readonly string[];
  command: readonly string[];
}

/** null for a plain start of the app, a link, or anything else that is no command. */
export const commandArguments = (argv: readonly string[]): CommandArguments | null => {
  const at = argv.findIndex((word, index) => !word.startsWith('--') || isCommand(argv.slice(index)));
  if (at < 0) return null;
  const command = argv.slice(at);
  return isCommand(command) ? { switches: argv.slice(0, at), command } : null;
};
