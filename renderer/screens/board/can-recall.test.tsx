import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { About } from '../../../electron/contract/model/draft';
import { ChatId, MessageId } from '../../../electron/contract/model/ids';
import { fakeBoard } from '../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../test/support/bridge/render-screen';
import { BoardScreen } from './board-screen';

const about = (kind: About['kind']): About => ({
  kind,
  messageId: MessageId.parse('om_old'),
  chatId: ChatId.parse('oc_alerts'),
  chatName: '数据库告警',
  excerpt: '主库切换',
});

/** Whether the foot and the menu of a board about such a message offer to take it back. */
const offered = async (kind: About['kind']) => {
  const board = { ...fakeBoard, about: about(kind) };
  renderScreen(<BoardScreen id={board.id} onBack={() => undefined} />, {
    answers: { getBoard: () => ({ ok: true, value: board }) },
  });
  const foot = await screen.findByRole<HTMLButtonElement>('button', { name: 'Recall' });
  const item = screen.getByRole<HTMLButtonElement>('menuitem', { name: 'Recall messages', hidden: true });
  return [!foot.disabled, !item.disabled];
};

test('a message that was there before is not offered to be recalled, a reply is', async () => {
  expect(await offered('message')).toEqual([false, false]);
  expect(await offered('reply')).toEqual([true, true]);
});
