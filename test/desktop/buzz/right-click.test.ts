import { expect, test } from 'vitest';
import { until } from '../../support/clock/until';
import { pressKeys } from '../../support/desktop/desktop';
import { isPopupShown } from '../../support/desktop/launch-app';
import { launched } from '../../support/desktop/launched';
import { compose } from '../../support/pages/screens';

const buzz = launched({ shown: true });

test('the right button pastes into the message, and the window stays', async () => {
  const { page, app } = buzz;
  const { message } = compose(page);
  await app.evaluate(({ clipboard }) => clipboard.writeText('订单库磁盘 91%'));
  await message.click({ button: 'right' });
  // Cut and copy are off in an empty field, so the first step down leads to Paste.
  await until('the text is pasted', async () => {
    await pressKeys('Down');
    await pressKeys('Return');
    return (await message.inputValue()).startsWith('订单库磁盘 91%');
  });
  expect(await isPopupShown(buzz)).toBe(true);
});
