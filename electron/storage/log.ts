import { join } from 'node:path';
import log from 'electron-log/node';
import { makePrivateFolder } from './private/private-files';
import { redact } from './redact';

/** The log: `what` is a fixed word; `detail` is redacted before it is written. */
export interface Log {
  info(what: string, detail?: unknown): void;
  warn(what: string, detail?: unknown): void;
  error(what: string, detail?: unknown): void;
}

/** Size at which main.log replaces main.old.log and a new file begins (bytes). */
const defaultMaxSize = 1_000_000;

/**
 * Opens the log in `folder`/main.log. Uses electron-log's Node build, because its Electron build accepts messages from pages.
 */
export const openLog = (folder: string, options: { console: boolean; maxSize?: number }): Log => {
  makePrivateFolder(folder);
  const logger = log.create({ logId: folder });
  logger.transports.console.level = options.console ? 'info' : false;
  logger.transports.file.level = 'info';
  logger.transports.file.maxSize = options.maxSize ?? defaultMaxSize;
  logger.transports.file.resolvePathFn = () => join(folder, 'main.log');
  logger.transports.file.writeOptions = { mode: 0o600, flag: 'a', encoding: 'utf8' };

  const write = (level: 'info' | 'warn' | 'error') => (what: string, detail?: unknown) => {
    if (detail === undefined) logger[level](what);
    else logger[level](what, JSON.stringify(redact(detail)));
  };
  return { info: write('info'), warn: write('warn'), error: write('error') };
};
