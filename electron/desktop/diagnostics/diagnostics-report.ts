import type { Notice } from '../../contract/ipc/startup';

export interface ReportContent {
  at: number;
  /** The first sentence: contents of the report, in the person's language. */
  intro: string;
  computer: Readonly<Record<string, string>>;
  settings: readonly string[];
  workspaces: readonly string[];
  notices: readonly Notice[];
  /** The last buzzes, each as in the board's own diagnostics. */
  buzzes: readonly string[];
  log: readonly string[];
  /** Words to be taken out (`privateWords`). */
  secretWords: readonly string[];
}

const section = (title: string, lines: readonly string[]): string =>
  [`== ${title} ==`, ...(lines.length > 0 ? lines : ['(none)']), ''].join('\n');

/**
 * The report as one text that a stranger may read: versions, settings, states, codes. Notices come with their codes and
 * without their values, which may be names of files or people.
 */
export const diagnosticsReport = (content: ReportContent): string => {
  const text = [
    `Feishu Buzz diagnostics · ${new Date(content.at).toISOString()}`,
    content.intro,
    '',
    section(
      'Program and computer',
      Object.entries(content.computer).map(([name, value]) => `${name}: ${value}`),
    ),
    section('Settings', content.settings),
    section('Workspaces', content.workspaces),
    section(
      'Notices',
      content.notices.map(({ problem }) => `${problem.advice} code=${problem.code ?? '-'} log=${problem.logId ?? '-'}`),
    ),
    section('Last buzzes', content.buzzes),
    section('Log', content.log),
  ].join('\n');
  return content.secretWords.reduce((clean, word) => clean.replaceAll(word, '[removed]'), text);
};
