/** Environment of the tests without the variables of Vitest, for programs that they start. */
export const ownEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !/^(VITEST|NODE_ENV$)/.test(entry[0]),
    ),
  );
