import { expect, it } from 'vitest';
import { createVirtualClock } from '../../../test/support/clock/virtual-clock';
import { createPageProgress } from './page-progress';

const setUp = () => {
  const clock = createVirtualClock();
  const page = createPageProgress((ms) => clock.sleep(ms));
  const came: string[] = [];
  void page.opening.then(() => came.push('opening'));
  void page.drawn.then(() => came.push('drawn'));
  void page.shown.then(() => came.push('shown'));
  return { clock, page, came };
};

it('leaves Chromium a few steps after the page itself, then waits for its content', async () => {
  const { clock, page, came } = setUp();
  page.served();
  await clock.advance(19);
  expect(came).toEqual([]);
  await clock.advance(1);
  expect(came).toEqual(['opening']);
  page.served();
  await clock.advance(500);
  expect(came).toEqual(['opening']);
  page.painted();
  await clock.advance(0);
  expect(came).toEqual(['opening', 'drawn']);
});

it('takes a page that is painted early for drawn as soon as it opens', async () => {
  const { clock, page, came } = setUp();
  page.served();
  page.painted();
  await clock.advance(20);
  expect(came).toEqual(['opening', 'drawn']);
});

it('waits for no page that asks for no file, or is not painted', async () => {
  const { clock, page, came } = setUp();
  await clock.advance(1000);
  expect(came).toEqual(['opening']);
  page.served();
  await clock.advance(1000);
  expect(came).toEqual(['opening', 'drawn']);
});

it('leaves the program the time to come after it', async () => {
  const { clock, page, came } = setUp();
  page.served();
  page.painted();
  await clock.advance(20);
  await clock.advance(249);
  expect(came).toEqual(['opening', 'drawn']);
  await clock.advance(1);
  expect(came).toEqual(['opening', 'drawn', 'shown']);
});
