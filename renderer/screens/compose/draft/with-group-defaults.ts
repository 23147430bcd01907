import type { Draft } from '../../../../electron/contract/model/draft';
import type { Group } from '../../../../electron/contract/model/group';

/** The draft as this group likes it: its default channel, ladder and delivery, where it has them. */
export const withGroupDefaults = (draft: Draft, group: Group): Draft => {
  const channel = group.defaults.channel ?? draft.channel;
  const ladder = group.defaults.ladder ?? draft.ladder;
  switch (group.defaults.delivery) {
    case null:
      return { ...draft, channel, ladder };
    case 'chat':
      return group.linkedChat
        ? { ...draft, channel, ladder, delivery: { mode: 'chat', ...group.linkedChat } }
        : { ...draft, channel, ladder };
    case 'auto':
    case 'direct':
    case 'room':
      return { ...draft, channel, ladder, delivery: { mode: group.defaults.delivery } };
  }
};
