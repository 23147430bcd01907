import type { Draft } from '../../../electron/contract/draft';
import type { Group } from '../../../electron/contract/group';

/** The draft as this group likes it: its default channel and delivery, where it has them. */
export const withGroupDefaults = (draft: Draft, group: Group): Draft => {
  const channel = group.defaults.channel ?? draft.channel;
  switch (group.defaults.delivery) {
    case null:
      return { ...draft, channel };
    case 'chat':
      return group.linkedChat
        ? { ...draft, channel, delivery: { mode: 'chat', ...group.linkedChat } }
        : { ...draft, channel };
    case 'auto':
    case 'direct':
    case 'room':
      return { ...draft, channel, delivery: { mode: group.defaults.delivery } };
  }
};
