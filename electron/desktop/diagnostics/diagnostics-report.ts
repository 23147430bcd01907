import type { Notice } from '../../contract/ipc/startup';

export interface ReportParts {
  at: number;
  /** What it holds and what not, in the person's language. */
  intro: string;
  computer: Readonly<Record<string, string>>;
  settings: readonly string[];
  workspaces: readonly string[];
  notices: readonly Notice[];
  /** The last buzzes, each as the board's own diagnostics tell it. */
  buzzes: readonly string[];
  log: readonly string[];
  /** See `privateWords`. */
  secretWords: readonly string[];
}

const part = (title: string, lines: readonly string[]): string =>
  [`== ${title} ==`, ...(lines.length > 0 ? lines : ['(none)']), ''].join('\n');

/**
 * One text that a stranger may read: versions, settings, states, codes. Notices come with their codes and without their
 * values, which may be names of files or people.
 */
export const diagnosticsReport = (parts: ReportParts): string => {
  const text = [
    `Feishu Buzz diagnostics · ${new Date(parts.at).toISOString()}`,
    parts.intro,
    '',
    part(
      'Program and computer',
      Object.entries(parts.computer).map(([name, value]) => `${name}: ${value}`),
    ),
    part('Settings', parts.settings),
    part('Workspaces', parts.workspaces),
    part(
      'Notices',
      parts.notices.map(({ problem }) => `${problem.advice} code=${problem.code ?? '-'} log=${problem.logId ?? '-'}`),
    ),
    part('Last buzzes', parts.buzzes),
    part('Log', parts.log),
  ].join('\n');
  return parts.secretWords.reduce((clean, word) => clean.replaceAll(word, '[removed]'), text);
};
