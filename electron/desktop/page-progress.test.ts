import { expect, it } from 'vitest';
import { createVirtualClock } from '../../test/support/virtual-clock';
import { createPageProgress } from './page-progress';

const setUp = () => {
  const clock = createVirtualClock();
  const page = createPageProgress((ms) => clock.sleep(ms));
  const came: string[] = [];
  void page.opening.then(() => came.push('opening'));
  void page.busy.then(() => came.push('busy'));
  void page.shown.then(() => came.push('shown'));
  return { clock, page, came };
};

it('leaves Chromium a few steps after the page itself, then waits for its files to be handed over', async () => {
  const { clock, page, came } = setUp();
  page.served();
  await clock.advance(19);
  expect(came).toEqual([]);
  await clock.advance(1);
  expect(came).toEqual(['opening']);
  page.served();
  await clock.advance(5);
  page.served();
  await clock.advance(7);
  expect(came).toEqual(['opening']);
  await clock.advance(1);
  expect(came).toEqual(['opening', 'busy']);
});

it('takes a page that had its files early for busy as soon as it opens', async () => {
  const { clock, page, came } = setUp();
  page.served();
  page.served();
  await clock.advance(20);
  expect(came).toEqual(['opening', 'busy']);
});

it('waits for no page that asks for nothing, or for nothing more', async () => {
  const { clock, page, came } = setUp();
  await clock.advance(1000);
  expect(came).toEqual(['opening']);
  page.served();
  await clock.advance(1000);
  expect(came).toEqual(['opening', 'busy']);
});

it('leaves a page that has its files the time to draw itself', async () => {
  const { clock, page, came } = setUp();
  page.served();
  page.served();
  await clock.advance(20);
  await clock.advance(249);
  expect(came).toEqual(['opening', 'busy']);
  await clock.advance(1);
  expect(came).toEqual(['opening', 'busy', 'shown']);
});
