import type { Problem } from '../../../contract/advice/problem';
import { problem } from '../../../contract/advice/problem';
import type { View } from '../../../contract/ipc/startup';
import type { WorkspaceId } from '../../../contract/model/ids';
import type { Store } from '../../../core/ports/store';
import type { Broadcast } from '../../ipc/ipc-host';
import { fillDraft } from './fill-draft';
import { readLink } from './read-link';

export interface ComposeLinkDeps {
  store: Pick<Store, 'draft' | 'groups' | 'keepDraft'>;
  broadcast: Broadcast;
  currentWorkspaceId: () => WorkspaceId;
  show(view: View): void;
  raise(problem: Problem): void;
}

/** Opens Compose with what a link brings, as far as the draft has room for it. Sends nothing, whatever the link says. */
export const openComposeLink = (
  link: string,
  { store, broadcast, currentWorkspaceId, show, raise }: ComposeLinkDeps,
): void => {
  const read = readLink(link);
  if (read === null) {
    show({ screen: 'compose' });
    raise(problem('link-invalid'));
    return;
  }
  const id = currentWorkspaceId();
  const { draft, kept } = fillDraft(store.draft(id), read, store.groups(id));
  const written = store.keepDraft(draft);
  if (written.ok) broadcast('draftChanged', draft);
  else raise(written.problem);
  show({ screen: 'compose' });
  if (kept) raise(problem('link-kept-draft'));
};
