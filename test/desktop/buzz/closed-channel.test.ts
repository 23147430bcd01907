import { beforeAll, expect, test } from 'vitest';
import { until } from '../../support/clock/until';
import { launched } from '../../support/desktop/launched';
import { type PracticeRemote, practiceIn } from '../../support/feishu/practice-remote';
import { objectionsOf } from '../../support/pages/axe';
import { picture, whatDoesNotFit } from '../../support/pages/looks';
import { compose } from '../../support/pages/screens';
import { inTheme } from '../../support/pages/settled';

// A channel whose scope the app lacks, as Feishu itself says: it is not offered, and offered again once it is granted.

const smsScopes = ['im:message.urgent:sms', 'im:message.urgent:sms_send'];
let practice: PracticeRemote;

const buzz = launched({ shown: true });
beforeAll(async () => {
  practice = await practiceIn(buzz.page);
  await practice.change({ revokeScopes: smsScopes });
});

/** Changes the message and waits for its plan. */
const planAnew = async () => {
  const { message, plan } = compose(buzz.page);
  await message.pressSequentially(' ');
  await buzz.page.locator('[role="status"]:not([data-old])').and(plan).waitFor();
};

test('a channel without its scope is shown, tells why, and sends nothing', async () => {
  const { page } = buzz;
  const form = compose(page);
  await form.favorite('值班组').click();
  await form.message.fill('订单库主从延迟 300 秒，请 5 分钟内上线确认。');
  await until('the scopes are known', async () => {
    await planAnew();
    return (await form.channel('SMS').getAttribute('aria-disabled')) === 'true';
  });
  await page.keyboard.press('Alt+2');
  await page.getByRole('alert').filter({ hasText: 'im:message.urgent:sms' }).waitFor();
  expect(await form.channel('In-app').getAttribute('aria-checked')).toBe('true');
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((change) => window.buzz.changeSettings(change), { theme });
    await inTheme(page, theme);
    await picture(page, `compose-closed-channel-${theme}`);
    expect(await objectionsOf(page)).toEqual([]);
    expect(await whatDoesNotFit(page)).toEqual([]);
  }
});

test('it is offered again once its scope is granted', async () => {
  const { page } = buzz;
  const form = compose(page);
  await practice.change({ grantScopes: smsScopes });
  await until('the channel is offered', async () => {
    await planAnew();
    return (await form.channel('SMS').getAttribute('aria-disabled')) === null;
  });
  await page.keyboard.press('Alt+2');
  await form.hold.waitFor();
  expect(await practice.calls('urgent_sms')).toEqual([]);
});
