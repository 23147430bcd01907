import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../test/support/relay/image';

const relay = join(import.meta.dirname, '../../electron/relay');
const operations = readFileSync(join(relay, 'OPERATIONS.md'), 'utf8');
const sources = readdirSync(relay, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join(relay, name), 'utf8'))
  .join('\n');
const metricsIn = (text: string): readonly string[] => [...new Set(text.match(/\b(?:feishu_buzz|process)_\w+/g) ?? [])];

interface Rule {
  alert: string;
  expr: string;
  labels: { severity: string };
  annotations: { summary: string };
}
const { groups } = readYaml<{ groups: readonly { rules: readonly Rule[] }[] }>('alerts.yml');
const rules = groups.flatMap((group) => group.rules);

describe('the rules for Prometheus', () => {
  it('are about metrics that the relay tells', () => {
    expect(rules.length).toBeGreaterThan(10);
    const told = metricsIn(sources.replace(/feishu_buzz\.\w+/g, ''));
    for (const metric of metricsIn(rules.map(({ expr }) => expr).join('\n'))) expect(told).toContain(metric);
  });

  it('are each explained, with what to do, and say how urgent they are', () => {
    for (const { alert, labels, annotations } of rules) {
      expect(operations).toContain(`\`${alert}\``);
      expect(labels.severity).toMatch(/^(?:page|ticket)$/);
      expect(annotations.summary).toMatch(/\.$/);
    }
  });
});

it('every metric of the relay is explained', () => {
  const named = sources.match(/(?:name: '|^ {2})((?:feishu_buzz|process)_\w+)'?[,:]/gm) ?? [];
  const told = metricsIn(named.join('\n'));
  expect(told.length).toBeGreaterThan(12);
  for (const metric of told) expect(operations).toContain(`\`${metric}\``);
});
