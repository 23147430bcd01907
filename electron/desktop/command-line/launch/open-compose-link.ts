import type { Problem } from '../../../contract/advice/problem';
import { problem } from '../../../contract/advice/problem';
import type { View } from '../../../contract/ipc/startup';
import type { Program } from '../../program';
import { fillDraft } from './fill-draft';
import { readLink } from './read-link';

/** Opens Compose with what a link brings, as far as the draft has room for it. Sends nothing, whatever the link says. */
export const openComposeLink = (
  link: string,
  { program, show, raise }: { program: Program; show(view: View): void; raise(problem: Problem): void },
): void => {
  const { store, broadcast } = program;
  const read = readLink(link);
  if (read === null) {
    show({ screen: 'compose' });
    raise(problem('link-invalid'));
    return;
  }
  const id = program.currentWorkspaceId();
  const { draft, kept } = fillDraft(store.draft(id), read, store.groups(id));
  const written = store.keepDraft(draft);
  if (written.ok) broadcast('draftChanged', draft);
  else raise(written.problem);
  show({ screen: 'compose' });
  if (kept) raise(problem('link-kept-draft'));
};
