import { _electron } from 'playwright-core';
import { keepPeople } from '../../support/disk/keep-people';
import { bigCompany, keystrokes } from '../in-node/big-company';
import { quantile, round } from '../in-node/quantile';
import type { BenchDesktop } from './electron-run';

/** Goal for the slowest keys, as a multiple of the time in which the same window paints as many rows that it has. */
const goal = 1.3;
const rounds = 5;

interface Painted {
  /** Until the rows were laid out, ready for the next frame (ms). */
  ready: number;
  /** Until two frames had been painted after that (ms). A screen shows one each 16.7 ms. */
  painted: number;
}

/** Runs in the page: types each query, then shows the rows of each once more, as they are, in place of the list. */
const typeAll = async (queries: readonly string[]): Promise<{ typed: Painted[]; fixed: Painted[] }> => {
  const field = document.querySelector<HTMLInputElement>('input[role="combobox"]');
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  if (!field || !setter) throw new Error('there is no field to type into');
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now())));
  const timed = async (act: () => void): Promise<Painted> => {
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
    act();
    // Nothing has changed for a while: the answer has arrived and is drawn.
    do await frame();
    while (performance.now() - Math.max(last, from) < 70);
    seen.disconnect();
    return { ready: last - from, painted: painted - from };
  };
  const typed: Painted[] = [];
  const shown: Node[][] = [];
  for (const query of queries) {
    typed.push(
      await timed(() => {
        setter.call(field, query);
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }),
    );
    shown.push([...(document.querySelector('[role="listbox"]')?.childNodes ?? [])].map((row) => row.cloneNode(true)));
  }
  const list = document.querySelector('[role="listbox"]');
  const place = list?.cloneNode(false);
  if (!list || !(place instanceof HTMLElement)) throw new Error('there is no list of results');
  list.after(place);
  if (list instanceof HTMLElement) list.hidden = true;
  const fixed: Painted[] = [];
  for (const rows of shown) fixed.push(await timed(() => place.replaceChildren(...rows, new Text(''))));
  place.remove();
  if (list instanceof HTMLElement) list.hidden = false;
  return { typed, fixed };
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
    const all: { typed: Painted[]; fixed: Painted[] }[] = [];
    for (let round = 0; round < rounds; round += 1) all.push(await page.evaluate(typeAll, keystrokes));
    const slowest = (which: 'typed' | 'fixed', of: keyof Painted) => {
      const each = keystrokes.map((_, key) => all.flatMap((times) => times[which][key]?.[of] ?? []));
      const medians = each.map((times) => quantile(times, 0.5));
      return { p50: quantile(medians, 0.5), p95: quantile(medians, 0.95) };
    };
    const rounded = ({ p50, p95 }: { p50: number; p95: number }) => ({ p50: round(p50), p95: round(p95) });
    const ours = slowest('typed', 'painted');
    const fixed = slowest('fixed', 'painted');
    return {
      people,
      keys: keystrokes.length,
      readyMs: rounded(slowest('typed', 'ready')),
      paintedMs: rounded(ours),
      fixedMs: rounded(fixed),
      ratio: round(ours.p95 / fixed.p95, 3),
      goal,
    };
  } finally {
    await app.close();
  }
};
