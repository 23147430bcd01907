/**
 * The command of an autostart entry, as `autostart-entry.ts` writes it: every argument in quotes. Whatever somebody else has
 * written there is not ours to read, and is answered with nothing.
 */
export const autostartCommand = (entry: string): readonly string[] => {
  const line = /^Exec=(.*)$/m.exec(entry)?.[1] ?? '';
  // The file's own escape first (its strings double every backslash), then that of the quotes, then the field codes.
  const exec = line.replaceAll('\\\\', '\\');
  if (!/^"(?:[^"\\]|\\.)*"(?: "(?:[^"\\]|\\.)*")*$/.test(exec)) return [];
  return [...exec.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, argument = '']) =>
    argument.replaceAll('%%', '%').replace(/\\(.)/g, '$1'),
  );
};
