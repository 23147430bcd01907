/**
 * Progress on stderr, so that a person sees what takes time and stdout stays free for answers. A long step speaks up
 * again every ten seconds.
 */

const started = Date.now();

/** @param {number} ms */
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** @param {string} text */
export function say(text) {
  process.stderr.write(`[${seconds(Date.now() - started).padStart(7)}] ${text}\n`);
}

/**
 * Runs one long step with a line before, during and after. `work` may call `note` with its progress.
 * @template T
 * @param {string} title
 * @param {(note: (detail: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const from = Date.now();
  let detail = '';
  say(`${title} …`);
  const reminder = setInterval(() => say(`${title} … ${seconds(Date.now() - from)}${detail && `, ${detail}`}`), 10_000);
  try {
    const value = await work((text) => {
      detail = text;
    });
    say(`${title}: done in ${seconds(Date.now() - from)}`);
    return value;
  } finally {
    clearInterval(reminder);
  }
}
