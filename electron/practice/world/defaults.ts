// Read before practice is built, while the app starts: imports nothing.

/** The App ID of every practice workspace that does not ask for another. */
export const defaultAppId = 'cli_a1ac71ce00000001';

/** The seed of every practice workspace that does not ask for another. */
export const defaultSeed = 'feishu-buzz';
