import { createConnection } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sharedTempFolder } from '../../../../test/support/disk/temp-folder';
import { readLink } from '../launch/read-link';
import { CommandRequest } from '../protocol/command';
import { readEndpoint } from '../protocol/endpoint';
import { protocolVersion } from '../protocol/reply';
import { type ServedCommandLine, serveCommandLine } from './serve-command-line';

// Nothing runs, from the socket or a link, except a whole, well-formed command with the right token.

const home = sharedTempFolder();
let served: ServedCommandLine;
const run = vi.fn(async () => ({ exit: 0 as const, stdout: '', stderr: '', file: null }));
const report = vi.fn();

beforeAll(async () => {
  served = await serveCommandLine({
    home,
    platform: process.platform,
    env: { XDG_RUNTIME_DIR: home },
    uid: process.getuid?.() ?? null,
    pid: process.pid,
    virtual: false,
    run,
    quit: vi.fn(),
    report,
  });
});
afterAll(() => {
  served.close();
});

/** The server's whole answer to these bytes, until it hangs up. */
const say = (bytes: string | Uint8Array): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = createConnection(served.socket ?? '');
    let heard = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      heard += chunk;
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      // The server hung up while the test was still writing.
      if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') reject(error);
    });
    socket.once('close', () => resolve(heard));
    socket.write(bytes);
    socket.write('\n');
  });
const token = () => readEndpoint(home)?.token ?? '';

describe('the socket', () => {
  it('says nothing at all to bytes without the token', async () => {
    const noise = fc.oneof(fc.uint8Array({ maxLength: 500 }), fc.string({ unit: 'binary' }), fc.json());
    await fc.assert(
      fc.asyncProperty(noise, async (bytes) => {
        expect(await say(bytes)).toBe('');
      }),
      { numRuns: 150 },
    );
    for (const word of ['', 'x', token().slice(1), `${token()}x`, token().toLowerCase()]) {
      const request = { version: protocolVersion, token: word, locale: null, json: true, workspace: null };
      expect(await say(JSON.stringify({ ...request, command: { kind: 'quit', force: true } }))).toBe('');
    }
    expect(run).not.toHaveBeenCalled();
  });

  it('runs no malformed command, even with the right token', async () => {
    const field = fc.oneof(fc.jsonValue(), fc.constantFrom('send', 'quit', 'connect', 'app', 'sms', 'auto'));
    const command = fc.dictionary(
      fc.constantFrom('kind', 'to', 'text', 'via', 'mode', 'yes', 'wait', 'id', 'force', 'secret', '__proto__'),
      field,
    );
    const rest = fc.record(
      { version: field, locale: field, json: field, workspace: field, command: fc.oneof(field, command), more: field },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(rest, fc.boolean(), async (fields, versioned) => {
        const request = { ...fields, ...(versioned ? { version: protocolVersion } : {}), token: token() };
        fc.pre(!CommandRequest.safeParse(JSON.parse(JSON.stringify(request))).success);
        expect(await say(JSON.stringify(request))).toMatch(/^\{"kind":"(refused|wrong-version)"\}\n$/);
      }),
      { numRuns: 200 },
    );
    expect(run).not.toHaveBeenCalled();
    expect(JSON.stringify(report.mock.calls)).not.toContain(token());
  });

  it('still serves a proper command afterwards', async () => {
    const request = { version: protocolVersion, token: token(), locale: null, json: true, workspace: null };
    expect(await say(JSON.stringify({ ...request, command: { kind: 'open' } }))).toContain('"kind":"end"');
    expect(run).toHaveBeenCalledOnce();
  });
});

describe('a link', () => {
  it('is read as a group and a text within their limits, or not at all', () => {
    const piece = fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 200 }), fc.webFragments());
    const link = fc
      .tuple(
        fc.constantFrom('feishu-buzz://', 'FEISHU-BUZZ:', 'feishu-buzz:///', 'https://'),
        fc.constantFrom('compose', 'send', 'compose/', 'compose/../send', 'user@compose', ''),
        fc.dictionary(fc.constantFrom('group', 'text', 'yes', 'via'), piece),
        piece,
      )
      .map(([scheme, place, query, tail]) => `${scheme}${place}?${new URLSearchParams(query)}${tail}`);
    fc.assert(
      fc.property(fc.oneof(link, fc.string({ unit: 'binary' })), (text) => {
        const read = readLink(text);
        if (read === null) return;
        expect(text.toLowerCase()).toMatch(/^feishu-buzz:/);
        expect((read.group ?? '').length).toBeLessThanOrEqual(60);
        expect(read.text.length).toBeLessThanOrEqual(5_000);
        expect(`${read.group}${read.text}`).not.toMatch(/[^\P{Cc}\n\t]/u);
      }),
      { numRuns: 3_000 },
    );
  });
});
