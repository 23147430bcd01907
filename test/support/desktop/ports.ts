import { readdir, readFile, readlink } from 'node:fs/promises';
import { readEndpoint } from '../../../electron/desktop/command-line/protocol/endpoint';

/** A process and all that it has started. */
export const familyOf = async (pid: number): Promise<readonly number[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map<number, number>();
  for (const each of pids) {
    const stat = await readFile(`/proc/${each}/stat`, 'utf8').catch(() => '');
    parents.set(each, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const family = [pid];
  for (const one of family) for (const [child, parent] of parents) if (parent === one) family.push(child);
  return family;
};

/** Sockets of these processes by inode. */
const socketsOf = async (pids: readonly number[]): Promise<ReadonlySet<string>> => {
  const sockets = new Set<string>();
  for (const pid of pids)
    for (const fd of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
      const [, inode] = /^socket:\[(\d+)\]$/.exec(await readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')) ?? [];
      if (inode !== undefined) sockets.add(inode);
    }
  return sockets;
};

/** Ports of TCP on which these processes listen. */
export const portsOf = async (pids: readonly number[]): Promise<readonly number[]> => {
  const sockets = await socketsOf(pids);
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')),
  );
  return tables
    .flatMap((table) => table.trim().split('\n').slice(1))
    .map((row) => row.trim().split(/\s+/))
    .filter(([, , , state, , , , , , inode = '']) => state === '0A' && sockets.has(inode))
    .map(([, local = '']) => Number.parseInt(local.split(':')[1] ?? '', 16));
};

/** Ports of TCP on which the app of this data folder listens, with all its processes. */
export const portsOfApp = async (home: string): Promise<readonly number[]> => {
  const endpoint = readEndpoint(home);
  if (!endpoint) throw new Error('the app does not run');
  const family = await familyOf(endpoint.pid);
  // Its socket for commands at least would be seen.
  if (family.length < 2 || (await socketsOf(family)).size === 0)
    throw new Error('the processes of the app hide their sockets');
  return portsOf(family);
};
