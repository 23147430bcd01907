import { expect, test } from 'vitest';
import { until } from '../../support/clock/until';
import { connectPage, keepLinks, launchShown } from '../../support/desktop/launch-app';
import { filesWith, heapOf } from '../../support/disk/find-bytes';
import { sharedCompany } from '../../support/feishu/a-company';
import { objectionsOf } from '../../support/pages/axe';
import { picture, whatDoesNotFit } from '../../support/pages/looks';

// From the welcome to a buzz of one's own by one scan, with a person in front of practice's launcher page.

const company = sharedCompany({ readingSpeed: 0 });

test('a newcomer scans, confirms, and is offered a buzz of their own; the secret is in no page or file', async () => {
  company.answerScan({ interval: 0.2 });
  await using buzz = await launchShown({ newcomer: true });
  const { page, app } = buzz;
  const links = await keepLinks(app);
  await page.getByRole('button', { name: 'Connect Feishu or Lark' }).click();
  const connect = await connectPage(app);
  /** Opens the link as a person does, and gives it in place of the browser. */
  const opened = async (count: number) => {
    await connect.getByRole('button', { name: 'Open in the browser' }).click();
    return until('the link is opened', async () => (await links())[count - 1] ?? null);
  };
  const button = (name: string) => connect.getByRole('button', { name });
  await connect.getByRole('radio', { name: /^Custom URL/ }).check();
  await connect.getByRole('textbox', { name: 'Base URL' }).fill(company.baseUrl);
  expect(company.log.entries).toEqual([]);
  await button('Show the code').click();
  await connect.getByRole('img', { name: 'QR code to scan with Feishu' }).waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await connect.emulateMedia({ colorScheme });
    // Colors change by and by.
    await until('axe is content', async () => (await objectionsOf(connect)).length === 0);
    expect(await whatDoesNotFit(connect)).toEqual([]);
    await picture(connect, `connect-scan-code-${colorScheme}`);
  }
  company.answerScan({ answer: 'refuse', link: await opened(1) });
  await connect.getByText('The request was declined in Feishu').waitFor();
  await picture(connect, 'connect-scan-declined');
  await button('Show a new code').click();
  await connect.getByRole('img', { name: 'QR code to scan with Feishu' }).waitFor();
  const link = await opened(2);
  const closed = connect.waitForEvent('close');
  company.answerScan({ answer: 'approve', link });
  await closed;
  await page.getByRole('button', { name: 'Later' }).waitFor();
  const secret = company.secrets().at(-1) ?? '';
  expect(secret).toMatch(/^[0-9a-f]{32}$/);
  expect(await heapOf(page)).not.toContain(secret);
  expect(await filesWith(buzz.home, secret)).toEqual([]);
});
