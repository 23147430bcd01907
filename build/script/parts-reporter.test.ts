import { expect, it } from 'vitest';
import { createPartsReporter } from './parts-reporter.mjs';

type Reporter = ReturnType<typeof createPartsReporter>;
type ModuleOf<Hook extends keyof Reporter> = Parameters<NonNullable<Reporter[Hook]>>[0];

const file = (project: string, states: readonly string[], loaded = true) =>
  ({
    project: { name: project },
    children: { allTests: () => states.map((state) => ({ result: () => ({ state }) })) },
    state: () => (loaded ? 'passed' : 'failed'),
    errors: () => (loaded ? [] : [new Error('cannot be loaded')]),
  }) as unknown as ModuleOf<'onTestModuleEnd'>;

it('tells of a part when its last file is over, whichever of its projects that is in, and of all parts at the end', () => {
  const said: string[] = [];
  let time = 1_000;
  const reporter = createPartsReporter({
    partOf: (project) => (project === 'screens' ? 'unit' : project),
    write: (text) => said.push(text),
    now: () => time,
  });
  const files = [
    file('unit', ['passed', 'passed', 'skipped']),
    file('screens', ['failed', 'passed']),
    file('desktop', [], false),
  ];
  const [unit, screens, desktop] = files;
  reporter.onTestRunStart?.(files as unknown as ModuleOf<'onTestRunStart'>);
  for (const each of files) reporter.onTestModuleQueued?.(each);
  time += 90_000;
  reporter.onTestModuleEnd?.(unit!);
  expect(said).toEqual([]);
  reporter.onTestModuleEnd?.(screens!);
  expect(said.splice(0)).toEqual(['\nPart over: unit          3 passed, 1 FAILED, 1 skipped in 2 files · 1.5 min\n\n']);
  reporter.onTestModuleEnd?.(desktop!);
  expect(said.splice(0).join('')).toContain('desktop       0 passed, 1 FAILED in 1 file · 1.5 min');
  reporter.onTestRunEnd?.([], [], 'failed');
  expect(said.join('').trim().split('\n')).toHaveLength(3);
});
