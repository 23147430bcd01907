/**
 * Says what was proved as soon as a part of the tests (unit, integration, desktop) is over, and all of it once more at the
 * end: a whole run takes minutes, and its file-by-file output is long.
 */

/** @typedef {{ files: number, passed: number, failed: number, skipped: number, from: number, until: number }} Part */

const minute = 60_000;
const number = new Intl.NumberFormat('en-US');

/**
 * One line about a part, such as `unit          1,780 passed in 189 files · 2.3 min`.
 * @param {string} name
 * @param {Part} part
 */
export const partLine = (name, part) => {
  const { files, passed, failed, skipped } = part;
  const counts = [
    `${number.format(passed)} passed`,
    ...(failed > 0 ? [`${number.format(failed)} FAILED`] : []),
    ...(skipped > 0 ? [`${number.format(skipped)} skipped`] : []),
  ].join(', ');
  const minutes = ((part.until - part.from) / minute).toFixed(1);
  return `${name.padEnd(13)} ${counts} in ${number.format(files)} ${files === 1 ? 'file' : 'files'} · ${minutes} min`;
};

/**
 * A Vitest reporter, to be used beside the default one.
 * @param {{ partOf: (project: string) => string, write?: (text: string) => void, now?: () => number }} deps
 *   `partOf` names the part of a Vitest project, several projects may make one part
 * @returns {import('vitest/reporters').Reporter}
 */
export const createPartsReporter = ({ partOf, write = (text) => process.stdout.write(text), now = Date.now }) => {
  /** @type {Map<string, Part & { left: number }>} */
  const parts = new Map();
  /** @param {{ project: { name: string } }} module */
  const partNamed = (module) => {
    const part = parts.get(partOf(module.project.name));
    if (!part) throw new Error(`A file of a project that was not announced: ${module.project.name}`);
    return part;
  };
  return {
    onTestRunStart(specifications) {
      parts.clear();
      for (const { project } of specifications) {
        const name = partOf(project.name);
        const part = parts.get(name) ?? { files: 0, passed: 0, failed: 0, skipped: 0, from: 0, until: 0, left: 0 };
        part.left += 1;
        parts.set(name, part);
      }
    },
    onTestModuleQueued(module) {
      const part = partNamed(module);
      if (part.from === 0) part.from = now();
    },
    onTestModuleEnd(module) {
      const part = partNamed(module);
      part.left -= 1;
      part.files += 1;
      for (const test of module.children.allTests()) part[outcomeOf(test)] += 1;
      // A file that could not be loaded has no tests to fail.
      if (module.state() === 'failed' && module.errors().length > 0) part.failed += 1;
      part.until = now();
      if (part.left === 0) write(`\nPart over: ${partLine(partOf(module.project.name), part)}\n\n`);
    },
    onTestRunEnd() {
      if (parts.size < 2) return;
      write('\nWhat was proved:\n');
      for (const [name, part] of parts) write(`  ${partLine(name, part)}\n`);
    },
  };
};

/** @param {{ result(): { state: string } }} test */
function outcomeOf(test) {
  const { state } = test.result();
  return state === 'passed' || state === 'failed' ? state : 'skipped';
}
