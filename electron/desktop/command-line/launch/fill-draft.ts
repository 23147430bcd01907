import type { Draft } from '../../../contract/model/draft';
import type { Group } from '../../../contract/model/group';
import type { ComposeLink } from './read-link';

/**
 * A link's group and text put into a draft, where there is room: what the person has written or chosen is never
 * replaced. `kept`: something of the link was left out for that reason, or because there is no such group.
 */
export const fillDraft = (
  draft: Draft,
  link: ComposeLink,
  groups: readonly Group[],
): { draft: Draft; kept: boolean } => {
  const group = link.group === null ? undefined : groups.find((each) => each.name === link.group);
  const to: Draft['to'] = draft.to.length === 0 && group ? [{ kind: 'group', groupId: group.id }] : draft.to;
  const text = draft.text.trim() === '' ? link.text : draft.text;
  const there = group && to.some((each) => each.kind === 'group' && each.groupId === group.id);
  const kept = (link.group !== null && !there) || (link.text !== '' && text !== link.text);
  return { draft: { ...draft, to, text }, kept };
};
