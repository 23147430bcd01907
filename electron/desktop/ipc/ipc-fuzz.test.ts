import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { fakeRequestHost } from '../../../test/support/bridge/request-host';
import { ok } from '../../contract/advice/problem';
import { requests } from '../../contract/ipc/ipc';
import { requestNames } from '../../contract/ipc/ipc-names';
import { type Handlers, serveIpc } from './ipc-host';
import { type Contents, createKnownWindows } from './known-windows';

// Main answers bad requests with a problem and does nothing: no handler gets an input that its schema refuses, or
// a request from a window that may not make it.

const contents = (id: number): Contents => ({ id, isDestroyed: () => false, send: vi.fn(), once: vi.fn() });

const setUp = () => {
  const { ipcMain, ask } = fakeRequestHost();
  const reached: { name: string; input: unknown }[] = [];
  const report = vi.fn();
  const windows = createKnownWindows();
  windows.add(contents(1), 'popup');
  windows.add(contents(2), 'connect');
  windows.add(contents(3), 'board');
  const handlers = Object.fromEntries(
    requestNames.map((name) => [
      name,
      (input: unknown) => {
        reached.push({ name, input });
        return ok(undefined);
      },
    ]),
  ) as unknown as Handlers;
  serveIpc({
    ipcMain,
    windows,
    handlers: { first: Promise.resolve(handlers), later: Promise.resolve(handlers) },
    report,
  });
  return { ask, reached, report };
};

/** The windows that `setUp` knows. */
const senders = [
  { id: 1, kind: 'popup' },
  { id: 2, kind: 'connect' },
  { id: 3, kind: 'board' },
] as const;

const page = { url: 'app://buzz/index.html', parent: null };
const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withNullPrototype: true,
  withSparseArray: true,
  maxDepth: 4,
});
/** Inputs with the names of the contract's fields and arbitrary values. */
const lookalike = fc.dictionary(
  fc.constantFrom(
    'id',
    'text',
    'pinned',
    'query',
    'people',
    'channel',
    'workspaceId',
    'planId',
    'gesture',
    'link',
    'limit',
    'before',
    'to',
    'form',
    '__proto__',
    'constructor',
  ),
  anything,
  { maxKeys: 6 },
);
const garbage = fc.oneof(anything, lookalike, fc.array(lookalike, { maxLength: 3 }));
const refused = { ok: false, problem: { code: null, advice: 'request-invalid', params: {}, logId: null } };

describe('the IPC host', () => {
  it('answers an input that the schema refuses with a problem, without calling the handler', async () => {
    const { ask, reached, report } = setUp();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...requestNames),
        garbage,
        fc.constantFrom(...senders),
        async (name, input, sender) => {
          const may = requests[name].from.includes(sender.kind);
          const parsed = requests[name].input().safeParse(input);
          reached.length = 0;
          const answer = await ask(name, sender.id, page, input);
          if (may && parsed.success) expect(reached).toEqual([{ name, input: parsed.data }]);
          else {
            expect(reached).toEqual([]);
            expect(answer).toEqual(refused);
          }
        },
      ),
      { numRuns: 4_000 },
    );
    expect(report.mock.calls.every(([what]) => what === 'ipc-refused')).toBe(true);
  });

  it('calls no handler for a sender, a frame or a page that is not the app’s own', async () => {
    const { ask, reached } = setUp();
    const frames = fc.oneof(
      fc.constant(null),
      fc.record({
        url: fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.constantFrom('about:blank', 'app://buzz.evil/', 'app:buzz', 'APP://BUZZ@x/'),
        ),
        parent: fc.constant(null),
      }),
      fc.record({ url: fc.constant(page.url), parent: fc.object() }),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...requestNames), fc.integer(), frames, async (name, id, senderFrame) => {
        // A frame that is gone cannot be answered.
        expect(await ask(name, id, senderFrame)).toEqual(senderFrame && refused);
        expect(await ask(name, id < 4 && id > 0 ? 4 : id, page)).toEqual(refused);
      }),
      { numRuns: 1_000 },
    );
    expect(reached).toEqual([]);
  });
});
