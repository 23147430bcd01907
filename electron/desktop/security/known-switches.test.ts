import { expect, it, vi } from 'vitest';
import { dropStrangeSwitches, strangeSwitches } from './known-switches';

it.each([
  [['--remote-debugging-port=9333'], ['remote-debugging-port']],
  [['-remote-debugging-port=9333'], ['remote-debugging-port']],
  [
    ['--Ignore-Certificate-Errors', '--host-resolver-rules=MAP * 1.2.3.4'],
    ['ignore-certificate-errors', 'host-resolver-rules'],
  ],
  [[' --log-net-log=/tmp/x'], ['log-net-log']],
  [['--no-sandbox', '--lang=zh-CN', '--password-store=basic'], []],
  [['--ozone-platform=headless', '--', 'send', '--text', '--log-net-log=/tmp/x'], []],
  [['feishu-buzz://compose?text=--log-net-log'], []],
])('finds the switches nobody needs: %j', (argv, names) => {
  expect(strangeSwitches(argv, 'linux')).toEqual(names);
});

it('reads a slash as Windows does, and only there', () => {
  expect(strangeSwitches(['/remote-debugging-port=1'], 'win32')).toEqual(['remote-debugging-port']);
  expect(strangeSwitches(['/home/me/file'], 'linux')).toEqual([]);
});

it('takes them from Chromium before it reads them', () => {
  const removeSwitch = vi.fn();
  const argv = ['/opt/feishu-buzz-app', '--no-sandbox', '--remote-debugging-port=1', '--', '--text'];
  dropStrangeSwitches({ removeSwitch }, { argv, platform: 'linux' });
  expect(removeSwitch.mock.calls).toEqual([['remote-debugging-port']]);
});
