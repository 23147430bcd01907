import { join } from 'node:path';
import log from 'electron-log/node';
import { redact } from './redact';

/** What happened, as a fixed word, with details that are cleaned before they are written. */
export interface Log {
  info(what: string, detail?: unknown): void;
  warn(what: string, detail?: unknown): void;
  error(what: string, detail?: unknown): void;
}

/** Then the file becomes main.old.log, in place of the one before, and a new one begins. Bytes. */
const defaultMaxSize = 1_000_000;

/**
 * A log in `folder`/main.log. electron-log's Node build, because its Electron build listens to whatever a page sends.
 */
export const openLog = (folder: string, options: { console: boolean; maxSize?: number }): Log => {
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
