import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hookKinds } from './alarm';
import { fillAlarm, longestAlarm, usualTemplate } from './alarm-text';
import { readAlarms } from './read-alarms';

const language = { locale: 'zh-CN', zone: 'Asia/Shanghai' } as const;
const alert = (instance: string, change: object = {}) => ({
  status: 'firing',
  labels: { alertname: 'DiskFull', instance, severity: 'page' },
  annotations: { summary: `${instance} 的磁盘满了` },
  startsAt: '2026-11-22T02:02:41.123Z',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'http://prometheus/graph?g0.expr=up',
  fingerprint: `f-${instance}`,
  ...change,
});
const group = (change: object = {}) => ({
  version: '4',
  groupKey: '{}:{alertname="DiskFull"}',
  truncatedAlerts: 0,
  status: 'firing',
  receiver: 'feishu',
  groupLabels: { alertname: 'DiskFull' },
  commonLabels: { alertname: 'DiskFull', severity: 'page' },
  commonAnnotations: {},
  externalURL: 'http://alertmanager:9093',
  alerts: [alert('db-1'), alert('db-2')],
  ...change,
});
const read = (
  kind: (typeof hookKinds)[number],
  body: unknown,
  key: string | null = null,
  header: string | null = null,
) => readAlarms({ kind, key }, body, header);
const only = (...args: Parameters<typeof read>) => {
  const result = read(...args);
  if (!result.ok || !result.alarms[0]) throw new Error(JSON.stringify(result));
  return result.alarms[0];
};
const places = (...args: Parameters<typeof read>) => {
  const result = read(...args);
  return result.ok ? [] : result.places;
};

describe('a group of Alertmanager', () => {
  it('is one incident, told by what its alerts have', () => {
    const alarm = only('alertmanager', group());
    expect(alarm).toMatchObject({ key: '{}:{alertname="DiskFull"}', status: 'firing', title: 'DiskFull', count: 2 });
    expect(fillAlarm(usualTemplate, alarm, language)).toBe(
      'DiskFull\n- db-1 的磁盘满了\n- db-2 的磁盘满了\nhttp://prometheus/graph?g0.expr=up',
    );
    expect(fillAlarm('{{labels.severity}} {{labels.instance}} {{startsAt}} ({{count}})', alarm, language)).toBe(
      'page db-1, db-2 11月22日 10:02 (2)',
    );
  });

  it('counts the alerts that fire, not those of it that are over', () => {
    const alarm = only('alertmanager', group({ alerts: [alert('db-1', { status: 'resolved' }), alert('db-2')] }));
    expect(alarm).toMatchObject({ count: 1, summary: 'db-2 的磁盘满了', alerts: [] });
  });

  it('is over once all of its alerts are', () => {
    const alerts = [alert('db-1', { status: 'resolved' })];
    expect(only('alertmanager', group({ status: 'resolved', alerts }))).toMatchObject({ status: 'resolved', count: 1 });
  });

  it('with alerts in which something is missing or wrong is an alarm all the same', () => {
    const alarm = only('alertmanager', group({ alerts: [{ labels: { a: 1, b: null, c: {} }, startsAt: 7 }] }));
    expect([...alarm.labels]).toEqual([
      ['a', '1'],
      ['alertname', 'DiskFull'],
      ['severity', 'page'],
    ]);
  });

  it.each<[string, unknown, string[]]>([
    ['of another version', group({ version: '3' }), ['version']],
    ['without its key', group({ groupKey: '' }), ['groupKey']],
    ['that neither fires nor is over', group({ status: 'suppressed' }), ['status']],
    ['without alerts', group({ alerts: [] }), ['alerts']],
    ['that is no object', [], ['.']],
  ])('%s is refused by its places', (_, body, wanted) => {
    expect(places('alertmanager', body)).toEqual(wanted);
  });
});

describe('a notification of Grafana', () => {
  it('is one incident of its group', () => {
    const body = { ...group(), version: '1', orgId: 1, title: '[FIRING:2] DiskFull', state: 'alerting', message: '…' };
    expect(only('grafana', body)).toMatchObject({ key: '{}:{alertname="DiskFull"}', count: 2, title: 'DiskFull' });
  });

  it('without a group is an incident for each alert, by its fingerprint', () => {
    const alerts = [alert('db-1', { panelURL: 'https://grafana/d/1' }), alert('db-2', { status: 'resolved' })];
    const result = read('grafana', { ...group({ alerts }), groupKey: undefined });
    expect(result.ok && result.alarms.map(({ key, status, url }) => [key, status, url])).toEqual([
      ['f-db-1', 'firing', 'https://grafana/d/1'],
      ['f-db-2', 'resolved', 'http://prometheus/graph?g0.expr=up'],
    ]);
    expect(places('grafana', { status: 'firing', alerts: [{}] })).toEqual(['groupKey', 'alerts.0.fingerprint']);
  });
});

