import { readFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { requests } from '../../../electron/contract/ipc/ipc';
import { type RequestName, requestNames } from '../../../electron/contract/ipc/ipc-names';
import { CommandRequest } from '../../../electron/desktop/command-line/protocol/command';
import { readEndpoint } from '../../../electron/desktop/command-line/protocol/endpoint';
import { protocolVersion } from '../../../electron/desktop/command-line/protocol/reply';
import { launched } from '../../support/desktop/launched';
import { aGif, aPng, pngHead } from '../../support/feishu/pictures';
import { type PracticeRemote, practiceIn } from '../../support/feishu/practice-remote';

// A compromised page sends the real program every kind of request, and so does another program of the same user that has
// read the token of the socket. The result must be nothing: no crash, no bug in the log, nothing sent, kept or lost.

let practice: PracticeRemote;

const buzz = launched({ shown: true });
beforeAll(async () => {
  practice = await practiceIn(buzz.page);
});

/** Everything that the program keeps, and everything that left it. */
const everything = async () => {
  const files = ['settings.json', 'groups.json', 'drafts.json', 'rooms.json', 'vault.json'];
  const kept = await Promise.all(files.map((name) => readFile(join(buzz.home, name), 'utf8').catch(() => null)));
  const calls = await practice.calls();
  const activity = await buzz.page.evaluate(() =>
    window.buzz.listActivity({ before: null, limit: 200, query: '', outcome: null }),
  );
  // The directory reads in the background; calls with an effect are no GET.
  const sent = calls.filter(({ api, method }) => method !== 'GET' && api !== 'token').map(({ path }) => path);
  return { kept, activity, sent, windows: buzz.app.windows().length };
};
const alive = async () => {
  expect(await buzz.page.evaluate(() => window.buzz.getStartup().then(({ ok }) => ok))).toBe(true);
  expect(buzz.output()).not.toMatch(/ipc-failed|uncaught|unhandled|command-failed/);
};

/** Calls the page's bridge. A value that cannot cross it throws in the page. */
const ask = (questions: readonly (readonly [RequestName, unknown])[]): Promise<string[]> =>
  buzz.page.evaluate(
    (list) =>
      Promise.all(
        list.map(async ([name, input]) => {
          const bridge = window.buzz as unknown as Record<string, (input: unknown) => Promise<unknown>>;
          try {
            const answer = (await bridge[name]?.(input)) as { ok: boolean; problem?: { advice: string } };
            return answer.ok ? `${name}: done` : String(answer.problem?.advice);
          } catch {
            return 'did not cross';
          }
        }),
      ),
    questions.map(([name, input]) => [name, input] as [RequestName, unknown]),
  );

describe('a compromised page', () => {
  test('gets a refusal for every request with invalid input, and nothing changes', async () => {
    const before = await everything();
    const fields = fc.dictionary(
      fc.constantFrom('id', 'text', 'pinned', 'query', 'people', 'planId', 'gesture', 'workspaceId', 'link', 'limit'),
      fc.jsonValue(),
    );
    const input = fc.oneof(
      fc.anything({ withBigInt: true, withDate: true, maxDepth: 3 }),
      fc.jsonValue(),
      fields,
      fc.constantFrom(Number.NaN, -0, Number.POSITIVE_INFINITY, '\ud800', '\0', '__proto__', 'x'.repeat(300_000)),
    );
    const samples = fc.sample(input, { numRuns: 25 * requestNames.length, seed: 20261123 });
    const questions = samples.flatMap((value, index): [RequestName, unknown][] => {
      const name = requestNames[index % requestNames.length] ?? 'getStartup';
      const fits = requests[name].from.includes('popup') && requests[name].input().safeParse(value).success;
      return fits ? [] : [[name, value]];
    });
    expect(questions.length).toBeGreaterThan(20 * requestNames.length);
    const answers = await ask(questions);
    expect([...new Set(answers)].filter((answer) => answer !== 'did not cross')).toEqual(['request-invalid']);
    await alive();
    expect(await everything()).toEqual(before);
  });

  test('achieves nothing with values that only a page has', async () => {
    const before = await everything();
    const answers = await buzz.page.evaluate(
      async (names) => {
        const circle: { self?: unknown } = {};
        circle.self = circle;
        let deep: unknown = 1;
        for (let level = 0; level < 2_000; level += 1) deep = [deep];
        const trap = Object.defineProperty({}, 'id', {
          enumerable: true,
          get: () => {
            throw new Error('trap');
          },
        });
        const values: readonly unknown[] = [
          ...[circle, deep, trap, new Map([['id', 1]]), new Set([1]), new Uint8Array(10_000), new ArrayBuffer(8)],
          ...[document.body, window, () => 1, Symbol('x'), Promise.resolve(1), /x/g, new Error('x'), new Proxy({}, {})],
          ...[new Array(1_000).fill({ id: 1 }), Object.create(null), new Date(Number.NaN), 10n ** 100n],
        ];
        const bridge = window.buzz as unknown as Record<string, (...inputs: unknown[]) => Promise<unknown>>;
        const seen = new Set<string>();
        for (const name of names)
          for (const value of values) {
            try {
              const answer = (await bridge[name]?.(value)) as { ok: boolean; problem?: { advice: string } };
              seen.add(
                answer.ok ? `${name} took ${Object.prototype.toString.call(value)}` : String(answer.problem?.advice),
              );
            } catch {
              seen.add('did not cross');
            }
          }
        return [...seen].sort();
      },
      requestNames.filter((name) => requests[name].input().safeParse(undefined).success === false),
    );
    expect(answers).toEqual(['did not cross', 'request-invalid']);
    await alive();
    expect(await everything()).toEqual(before);
  });

  test('gets a picture or a refusal for any bytes, and what is taken for a picture can be shown', async () => {
    const whole = [aPng({ width: 40, height: 30 }), aGif({ frames: 3, width: 9 }), pngHead(60_000, 60_000)];
    const given = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      // Cut, with bytes that were changed, or with more behind its end.
      fc
        .tuple(fc.constantFrom(...whole), fc.nat(400), fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 8 }))
        .map(([bytes, length, changes]) => {
          const some = Uint8Array.from(bytes.subarray(0, Math.max(length, 40)));
          for (const [at, byte] of changes) some[at % some.length] = byte;
          return some;
        }),
    );
    const pictures = [...fc.sample(given, { numRuns: 80, seed: 17 }), ...whole].map((bytes) => [...bytes]);
    const answers = await buzz.page.evaluate(async (all) => {
      const seen: string[] = [];
      for (const bytes of all)
        for (const scale of [false, true]) {
          const taken = await window.buzz.addPicture({ bytes: Uint8Array.from(bytes), scale });
          const shown = taken.ok ? await window.buzz.getPicture({ id: taken.value.id }) : taken;
          seen.push(shown.ok ? shown.value.slice(0, 11) : shown.problem.advice);
        }
      return seen;
    }, pictures);
    expect(answers).toHaveLength(2 * pictures.length);
    expect(new Set(answers)).toEqual(new Set(['data:image/', 'picture-kind', 'picture-too-large-kind']));
    await alive();
  });

  test('finds nothing behind well-formed ids that do not exist', async () => {
    const before = await everything();
    const questions: [RequestName, unknown][] = [
      ['confirmBuzz', { planId: 'plan_0123456789', gesture: 'paid' }],
      ['getBoard', { id: 'bz_0123456789' }],
      ['planAgain', { id: 'bz_0123456789', channel: 'phone', people: ['x'] }],
      ['recallBuzz', { id: 'bz_0123456789' }],
      ['stopBuzz', { id: 'bz_0123456789' }],
      ['undoBuzz', { id: 'bz_0123456789' }],
      ['continueLadder', { id: 'bz_0123456789', gesture: 'paid' }],
      ['tryNow', { id: 'bz_0123456789' }],
      ['getDiagnostics', { id: 'bz_0123456789' }],
      ['getReport', { id: 'bz_0123456789' }],
      ['planNote', { id: 'bz_0123456789', kind: 'follow-up', text: 'x' }],
      ['planNote', { id: 'bz_0123456789', kind: 'report', chatId: 'oc_x' }],
      ['confirmNote', { planId: 'plan_0123456789' }],
      ['repeatNote', { id: 'bz_0123456789', note: 'n' }],
      ['getHelp', { id: 'bz_0123456789', person: 'ou_x' }],
      ['openChat', { id: 'bz_0123456789', person: 'ou_x' }],
      ['getNumber', { id: 'bz_0123456789', person: 'ou_x' }],
      ['repeatBuzz', { id: 'bz_0123456789' }],
      ['deleteGroup', { id: 'grp_0123456789' }],
      ['switchWorkspace', { workspaceId: 'ws_0123456789' }],
      ['deleteData', { what: 'everything', consent: 'yes' }],
    ];
    for (const [name, input] of questions) expect(requests[name].input().safeParse(input).success, name).toBe(true);
    const answers = await ask(questions);
    for (const [index, answer] of answers.entries()) {
      expect(answer, questions[index]?.[0]).not.toMatch(/done|internal|did not cross/);
    }
    await alive();
    expect(await everything()).toEqual(before);
  });
});

