import { randomBytes } from 'node:crypto';
import { endpoints } from './api/endpoints';
import { createHttp } from './create-http';
import { type CompanyOptions, type CreatedPractice, createPractice } from './create-practice';
import { listen } from './server/loopback';

export type { OpenedApp } from './create-practice';

export interface PracticeOptions extends CompanyOptions {
  /** Port on 127.0.0.1; 0 or absent: a free one. */
  port?: number;
}

/** A practice Feishu that listens. */
export interface Practice extends Omit<CreatedPractice, 'server' | 'end'> {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  readonly baseUrl: string;
  readonly port: number;
  /** What the control paths ask for; a new one for each run. */
  readonly controlToken: string;
  /** Stops listening, cuts open connections, ends every wait. */
  close(): Promise<void>;
}

/** Starts a practice Feishu on 127.0.0.1. Rejects like any server when the port is taken. */
export const startPractice = async (options: PracticeOptions = {}): Promise<Practice> => {
  const { server, end, ...practice } = createPractice(options);
  const controlToken = randomBytes(16).toString('hex');
  const http = createHttp(server, endpoints, controlToken);
  const port = await listen(http, options.port ?? 0);
  return {
    ...practice,
    baseUrl: `http://127.0.0.1:${port}`,
    port,
    controlToken,
    async close() {
      end();
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      });
    },
  };
};
