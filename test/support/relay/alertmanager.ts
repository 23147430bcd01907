import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { until } from '../clock/until';

/** Name of Debian's program; elsewhere the project's own name may be in the way of another one. */
const program = 'prometheus-alertmanager';

/** True if this machine has Alertmanager. */
export const hasAlertmanager = (): boolean => spawnSync(program, ['--version']).status === 0;

/** An alert as its API takes it. It fires until `endsAt`. */
export interface PostedAlert {
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
  endsAt?: string;
}

export interface Alertmanager {
  post(...alerts: readonly PostedAlert[]): Promise<void>;
}

/** Where its notifications go: to all of these addresses, by a token in this file. */
export interface Receiver {
  urls: readonly string[];
  tokenFile: string;
}

/**
 * Starts a real Alertmanager for the running test, in this folder of its own, on this computer alone. An alert goes to the receiver
 * that its label `team` names; alerts of one name are a group, told within a second and again every five.
 */
export const startAlertmanager = async (
  folder: string,
  receivers: Readonly<Record<string, Receiver>>,
): Promise<Alertmanager> => {
  const names = Object.keys(receivers);
  const config = {
    route: {
      receiver: names[0],
      group_by: ['alertname'],
      group_wait: '100ms',
      group_interval: '1s',
      repeat_interval: '5s',
      routes: names.map((name) => ({ matchers: [`team="${name}"`], receiver: name })),
    },
    receivers: Object.entries(receivers).map(([name, { urls, tokenFile }]) => ({
      name,
      webhook_configs: urls.map((url) => ({
        url,
        send_resolved: true,
        http_config: { authorization: { credentials_file: tokenFile } },
      })),
    })),
  };
  const file = join(folder, 'alertmanager.yml');
  // YAML takes JSON.
  writeFileSync(file, JSON.stringify(config));
  const args = [
    `--config.file=${file}`,
    `--storage.path=${join(folder, 'alertmanager')}`,
    '--web.listen-address=127.0.0.1:0',
    '--cluster.listen-address=',
  ];
  const child = spawn(program, args, { env: { PATH: process.env.PATH }, stdio: ['ignore', 'ignore', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  child.stderr.on('data', (part) => {
    said += String(part);
  });
  const address = await until('Alertmanager is up', () => {
    if (child.exitCode !== null) throw new Error(`Alertmanager ended: ${said}`);
    return /msg="Listening on" address=(\S+)/.exec(said)?.[1] ?? null;
  });
  const api = `http://${address}/api/v2`;
  await until('Alertmanager is ready', async () => (await fetch(`${api}/status`).catch(() => null))?.ok ?? false);
  return {
    post: async (...alerts) => {
      const answer = await fetch(`${api}/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(alerts),
      });
      if (!answer.ok) throw new Error(`Alertmanager took no alert: ${answer.status} ${await answer.text()}`);
    },
  };
};
