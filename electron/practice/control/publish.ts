import type { World } from '../world/world';

/** Publishes a version, or takes the app back to before its first: bot and scopes count only once published (feishu-api 1.6). */
export const publish = ({ settings }: World, published: boolean): null => {
  const { unpublished } = settings;
  if (published && unpublished) {
    for (const scope of unpublished.scopes) settings.scopes.add(scope);
    settings.botEnabled = unpublished.botEnabled;
    settings.unpublished = null;
  }
  if (!published && !unpublished) {
    settings.unpublished = { scopes: [...settings.scopes], botEnabled: settings.botEnabled };
    settings.scopes.clear();
    settings.botEnabled = false;
  }
  return null;
};
