import { availableParallelism } from 'node:os';

/** Desktops that this machine can carry side by side. Each runs an app and its pages besides the test, and mostly waits. */
export const desktopCount = process.platform === 'linux' ? Math.min(4, Math.max(3, availableParallelism() - 1)) : 1;
