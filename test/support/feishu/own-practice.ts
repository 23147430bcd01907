import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { tokenHeader } from '../../../electron/practice/control/token';
import { until } from '../clock/until';
import { type PracticeRemote, practiceAt } from './practice-remote';

const script = join(import.meta.dirname, '../../../build/practice.mjs');

/** Time that bundling and starting it may take (ms), beside much else. */
const longMs = 180_000;

/** A practice Feishu in a process of its own, which goes on whatever the test's own process does. */
export interface OwnPractice {
  baseUrl: string;
  controlToken: string;
  /** Its first app. */
  app: PracticeApp;
  remote: PracticeRemote;
  /** Opens another app in the same company, with open_ids of its own. */
  openApp(): Promise<PracticeApp>;
  close(): void;
}

export interface PracticeApp {
  appId: string;
  appSecret: string;
}

/** Starts `npm run practice` on a free port, in which no one ever reads. */
export const ownPractice = async (): Promise<OwnPractice> => {
  const child = spawn(process.execPath, [script, '--port', '0', '--speed', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (part) => {
    said += String(part);
  });
  child.stderr.on('data', (part) => {
    said += String(part);
  });
  const told = () => {
    if (child.exitCode !== null) throw new Error(`practice ended: ${said}`);
    return /Base URL\s+(\S+)\s+App ID\s+(\S+)\s+App Secret\s+(\S+)\s+Control\s+(\S+)/.exec(said);
  };
  const up = until('practice is up', told, longMs);
  up.catch(() => child.kill('SIGKILL'));
  const [, baseUrl = '', appId = '', appSecret = '', controlToken = ''] = await up;
  return {
    baseUrl,
    controlToken,
    app: { appId, appSecret },
    remote: practiceAt({ baseUrl, controlToken }),
    openApp: async () => {
      const answer = await fetch(`${baseUrl}/_practice/apps`, {
        method: 'POST',
        headers: { [tokenHeader]: controlToken },
        body: '{}',
      });
      return (await answer.json()) as PracticeApp;
    },
    close: () => void child.kill('SIGKILL'),
  };
};
