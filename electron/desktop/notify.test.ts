import { expect, it, vi } from 'vitest';
import { BuzzId } from '../contract/ids';
import type { Locale } from '../contract/settings';
import type { LadderNews } from '../core/buzz/ladder/news';
import { createNotify } from './notify';

const id = BuzzId.parse('bz_night');

const desktop = (locale: Locale) => {
  const shown: { options: Record<string, unknown>; events: Map<string, () => void>; closed: boolean }[] = [];
  class Notification {
    readonly #own;

    constructor(options: object) {
      this.#own = { options: { ...options }, events: new Map<string, () => void>(), closed: false };
    }

    on(event: string, listener: () => void) {
      this.#own.events.set(event, listener);
      return this;
    }

    show() {
      shown.push(this.#own);
    }

    close() {
      this.#own.closed = true;
    }
  }
  const open = vi.fn();
  const notify = createNotify({ Notification: Notification as never, locale: () => locale, open });
  return { notify, shown, open };
};

const held: LadderNews = { kind: 'held', id, title: '值班组', channel: 'phone', people: 2, problem: null };
const missed: LadderNews = {
  kind: 'missed',
  id,
  title: 'On call',
  rungs: [
    { channel: 'sms', dueAt: new Date(2026, 0, 5, 3, 7).getTime() },
    { channel: 'phone', dueAt: new Date(2026, 0, 5, 3, 12).getTime() },
  ],
};

it('says loudly what waits for a decision, and stays until it is taken', () => {
  const { notify, shown } = desktop('zh-CN');
  notify(held);
  expect(shown[0]?.options).toMatchObject({ title: '需要你决定：值班组', urgency: 'critical', timeoutType: 'never' });
  expect(shown[0]?.options.body).toContain('电话（2 人）');
});

it('names every step that was missed, with its time', () => {
  const { notify, shown } = desktop('en-US');
  notify(missed);
  expect(shown[0]?.options).toMatchObject({ title: 'Missed by the ladder: On call' });
  expect(shown[0]?.options.body).toContain('03:07 SMS, 03:12 phone call');
});

it('opens the board on a click', () => {
  const { notify, shown, open } = desktop('en-US');
  notify(held);
  shown[0]?.events.get('click')?.();
  expect(open).toHaveBeenCalledExactlyOnceWith(id);
});

it('shows the newest about a buzz in place of the one before', () => {
  const { notify, shown } = desktop('en-US');
  notify(held);
  notify(missed);
  expect(shown.map(({ closed }) => closed)).toEqual([true, false]);
});
