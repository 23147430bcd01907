import { neededScopes } from './needed-scopes';

/** What the console's bulk import of permissions takes (feishu-api, appendix A): every scope this program asks for. */
export const scopesJson = (): string =>
  JSON.stringify({ scopes: { tenant: neededScopes.map(({ name }) => name), user: [] } }, null, 2);
