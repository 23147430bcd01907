/**
 * One argument as `Exec` wants it (Desktop Entry Specification, "The Exec key"): in quotes, with `"`, backtick, `$` and
 * the backslash escaped, then once more for the file's own strings; a percent sign would begin a field code.
 */
const quoted = (argument: string): string => {
  const escaped = argument.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  return `"${escaped}"`.replaceAll('\\', '\\\\');
};

/** The file that has a Linux desktop start the program with the session. */
export const desktopEntry = (command: readonly string[]): string => `[Desktop Entry]
Type=Application
Name=Feishu Buzz
Name[zh_CN]=飞书加急
Exec=${command.map(quoted).join(' ')}
Terminal=false
X-GNOME-Autostart-enabled=true
`;
