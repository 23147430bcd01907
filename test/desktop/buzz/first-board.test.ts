import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { launchShown } from '../../support/desktop/launch-app';
import { compose, says } from '../../support/pages/screens';

// No empty moment between Buzz and the first board.

test('the first board takes the place of the draft with no empty moment between them', async () => {
  await using buzz = await launchShown();
  const { page } = buzz;
  const assets = await readdir(join(import.meta.dirname, '../../../dist/renderer/assets'));
  const chunk = assets.find((name) => /^board-screen-.*\.js$/.test(name));
  // As text, because Vitest would change an `import` so that it fails in the page. The idle page has fetched it already.
  await page.evaluate(`import('./assets/${chunk}').then(() => null)`);
  const form = compose(page);
  await form.to.fill('李雷');
  await form.suggestion('李雷').first().click();
  await form.message.fill('请看一下告警');
  await says(form.plan, /1 message/);
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    // Runs after each change of the page, before it is painted.
    new MutationObserver(() => {
      const words = document.querySelector('main')?.textContent ?? '';
      const what = words === '' ? 'nothing' : document.querySelector('h1') ? 'board' : 'draft';
      if (seen.at(-1) !== what) seen.push(what);
    }).observe(document.body, { childList: true, subtree: true });
  });
  await form.buzz.click();
  await page.getByRole('region', { name: 'People' }).waitFor();
  const seen = await page.evaluate(() => ('seen' in window ? window.seen : null));
  expect(seen).toContain('board');
  expect(seen).not.toContain('nothing');
});
