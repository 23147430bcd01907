import { _electron } from 'playwright-core';
import { keepPeople } from '../../support/disk/keep-people';
import { bigCompany, keystrokes } from '../in-node/big-company';
import { quantile, round } from '../in-node/quantile';
import type { BenchDesktop } from './electron-run';

const goalMs = 16;
const rounds = 5;

/**
 * Runs in the page: types each query, and measures the time (ms) until its rows were laid out, ready for the next frame,
 * and until two frames had been painted after that. A screen shows a frame every 16.7 ms, so the second number includes
 * up to two frames of waiting; the first one is the work, and the goal is about that one.
 */
const typeAll = async (queries: readonly string[]): Promise<{ ready: number; painted: number }[]> => {
  const field = document.querySelector<HTMLInputElement>('input[role="combobox"]');
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  if (!field || !setter) throw new Error('there is no field to type into');
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now())));
  const times: { ready: number; painted: number }[] = [];
  for (const query of queries) {
    let last = 0;
    let painted = 0;
    // The rows may stay the same, but the field always changes.
    const seen = new MutationObserver(() => {
      document.body.getBoundingClientRect();
      last = performance.now();
      void frame()
        .then(frame)
        .then((now) => {
          painted = now;
        });
    });
    seen.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
    const from = performance.now();
    setter.call(field, query);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    // Nothing has changed for a while: the answer has arrived and is drawn.
    do await frame();
    while (performance.now() - Math.max(last, from) < 70);
    seen.disconnect();
    times.push({ ready: last - from, painted: painted - from });
  }
  return times;
};

/** Measures keystroke → list of results in the running app. */
export const searchPainted = async (
  desktop: BenchDesktop,
  home: string,
  people: number,
  say: (what: string) => void,
) => {
  say(`typing ${keystrokes.length} keys into the app among ${people} people`);
  await keepPeople(home, bigCompany(people));
  const app = await _electron.launch({
    executablePath: desktop.electron,
    args: [...desktop.args, desktop.root],
    cwd: desktop.root,
    env: { ...(process.env as Record<string, string>), FEISHU_BUZZ_HOME: home },
    colorScheme: null,
  });
  try {
    const page = app.windows()[0] ?? (await app.firstWindow());
    await page.waitForURL(/\/index\.html/);
    const field = page.locator('input[role="combobox"]').first();
    await field.waitFor();
    await app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) {
        window.show();
        window.focus();
      }
    });
    await field.focus();
    // All names have been read when a search finds the last one.
    await field.fill(`${people - 1}@lianxi`);
    await page.getByRole('option').first().waitFor({ timeout: 60_000 });
    await page.evaluate(typeAll, keystrokes.slice(0, 40));
    // A key's time is the median of some rounds: other programs run as well.
    const all: { ready: number; painted: number }[][] = [];
    for (let round = 0; round < rounds; round += 1) all.push(await page.evaluate(typeAll, keystrokes));
    const median = (of: 'ready' | 'painted') =>
      keystrokes.map((_, key) =>
        quantile(
          all.flatMap((times) => times[key]?.[of] ?? []),
          0.5,
        ),
      );
    const ready = median('ready');
    const painted = median('painted');
    const of = (values: readonly number[]) => ({
      p50: round(quantile(values, 0.5)),
      p95: round(quantile(values, 0.95)),
    });
    return {
      people,
      keys: keystrokes.length,
      readyMs: { ...of(ready), max: round(Math.max(...ready)) },
      goalMs,
      paintedMs: of(painted),
    };
  } finally {
    await app.close();
  }
};
