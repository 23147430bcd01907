import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempFolder } from '../../../test/support/disk/temp-folder';
import { readArguments } from '../config/arguments';
import { readConfig } from '../config/config';
import { runHookTest } from './hook-test';

const firing = {
  version: '4',
  groupKey: '{}:{alertname="DiskFull"}',
  status: 'firing',
  alerts: [{ status: 'firing', labels: { alertname: 'DiskFull' }, annotations: { summary: '只剩 3%' } }],
};
const resolved = { ...firing, status: 'resolved', alerts: [{ ...firing.alerts[0], status: 'resolved' }] };
const hook = { id: 'alerts', kind: 'alertmanager', to: ['值班组'], reply: true };

/** Runs `serve hook test` with these files, for these webhooks. */
const tested = (files: Record<string, unknown>, args: readonly string[] = [], hooks: readonly object[] = [hook]) => {
  const folder = tempFolder();
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  const config = readConfig(JSON.stringify({ hooks }), { folder, locale: 'zh-CN' });
  if (!config.ok) throw new Error(JSON.stringify(config.faults));
  const command = readArguments(['hook', 'test', ...Object.keys(files), ...args]);
  if (command.kind !== 'hook-test') throw new Error(JSON.stringify(command));
  return runHookTest(command, { config: config.value, folder, locale: 'en-US' });
};

describe('serve hook test', () => {
  it('shows what payloads do one after the other: opens, repeats, closes, nothing', () => {
    const said = tested({ a: firing, b: firing, c: resolved, d: resolved }, ['--json']);
    expect([said.exit, said.stderr]).toEqual([0, '']);
    const { files, ...of } = JSON.parse(said.stdout) as { files: { alarms: object[]; refused: null }[] };
    expect(of).toEqual({ hook: 'alerts', kind: 'alertmanager', workspace: 'practice' });
    expect(files.map(({ alarms }) => alarms)).toMatchObject([
      [
        {
          key: firing.groupKey,
          status: 'firing',
          does: 'opens',
          wish: { to: ['值班组'], via: 'app', paid: false, text: 'DiskFull\n只剩 3%' },
        },
      ],
      [{ does: 'repeats' }],
      [{ does: 'closes', reply: '已恢复：DiskFull' }],
      [{ does: 'nothing' }],
    ]);
  });

  it('says it for people, and that nothing was sent', () => {
    const said = tested({ a: firing, b: resolved });
    expect(said.stdout.split('\n')).toEqual([
      'Webhook alerts (alertmanager), workspace practice',
      '',
      'a',
      '  It makes a buzz',
      '  Incident: {}:{alertname="DiskFull"}',
      '  To: 值班组',
      '  Channel: in-app',
      '  In-app alone, which costs nothing',
      '  At most 10 buzzes an hour; from the 6th within 5 minutes on they share one',
      '  Text:',
      '      DiskFull',
      '      只剩 3%',
      '',
      'b',
      '  The incident is over: its ladder ends',
      '  Incident: {}:{alertname="DiskFull"}',
      '  Reply:',
      '      已恢复：DiskFull',
      '',
      'Nothing was sent',
      '',
    ]);
  });

  it('takes the key of a generic webhook from the header that would come with it', () => {
    const generic = [{ ...hook, kind: 'generic' }];
    expect(tested({ a: { title: '构建失败' } }, ['--key', 'build-7'], generic).stdout).toContain('Incident: build-7');
    expect(tested({ a: { title: '构建失败' } }, [], generic)).toMatchObject({
      exit: 1,
      stdout: expect.stringContaining('Missing or not valid: idempotency-key'),
    });
  });

  it.each<[string, unknown, string]>([
    ['another version', { ...firing, version: '3' }, 'Missing or not valid: version'],
    ['no JSON', 'version: 4', 'Not JSON'],
    ['too long', { ...firing, pad: 'x'.repeat(1_100_000) }, 'Longer than 1 MB'],
  ])('says why a payload is refused: %s', (_, content, why) => {
    const said = tested({ a: content });
    expect(said.exit).toBe(1);
    expect(said.stdout).toContain(why);
  });

  it('asks which webhook is meant, and names those that there are', () => {
    const two = [hook, { ...hook, id: 'other' }];
    expect(tested({ a: firing }, [], two)).toEqual({
      exit: 2,
      stdout: '',
      stderr: 'The configuration has several webhooks. Name one with --hook: alerts other\n',
    });
    expect(tested({ a: firing }, ['--hook', 'other'], two).stdout).toContain('Webhook other');
    expect(tested({ a: firing }, ['--hook', 'gone'], two).stderr).toContain('There is no webhook “gone”');
    expect(tested({ a: firing }, [], []).stderr).toContain('has no webhooks');
  });

  it('says that a file cannot be read', () => {
    const config = readConfig(JSON.stringify({ hooks: [hook] }), { folder: '/', locale: 'en-US' });
    const command = readArguments(['hook', 'test', 'gone.json']);
    if (!config.ok || command.kind !== 'hook-test') expect.fail('the arguments are right');
    const said = runHookTest(command, { config: config.value, folder: tempFolder(), locale: 'en-US' });
    expect(said).toEqual({ exit: 2, stdout: '', stderr: 'Cannot read the file gone.json (ENOENT)\n' });
  });
});
