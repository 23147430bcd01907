import { afterAll, afterEach, expect } from 'vitest';
import { until } from '../clock/until';
import { screenshot } from './desktop';
import { claimDesktop, leaveDesktop, ownDesktop } from './desktop-session';
import { processesOn } from './run-buzz';

await claimDesktop();

// What was to be seen when a test failed tells more than what it waited for.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  const name = `failed-${task.name.replace(/\W+/g, '-').slice(0, 60)}`;
  await screenshot(name).catch(() => undefined);
});

// An app that a failed test leaves behind keeps the hotkey and an icon in the tray, and every later file of this desktop
// fails for it. It is ended here, and told by the file that left it.
afterAll(async () => {
  const left = () => processesOn(ownDesktop());
  await until('programs quit', async () => (await left()).length === 0, 10_000).catch(() => undefined);
  const remained = await left();
  for (const { pid } of remained) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself just now.
    }
  }
  leaveDesktop();
  expect(remained.map(({ command }) => command)).toEqual([]);
});
