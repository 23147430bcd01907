import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type RanBuzz, runBuzz } from '../../support/desktop/run-buzz';
import { filesWith } from '../../support/disk/find-bytes';
import { sharedTempFolder } from '../../support/disk/temp-folder';
import { sharedCompany } from '../../support/feishu/a-company';

// `npm run buzz -- connect --scan` from a fresh data folder, with a person in front of practice's launcher page.

const home = join(sharedTempFolder(), 'home');
const company = sharedCompany({ readingSpeed: 0 });

afterAll(async () => {
  await runBuzz(['quit', '--force'], { home });
});

/** Scans; the person answers on the page as soon as its link is whole on stderr. */
const scan = async (answer: 'approve' | 'refuse', ...more: string[]): Promise<RanBuzz> => {
  company.answerScan({ interval: 0.2 });
  const pressed: Promise<Response>[] = [];
  const ran = await runBuzz(['connect', '--scan', '--base-url', company.baseUrl, '--json', ...more], {
    home,
    onStderr: (stderr) => {
      const link = /^(http:\S+page\/launcher\?\S+)\n/m.exec(stderr)?.[1];
      if (!link || pressed.length > 0) return;
      const headers = { Origin: company.baseUrl, 'Sec-Fetch-Site': 'same-origin' };
      pressed.push(fetch(link, { method: 'POST', headers, body: new URLSearchParams({ answer }) }));
    },
  });
  expect(
    (await Promise.all(pressed)).map(({ status }) => status),
    ran.stderr,
  ).toEqual([200]);
  return ran;
};

test('declined, it ends with 1 and saves nothing', async () => {
  const ran = await scan('refuse');
  expect([ran.exit, JSON.parse(ran.stdout).problem.code], ran.stderr).toEqual([1, null]);
  expect(JSON.parse(ran.stdout).problem.advice).toContain('declined');
});

test('confirmed, the next command buzzes a real person, and the secret is in no output, file or log', async () => {
  const ran = await scan('approve');
  expect(ran.exit, ran.stderr).toBe(0);
  const { appId, ...rest } = JSON.parse(ran.stdout);
  expect(rest).toEqual({ workspace: 'Feishu Buzz', brand: 'custom', missing: [] });
  const sent = await runBuzz(['send', '--to', '李雷', '--text', '试一下', '--json'], { home });
  expect([sent.exit, JSON.parse(sent.stdout).practice], sent.stderr).toEqual([0, false]);
  const buzzes = company.log.entries.filter(({ api, app }) => api === 'urgent_app' && app === appId);
  expect(buzzes.flatMap(({ did }) => did.buzzed?.map(({ name }) => name) ?? [])).toEqual(['李雷']);
  const secret = company.secrets().at(-1) ?? '';
  expect(secret).toMatch(/^[0-9a-f]{32}$/);
  expect(`${ran.stdout}${ran.stderr}${sent.stdout}${sent.stderr}`).not.toContain(secret);
  expect(await filesWith(home, secret)).toEqual([]);
});