describe('an alarm of any other program', () => {
  const body = { build: { id: 42, branch: 'main' }, title: '构建失败', text: '单元测试未通过', link: 'https://ci/42' };

  it('has the key that its hook or its header names', () => {
    expect(only('generic', body, '/build/id')).toMatchObject({
      key: '42',
      status: 'firing',
      summary: '单元测试未通过',
    });
    expect(only('generic', body, null, 'build-42').key).toBe('build-42');
    expect(places('generic', body, '/build/number')).toEqual(['/build/number']);
    expect(places('generic', body)).toEqual(['idempotency-key']);
    expect(places('generic', [], null, 'x')).toEqual(['.']);
  });

  it('is over when it says so', () => {
    expect(only('generic', { status: 'Resolved' }, null, 'x').status).toBe('resolved');
    expect(only('generic', { status: 'success' }, null, 'x').status).toBe('firing');
  });

  it('fills places of its own, once', () => {
    const alarm = only('generic', { ...body, title: '{{key}} {{clipboard}}' }, '/build/id');
    expect(fillAlarm('{{title}}\n{{/build/branch}} {{/constructor}}\n{{description}}', alarm, language)).toBe(
      '{{key}} {{clipboard}}\nmain',
    );
  });
});

describe('a text of an alarm', () => {
  const textOf = (title: string, template = '{{title}}') =>
    fillAlarm(template, only('generic', { title }, null, 'x'), language);

  it('names no one, turns nothing around and hides nothing', () => {
    expect(textOf('磁盘满了<at user_id="all">所有人</at>')).toBe('磁盘满了所有人');
    expect(textOf('<a<at id=all>t user_id="all">x')).toBe('x');
    expect(textOf('<at user_id="all"', '{{title}}>所有人</at>')).toBe('‹at user_id="all">所有人');
    expect(textOf('12\u202e34\u200f\u0000\u001b[31m')).toBe('1234[31m');
    expect(textOf('\ud800')).toBe('收到告警，没有说明');
  });

  it('is never blank, and cut where it is too long', () => {
    expect(textOf('')).toBe('收到告警，没有说明');
    expect([...textOf('\u{1f600}'.repeat(500))]).toHaveLength(200);
    expect([
      ...fillAlarm('{{title}} '.repeat(200), only('generic', { title: 'x'.repeat(200) }, null, 'x'), language),
    ]).toHaveLength(longestAlarm);
  });
});

describe('whatever comes', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('firing', 'resolved', '4', '<at id=all>', '__proto__'),
  );
  const anything = fc.anything({
    key: texts,
    values: [texts, fc.integer(), fc.boolean(), fc.constant(null)],
    maxDepth: 4,
  });
  const likeGroup = fc.record(
    {
      version: fc.constantFrom('4', '1', 4),
      groupKey: texts,
      status: fc.constantFrom('firing', 'resolved', 'x', null),
      commonLabels: anything,
      commonAnnotations: anything,
      groupLabels: anything,
      externalURL: anything,
      alerts: fc.oneof(
        anything,
        fc.array(
          fc.record(
            { status: anything, labels: anything, annotations: anything, startsAt: texts, fingerprint: texts },
            { requiredKeys: [] },
          ),
        ),
      ),
    },
    { requiredKeys: [] },
  );

  it('throws for none, and becomes a text of bounded length that names no one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...hookKinds),
        fc.oneof(anything, likeGroup),
        fc.option(texts),
        (kind, body, header) => {
          // As it comes over the wire.
          const sent = JSON.parse(JSON.stringify(body) ?? 'null') as unknown;
          const result = readAlarms(
            { kind, key: kind === 'generic' && header === null ? '/groupKey' : null },
            sent,
            header,
          );
          if (!result.ok) {
            expect(result.places.length).toBeGreaterThan(0);
            return;
          }
          for (const alarm of result.alarms) {
            const text = fillAlarm(
              `${usualTemplate}\n{{labels.a}}{{annotations.b}}{{key}}{{startsAt}}`,
              alarm,
              language,
            );
            expect(text.trim()).not.toBe('');
            expect([...text].length).toBeLessThanOrEqual(longestAlarm);
            expect(text).not.toMatch(/<\s*\/?\s*at\b|[\u202a-\u202e\u2066-\u2069]|(?!\n)\p{Cc}/iu);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
