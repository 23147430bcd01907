import { BaseSequencer } from 'vitest/node';

/**
 * The files that take longest, measured. On a fresh clone Vitest knows sizes alone, and some of these are short to read: begun
 * last, one of them keeps a worker busy for minutes while the others have nothing left to do.
 */
const longest = [
  'test/desktop/screens/screens.test.ts',
  'test/desktop/buzz/board-window.test.ts',
  'test/desktop/shell/command-line.test.ts',
  'test/desktop/faults/bad-input.test.ts',
  'test/desktop/connect/newcomer.test.ts',
  'test/desktop/buzz/hand-over.test.ts',
  'test/desktop/faults/broken-answers.test.ts',
  'test/desktop/connect/connect.test.ts',
  'test/desktop/buzz/pictures.test.ts',
  'test/desktop/screens/settings.test.ts',
  'test/desktop/screens/tasks.test.ts',
  'test/desktop/buzz/buzz-a-group.test.ts',
  'test/desktop/screens/large-text.test.ts',
  'test/desktop/screens/overflow.test.ts',
  'test/desktop/packaging/packaged.test.ts',
  'test/integration/ledger/relay-trials.test.ts',
  'test/integration/ledger/relay-conditions.test.ts',
  'test/integration/relay/alertmanager.test.ts',
  'test/integration/relay/relay-traces.test.ts',
];

/** @param {string} file an absolute path */
const placeOf = (file) => {
  const place = longest.findIndex((each) => file.replaceAll('\\', '/').endsWith(`/${each}`));
  return place < 0 ? longest.length : place;
};

/** Begins the longest files of each project first, the others in Vitest's own order. */
export class LongFirst extends BaseSequencer {
  /**
   * @override
   * @param {import('vitest/node').TestSpecification[]} files
   */
  async sort(files) {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project.name))];
    return projects.flatMap((name) =>
      sorted
        .filter(({ project }) => project.name === name)
        .sort((one, other) => placeOf(one.moduleId) - placeOf(other.moduleId)),
    );
  }
}
