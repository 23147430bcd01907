import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { proof, request, sayTo } from '../../../../test/support/desk/served-command-line';
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
    alsoWatched: [],
    onChanged: vi.fn(),
    onReach: vi.fn(),
  });
});
afterAll(() => {
  served.close();
});

const at = () => readEndpoint(home) ?? { socket: '', token: '' };

describe('the socket', () => {
  it('says nothing at all to bytes without the token', async () => {
    const noise = fc.oneof(fc.uint8Array({ maxLength: 500 }), fc.string({ unit: 'binary' }), fc.json());
    await fc.assert(
      fc.asyncProperty(noise, async (bytes) => {
        expect(await sayTo(at().socket, bytes)).toBe('');
      }),
      { numRuns: 150 },
    );
    const { socket, token } = at();
    for (const word of ['', 'x', token.slice(1), `${token}x`, token.toLowerCase()]) {
      const hello = {
        version: protocolVersion,
        nonce: 'n',
        proof: proof({ socket, token: word }, 'client-hello', 'n'),
      };
      expect(await sayTo(socket, JSON.stringify(hello))).toBe('');
      const said = { ...hello, token: word, proof: word };
      expect(await sayTo(socket, JSON.stringify(said))).toBe('');
    }
    expect(run).not.toHaveBeenCalled();
  });

  it('runs no malformed command, even with the right proofs', async () => {
    const field = fc.oneof(fc.jsonValue(), fc.constantFrom('send', 'quit', 'connect', 'app', 'sms', 'auto'));
    const command = fc.dictionary(
      fc.constantFrom('kind', 'to', 'text', 'via', 'mode', 'yes', 'wait', 'id', 'force', 'secret', '__proto__'),
      field,
    );
    const rest = fc.record(
      { locale: field, json: field, workspace: field, command: fc.oneof(field, command), more: field },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(rest, async (fields) => {
        fc.pre(!CommandRequest.safeParse({ proof: '', ...JSON.parse(JSON.stringify(fields)) }).success);
        expect(await request(home, fields)).toBe('{"kind":"refused"}');
      }),
      { numRuns: 200 },
    );
    expect(run).not.toHaveBeenCalled();
    expect(JSON.stringify(report.mock.calls)).not.toContain(at().token);
  });

  it('still serves a proper command afterwards', async () => {
    const proper = { locale: null, json: true, workspace: null, command: { kind: 'open' } };
    expect(await request(home, proper)).toContain('"kind":"end"');
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
