import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../test/support/disk/temp-folder';
import { openLog } from './log';
import { redact } from './redact';

const secret = 'dskLLdkasdjlasdKKLD3kdlskdlKDSdk';

describe('redact', () => {
  it.each([
    ['an App Secret', `app secret is ${secret}.`, secret],
    ['a tenant token', 'with t-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234', 'GEDXTB6'],
    ['a token of a relay', `with fbr_a1a1a1a1a1a1_${'Zy-_9'.repeat(8)}abc`, 'Zy-_9'],
    ['a bearer header', 'Authorization: Bearer abc.def', 'abc.def'],
    ['a mobile', 'call 13812345678 now', '13812345678'],
    ['a mobile with its country', 'call +8613812345678', '138123'],
    ['a foreign mobile', 'call +4915112345678', '151123'],
    ['a mobile with dashes', 'call 138-1234-5678', '5678'],
    ['a mobile with spaces', 'call 138 1234 5678 now', '1234'],
    ['a mobile with spaces elsewhere', 'call 13812 345678', '345678'],
    ['a mobile with dots', 'call 138.1234.5678', '5678'],
    ['a spaced mobile with its country', 'call +86 138 1234 5678', '1234'],
    ['a mobile with its country in brackets', 'call (+86) 138-1234-5678', '1234'],
    ['a mobile with dashes that do not break', 'call 138\u20111234\u20115678', '5678'],
    ['a mobile of full width', '请拨 １３８１２３４５６７８', '３４５'],
    ['a mobile between marks of direction', 'call \u202d138\u200b12345678\u202c', '45678'],
    ['a spaced foreign mobile', 'call +49 (151) 123 456 78', '456'],
    ['a secret without digits', 'secret dskLLkdasjdlasdKKLDkdskdlskdlKDSdk.', 'dskLL'],
    ['a secret in lower case', 'secret abcdefghijklmnopqrstuvwxyzabcdef', 'abcdefgh'],
    ['an e-mail address', 'ask li.lei@example.com', 'li.lei'],
  ])('takes %s out of a text', (_what, text, hidden) => {
    expect(redact(text)).not.toContain(hidden);
  });

  it('removes secrets and texts by their keys at any depth', () => {
    const clean = JSON.stringify(redact({ a: [{ appSecret: 'short', text: '数据库挂了', to: { name: '李雷' } }] }));
    for (const hidden of ['short', '数据库', '李雷']) expect(clean).not.toContain(hidden);
  });

  it('cleans the message, stack and cause of an error', () => {
    const error = new Error(`bad ${secret}`, { cause: new Error(secret) });
    const clean = JSON.stringify(redact(error));
    expect(clean).not.toContain(secret);
    expect(clean).toContain('bad [secret]');
  });

  it('keeps what support needs: codes, log ids and Feishu ids', () => {
    const detail = { code: 230023, logId: '20240607103233A1B2C3', messageId: 'om_dc13264520392913993dd051dba21dcf' };
    expect(redact(detail)).toEqual(detail);
    const lines = [
      'connect ECONNREFUSED 192.168.100.100:7480',
      'took 1384 ms, 2026-11-30 12:13:14.151, 16.384 MB',
      'at processTicksAndRejections (node:internal/process/task_queues:105:5)',
      'Chrome/130.0.6723.137 Electron/33.2.1',
    ];
    for (const line of lines) expect(redact(line)).toBe(line);
  });

  it('comes to an end on a value that contains itself', () => {
    const loop: { self?: unknown } = {};
    loop.self = loop;
    expect(() => JSON.stringify(redact(loop))).not.toThrow();
  });
});

describe('openLog', () => {
  it('writes to its folder, without private details', () => {
    const folder = tempFolder();
    openLog(folder, { console: false }).error('ipc-failed', { request: 'saveWorkspace', reason: new Error(secret) });
    const text = readFileSync(join(folder, 'main.log'), 'utf8');
    expect(text).toContain('saveWorkspace');
    expect(text).not.toContain(secret);
  });

  it('never grows beyond two files of its size, both for their owner only', () => {
    const folder = tempFolder();
    const log = openLog(folder, { console: false, maxSize: 4_000 });
    for (let line = 0; line < 1_000; line += 1) log.info('line', { number: line });
    const files = readdirSync(folder).sort();
    const stats = files.map((name) => statSync(join(folder, name)));
    const last = readFileSync(join(folder, 'main.log'), 'utf8');
    expect(files).toEqual(['main.log', 'main.old.log']);
    for (const { size } of stats) expect(size).toBeLessThan(4_200);
    if (process.platform !== 'win32') for (const { mode } of stats) expect(mode & 0o077).toBe(0);
    expect(last).toContain('{"number":999}');
  });
});
