// Which starts of the packaged app are commands. Read at every start, so kept apart from the code that reads a command.

const names = [
  'send',
  'message',
  'show',
  'list',
  'stop',
  'recall',
  'groups',
  'connect',
  'doctor',
  'listen',
  'inbox',
  'open',
  'quit',
  '--toggle',
  '--quick',
  'serve',
  'help',
  '--help',
  '-h',
] as const;

export type CommandName = (typeof names)[number];

/** The first words of all commands. The launcher of the packaged app lists them too. */
export const commandNames: ReadonlySet<string> = new Set(names);

/** True for a command; false for a plain start of the app or a link. */
export const isCommand = (argv: readonly string[]): boolean => {
  const [first] = argv;
  return first !== undefined && commandNames.has(first);
};

/** The arguments of the packaged app, when they are a command. */
export interface CommandArguments {
  /** Switches before the command, as in `feishu-buzz --no-sandbox send …`: Chromium has read them already. */
  switches: readonly string[];
  command: readonly string[];
}

/** Finds the command in the arguments of the packaged app; null for a plain start, a link, or anything else. */
export const commandArguments = (argv: readonly string[]): CommandArguments | null => {
  const at = argv.findIndex((word, index) => !word.startsWith('--') || isCommand(argv.slice(index)));
  if (at < 0) return null;
  const command = argv.slice(at);
  // The launcher puts `--` before the command: Chromium reads no switches behind it.
  const switches = argv.slice(0, at).filter((word) => word !== '--');
  return isCommand(command) ? { switches, command } : null;
};
