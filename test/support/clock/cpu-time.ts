/** The processor's time that some work takes (ms): unlike time on the wall it hardly depends on what else is running. */
export const cpuTime = async (work: () => unknown): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

/** Time in which nothing can be told from the collection of garbage (ms). */
const grain = 100;

/** Growth of the size, and the most by which linear work takes longer then; work that is quadratic takes 256 times as long. */
const times = { size: 16, most: 80 } as const;

/**
 * True if the work takes no longer than its size: measured for `size` and for sixteen times as much, each at its best of
 * three. Work that takes almost no time counts as linear.
 */
export const isLinear = async <Input>(
  inputOf: (size: number) => Input,
  work: (input: Input) => unknown,
  size: number,
): Promise<boolean> => {
  const best = async (input: Input) => {
    const runs = [await cpuTime(() => work(input)), await cpuTime(() => work(input)), await cpuTime(() => work(input))];
    return Math.min(...runs);
  };
  const [small, large] = [await best(inputOf(size)), await best(inputOf(times.size * size))];
  return large < grain || large / Math.max(small, 1) < times.most;
};
