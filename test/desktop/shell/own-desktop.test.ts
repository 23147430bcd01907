import { expect, inject, test } from 'vitest';
import { ownDesktop } from '../../support/desktop/desktop-session';
import { launchApp } from '../../support/desktop/launch-app';
import { processesOn } from '../../support/desktop/run-buzz';

// What the other tests rest on: one app at a time on a desktop, and none left on it unseen.

test('an app, even a hidden one, is found on the desktop of its test and on no other', async () => {
  const own = ownDesktop();
  const others = inject('desktops').filter(({ claim }) => claim !== own.claim);
  const pidsOn = async (desktop: typeof own) => (await processesOn(desktop)).map(({ pid }) => pid);
  expect(await pidsOn(own)).toEqual([]);
  await using buzz = await launchApp({ args: ['--hidden'] });
  const pid = buzz.app.process().pid;
  expect(await pidsOn(own)).toEqual([pid]);
  for (const other of others) expect(await pidsOn(other)).not.toContain(pid);
});
