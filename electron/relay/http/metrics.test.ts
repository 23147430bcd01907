import { expect, it } from 'vitest';
import { createMetrics } from './metrics';

it('tells counters and gauges, the rare counters with 0 from the start, and leaves out what cannot be read now', async () => {
  const metrics = createMetrics([
    { name: 'ready', help: 'Ready.', read: () => [{ labels: { of: 'a"b\n' }, value: 2 }] },
    { name: 'away', help: 'Away.', read: () => Promise.reject(new Error('away')) },
  ]);
  metrics.count('feishu_buzz_wishes_total', { end: 'made' });
  metrics.count('feishu_buzz_ladder_news_total', { kind: 'held' });
  const lines = (await metrics.text()).split('\n').filter((line) => !line.startsWith('#'));
  expect(lines).toEqual([
    'feishu_buzz_wishes_total{end="made"} 1',
    'feishu_buzz_ladder_news_total{kind="held"} 1',
    'feishu_buzz_ladder_news_total{kind="missed"} 0',
    'feishu_buzz_ladder_news_total{kind="ended-outside"} 0',
    'feishu_buzz_ladder_news_total{kind="left"} 0',
    'feishu_buzz_storage_failed_total 0',
    'ready{of="a_b_"} 2',
    '',
  ]);
});
