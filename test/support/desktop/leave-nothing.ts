import { afterAll, expect } from 'vitest';
import { until } from '../clock/until';
import { ownDesktop } from './desktop-session';
import { processesOf } from './run-buzz';

// An app that a failed test leaves behind keeps the hotkey and an icon in the tray, and every later file of this desktop
// fails for it. It is ended here, and told by the file that left it.
afterAll(async () => {
  const { XAUTHORITY: ours } = ownDesktop().env;
  if (ours === undefined) return;
  // The parts of the desktop itself do not have the second variable.
  const left = async () =>
    (await processesOf(ours)).filter(({ environment }) => environment.includes('FEISHU_BUZZ_VIRTUAL_SCREEN='));
  await until('programs quit', async () => (await left()).length === 0, 10_000).catch(() => undefined);
  const remained = await left();
  for (const { pid } of remained) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself just now.
    }
  }
  expect(remained.map(({ command }) => command)).toEqual([]);
});
