import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** An ordinary user of every Linux system who owns nothing. */
export const otherUser = 65534;

/** Only root can run a program as another user. */
export const canBeOtherUser = process.platform === 'linux' && process.getuid?.() === 0;

/** The command that runs another one as this user. */
export const asOtherUser: readonly string[] = [
  'setpriv',
  `--reuid=${otherUser}`,
  `--regid=${otherUser}`,
  '--clear-groups',
  '--',
];

/** Runs a command as another user of the same machine; rejects when it fails. */
export const runAsOtherUser = async (
  command: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> => {
  const [name = '', ...args] = [...asOtherUser, ...command];
  const { PATH = '' } = process.env;
  return (await promisify(execFile)(name, args, { env: { PATH, ...env }, timeout: 10_000 })).stdout;
};
