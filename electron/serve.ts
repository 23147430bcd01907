import { homedir } from 'node:os';
import { join } from 'node:path';
import { terminalLocale } from './contract/terminal-locale';
import { localeFor } from './contract/words';
import { createPaidFetch } from './desktop/network/paid-fetch';
import { practiceGroups } from './practice/company/practice-groups';
import { openPractice } from './practice/open-practice';
import { createRelayLog } from './relay/program/log';
import { runServe } from './relay/serve';
import { makeAllPrivate } from './storage/private/private-files';

// The second composition root: the program without a screen, in plain Node (electron/relay/README.md).

makeAllPrivate(process);
const { env } = process;

/** Where data of programs belong on this system. Throws for a user without a home, as in a container: asked where nothing else names it. */
const dataPlace = (): string => {
  if (process.platform === 'win32') return env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return env.XDG_DATA_HOME || join(homedir(), '.local', 'share');
};

const log = createRelayLog((line) => void process.stderr.write(line), Date.now);
// Calls in flight go on: a process that ends for one failure would cut them all off.
process.on('uncaughtException', (reason) => log.error('uncaught', reason));
process.on('unhandledRejection', (reason) => log.error('unhandled', reason));

const ended = new Promise<void>((resolve) => {
  process.once('SIGTERM', resolve);
  process.once('SIGINT', resolve);
});
const locale = terminalLocale(env) ?? localeFor('system', [Intl.NumberFormat().resolvedOptions().locale]);

const code = await runServe({
  // As a command, `feishu-buzz serve`, the word itself comes first.
  argv: process.argv[2] === 'serve' ? process.argv.slice(3) : process.argv.slice(2),
  env,
  // npm runs scripts in the project's folder and says here where it was called.
  folder: (/^(?:serve|buzz)$/.test(env.npm_lifecycle_event ?? '') && env.INIT_CWD) || process.cwd(),
  locale,
  defaultData: () => join(dataPlace(), 'feishu-buzz-relay'),
  fetch: (url, init) => fetch(url, init),
  seats: (way) => createPaidFetch(() => ({ fetch: way, closeAllConnections: async () => undefined })),
  practice: () => ({ name: locale === 'zh-CN' ? '练习' : 'Practice', ...openPractice() }),
  practiceGroups,
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  ended,
}).catch((reason: unknown) => {
  log.error('uncaught', reason);
  return 1;
});
// Timers of the engine that was put down must not hold the process.
process.exit(code);
