import type { Problem } from '../../../contract/advice/problem';
import { problem } from '../../../contract/advice/problem';
import type { View } from '../../../contract/ipc/startup';
import type { Draft } from '../../../contract/model/draft';
import type { Group } from '../../../contract/model/group';
import type { WorkspaceId } from '../../../contract/model/ids';
import { called, isBlank } from '../../../contract/plain-text';
import type { Store } from '../../../core/ports/store';
import type { Broadcast } from '../../ipc/ipc-host';
import { type ComposeLink, readLink } from './read-link';

/**
 * Puts a link's group and text into a draft, where there is room: recipients and text that the person has entered are
 * never replaced. `kept`: part of the link was left out for that reason, or because there is no such group.
 */
export const fillDraft = (
  draft: Draft,
  link: ComposeLink,
  groups: readonly Group[],
): { draft: Draft; kept: boolean } => {
  const group = link.group === null ? undefined : called(link.group, groups)[0];
  const to: Draft['to'] = draft.to.length === 0 && group ? [{ kind: 'group', groupId: group.id }] : draft.to;
  const text = isBlank(draft.text) ? link.text : draft.text;
  const there = group && to.some((each) => each.kind === 'group' && each.groupId === group.id);
  const kept = (link.group !== null && !there) || (link.text !== '' && text !== link.text);
  const filled = to !== draft.to || text !== draft.text;
  return { draft: { ...draft, to, text, origin: filled ? { from: 'link' } : draft.origin }, kept };
};

export interface ComposeLinkDeps {
  store: Pick<Store, 'draft' | 'groups' | 'keepDraft'>;
  broadcast: Broadcast;
  currentWorkspaceId: () => WorkspaceId;
  show(view: View): void;
  raise(problem: Problem): void;
}

/** Opens Compose with the content of a link, as far as the draft has room for it. Never sends, whatever the link says. */
export const openComposeLink = (
  link: string,
  { store, broadcast, currentWorkspaceId, show, raise }: ComposeLinkDeps,
): void => {
  const content = readLink(link);
  if (content === null) {
    show({ screen: 'compose' });
    raise(problem('link-invalid'));
    return;
  }
  const id = currentWorkspaceId();
  const { draft, kept } = fillDraft(store.draft(id), content, store.groups(id));
  const written = store.keepDraft(draft);
  if (written.ok) broadcast('draftChanged', draft);
  else raise(written.problem);
  show({ screen: 'compose' });
  if (kept) raise(problem('link-kept-draft'));
};
