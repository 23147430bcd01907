import type { Draft, DraftOrigin } from '../../../../electron/contract/model/draft';
import { isBlank } from '../../../../electron/contract/plain-text';

/** True for a draft in which there is nothing that a person could overlook. */
export const isBlankDraft = ({ to, text, about, pictures }: Draft): boolean =>
  to.length === 0 && isBlank(text) && about === null && pictures.length === 0;

/** True for a draft that a link has filled in. */
export const isFromLink = ({ origin }: Draft): boolean => origin?.from === 'link';

/** A draft from before: it keeps the origin it has, or is told to be older than this opening of the window. */
export const fromBefore = (draft: Draft, at: number | null): Draft => {
  if (isBlankDraft(draft)) return draft;
  const origin: DraftOrigin =
    draft.origin === null || draft.origin.from === 'earlier'
      ? { from: 'earlier', at: at ?? draft.origin?.at ?? null }
      : draft.origin;
  return { ...draft, origin };
};

/** An empty draft. It is unpaid: a person chooses anew each time to ring phones. */
export const blankDraft = (workspaceId: Draft['workspaceId']): Draft => ({
  workspaceId,
  to: [],
  text: '',
  channel: 'app',
  delivery: { mode: 'auto' },
  ladder: null,
  ask: null,
  climbs: null,
  pictures: [],
  about: null,
  origin: null,
});

/** True if both drafts call the same people the same way, whatever the text says. */
export const sameCalls = (one: Draft, other: Draft): boolean =>
  one.to === other.to &&
  one.channel === other.channel &&
  one.delivery === other.delivery &&
  one.ladder === other.ladder &&
  one.climbs === other.climbs &&
  one.ask === other.ask &&
  one.about === other.about &&
  one.pictures === other.pictures;