describe('another program at the socket', () => {
  /** Everything that the app answers to a line before it hangs up. */
  const say = (line: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = createConnection(readEndpoint(buzz.home)?.socket ?? '');
      let heard = '';
      socket.setEncoding('utf8');
      socket.on('data', (chunk: string) => {
        heard += chunk;
      });
      socket.once('error', () => undefined);
      socket.once('close', () => resolve(heard));
      socket.write(`${line}\n`);
    });

  test('gets no answer without the token, and with it a refusal for anything that is no command', async () => {
    const before = await everything();
    const token = readEndpoint(buzz.home)?.token ?? '';
    const command = fc.dictionary(
      fc.constantFrom('kind', 'to', 'text', 'via', 'yes', 'id', '__proto__'),
      fc.jsonValue(),
    );
    const requestLike = fc.record({
      version: fc.constantFrom(protocolVersion, 99, null),
      command,
      workspace: fc.jsonValue(),
    });
    for (const fields of fc.sample(requestLike, { numRuns: 60, seed: 5 })) {
      const line = JSON.stringify({ ...fields, locale: null, json: true });
      expect(await say(line)).toBe('');
      const withWord = { ...JSON.parse(line), token };
      if (CommandRequest.safeParse(withWord).success) continue;
      expect(await say(JSON.stringify(withWord))).toMatch(/^\{"kind":"(refused|wrong-version)"\}\n$/);
    }
    await alive();
    expect(await everything()).toEqual(before);
  });
});
