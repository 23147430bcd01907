import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A disk of its own in memory, so small that it can be filled. Only root may mount one. */
export interface SmallDisk {
  /** Fills it to the last byte. */
  fill(): void;
  /** Makes room again. */
  free(): void;
  remove(): void;
}

/** Mounts a disk of this size (MB) over a folder. null: that is not allowed here. */
export const smallDisk = (folder: string, size: number): SmallDisk | null => {
  if (process.platform !== 'linux') return null;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}m`, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return null;
  }
  return {
    fill: () => {
      for (const piece of [65_536, 4_096, 1]) {
        try {
          for (let number = 0; ; number += 1)
            writeFileSync(join(folder, `filler-${piece}-${number}`), Buffer.alloc(piece));
        } catch {
          // The disk has no room for pieces of this size.
        }
      }
    },
    free: () => void execFileSync('sh', ['-c', 'rm -f "$1"/filler-*', 'sh', folder]),
    remove: () => void execFileSync('umount', ['-l', folder]),
  };
};
