/** Where `connect` looks for the App Secret before it asks standard input. */
const secretVariable = 'FEISHU_BUZZ_APP_SECRET';

/** Takes the secret out of the environment, so that nothing that is started from here inherits it. */
export const takeSecret = (env: Record<string, string | undefined>): string | null => {
  const secret = env[secretVariable];
  delete env[secretVariable];
  return secret?.trim() || null;
};
