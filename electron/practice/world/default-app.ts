/** The App ID of every practice workspace that does not ask for another. */
export const defaultAppId = 'cli_a1ac71ce00000001';
