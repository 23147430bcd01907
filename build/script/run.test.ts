import { expect, it } from 'vitest';
import { Stop, together } from './run.mjs';

it('waits for all that goes on side by side before it says what went wrong first', async () => {
  const done: string[] = [];
  const work = async (name: string, after: Promise<void>, fails: boolean) => {
    await after;
    done.push(name);
    if (fails) throw new Stop(name);
    return name;
  };
  const late = new Promise<void>((resolve) => setImmediate(resolve));
  const failing = together([
    work('types', late, true),
    work('packages', Promise.resolve(), true),
    work('build', late, false),
  ]);
  await expect(failing).rejects.toThrow(new Stop('types'));
  expect(done.toSorted()).toEqual(['build', 'packages', 'types']);
  await together([work('ready', late, false)]);
  expect(done.at(-1)).toBe('ready');
});
