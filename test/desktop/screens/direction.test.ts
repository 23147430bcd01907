import { expect, test } from 'vitest';
import { launched } from '../../support/desktop/launched';

const buzz = launched({ shown: true });

test('a name with a control of direction turns around no number beside it', async () => {
  const isInOrder = await buzz.page.evaluate(() => {
    const line = document.createElement('p');
    line.append(
      ...['值班组\u202e', '12'].map((text) => {
        const part = document.createElement('span');
        part.textContent = text;
        return part;
      }),
    );
    document.body.append(line);
    const digits = line.lastElementChild?.firstChild;
    if (!digits) return null;
    const left = (at: number) => {
      const range = document.createRange();
      range.setStart(digits, at);
      range.setEnd(digits, at + 1);
      return range.getBoundingClientRect().left;
    };
    const order = left(0) < left(1);
    line.remove();
    return order;
  });
  expect(isInOrder).toBe(true);
});
