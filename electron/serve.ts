import { homedir } from 'node:os';
import { join } from 'node:path';
import { terminalLocale } from './contract/terminal-locale';
import { localeFor } from './contract/words';
import { createPaidFetch } from './desktop/network/paid-fetch';
import { practiceGroups } from './practice/company/practice-groups';
import { openPractice } from './practice/open-practice';
import { runServe } from './relay/serve';
import { makeAllPrivate } from './storage/private/private-files';

// The second composition root: the program without a screen, in plain Node (electron/relay/README.md).

makeAllPrivate(process);
const { env } = process;

/** Where data of programs belong on this system. */
const dataPlace = (): string => {
  if (process.platform === 'win32') return env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return env.XDG_DATA_HOME || join(homedir(), '.local', 'share');
};

const ended = new Promise<void>((resolve) => {
  process.once('SIGTERM', resolve);
  process.once('SIGINT', resolve);
});
const locale = terminalLocale(env) ?? localeFor('system', [Intl.NumberFormat().resolvedOptions().locale]);

const code = await runServe({
  argv: process.argv.slice(2),
  env,
  folder: (env.npm_lifecycle_event === 'serve' && env.INIT_CWD) || process.cwd(),
  locale,
  defaultData: join(dataPlace(), 'feishu-buzz-relay'),
  fetch: (url, init) => fetch(url, init),
  seats: (way) => createPaidFetch(() => ({ fetch: way, closeAllConnections: async () => undefined })),
  practice: () => ({ name: locale === 'zh-CN' ? '练习' : 'Practice', ...openPractice() }),
  practiceGroups,
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  ended,
});
// Timers of the engine that was put down must not hold the process.
process.exit(code);
