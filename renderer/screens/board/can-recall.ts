import type { Board } from '../../../electron/contract/model/board';

/** Whether there is a message to take back. One that was there before the buzz is not the buzz's to take. */
export const canRecall = ({ recalled, messages, about }: Pick<Board, 'recalled' | 'messages' | 'about'>): boolean =>
  !recalled && messages.length > 0 && about?.kind !== 'message';
