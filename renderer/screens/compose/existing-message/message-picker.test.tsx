import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { failed, problem } from '../../../../electron/contract/advice/problem';
import { emptyDraft } from '../../../../electron/contract/model/draft';
import { fakeStartup } from '../../../../test/support/bridge/fake-world';
import { renderPopup } from '../../../../test/support/bridge/render-popup';

type Options = Parameters<typeof renderPopup>[0];

/** Opens "Buzz an existing message…" and its first chat. */
const open = async (options: Options = {}) => {
  const popup = renderPopup(options);
  await popup.user.click(screen.getByRole('button', { name: 'Buzz an existing message…' }));
  await screen.findByRole('option', { name: /数据库告警/ });
  return popup;
};
const openChat = async (options: Options = {}) => {
  const popup = await open(options);
  await popup.user.click(await screen.findByRole('option', { name: /数据库告警/ }));
  await screen.findByRole('list', { name: 'Messages' });
  return popup;
};
const messages = () => within(screen.getByRole('list', { name: 'Messages' })).getAllByRole('listitem');
/** The button of a message: Buzz for the bot's own, Reply and buzz for others. */
const action = (index: number) =>
  within(messages()[index] ?? expect.fail()).getByRole('button', { name: index === 0 ? 'Buzz' : 'Reply and buzz' });
const ticked = () =>
  screen
    .getAllByRole<HTMLInputElement>('checkbox')
    .filter((box) => box.checked)
    .map((box) => box.closest('label')?.textContent);

describe('buzzing an existing message', () => {
  it('takes the bot’s own message as it is, for the people who have not read it, without a text', async () => {
    const { user, composer, inputs, store } = await openChat();
    await user.click(action(0));
    const use = await screen.findByRole('button', { name: 'Choose 5 people' });
    expect(ticked()).toHaveLength(5);
    expect(ticked().join()).not.toContain('韩梅梅');
    await user.click(use);
    expect(composer.current().draft).toMatchObject({
      about: { kind: 'message', messageId: 'om_there1', chatName: '数据库告警' },
      text: '',
    });
    expect(composer.current().draft.to).toHaveLength(5);
    expect(screen.queryByRole('textbox', { name: 'Message' })).toBeNull();
    expect(screen.queryByRole('combobox', { name: 'Delivery' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Buzz' }));
    await waitFor(() => expect(store.current().view.screen).toBe('board'));
    expect(inputs('planBuzz').at(-1)?.about?.messageId).toBe('om_there1');
    await waitFor(() => expect(composer.current().draft.about).toBeNull());
  });

  it('replies to a colleague’s message: no one is preselected, and a text is needed', async () => {
    const { user, composer, inputs } = await openChat();
    await user.click(action(1));
    expect(await screen.findByText(/Select who to buzz/)).toBeTruthy();
    expect(ticked()).toEqual([]);
    expect(inputs('listReaders')).toEqual([]);
    await user.click(screen.getByRole('checkbox', { name: /韩梅梅/ }));
    await user.click(screen.getByRole('button', { name: 'Choose 1 person' }));
    expect(composer.current().draft.about?.kind).toBe('reply');
    await user.click(screen.getByRole('button', { name: 'Buzz' }));
    expect(inputs('confirmBuzz')).toEqual([]);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' })));
  });

  it('can be given up by the cross of the card, which leads back to a new message', async () => {
    const about = {
      kind: 'message',
      messageId: 'om_there1',
      chatId: 'oc_dbalerts',
      chatName: '数据库告警',
      excerpt: '主库',
    };
    const draft = { ...emptyDraft(fakeStartup.currentWorkspaceId), about } as typeof fakeStartup.draft;
    const { user, composer } = renderPopup({ startup: { draft } });
    await user.click(screen.getByRole('button', { name: 'Write a new message instead' }));
    expect(composer.current().draft.about).toBeNull();
    expect(screen.getByRole('textbox', { name: 'Message' })).toBeTruthy();
  });
});

describe('finding the message', () => {
  it('a recalled message cannot be picked, and earlier ones follow on demand', async () => {
    const { user, inputs } = await openChat();
    expect(messages()).toHaveLength(3);
    expect(within(messages()[2] ?? expect.fail()).getByRole('button')).toHaveProperty('disabled', true);
    await user.click(screen.getByRole('button', { name: 'Earlier messages' }));
    await waitFor(() => expect(messages()).toHaveLength(4));
    expect(inputs('listMessages')).toMatchObject([{ after: null }, { after: 'older' }]);
  });

  it('a pasted message ID is looked up; a batch ID is refused with the reason', async () => {
    const { user } = await open();
    const search = screen.getByRole('combobox', { name: 'Search chats, or paste a message ID' });
    await user.type(search, 'om_there2{Enter}');
    await waitFor(() => expect(messages()).toHaveLength(1));
    await user.click(screen.getByRole('button', { name: 'Back' }));
    await user.type(await screen.findByRole('combobox', { name: /paste a message ID/ }), 'bm_1');
    await user.click(screen.getByRole('button', { name: 'Open this message' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Batch messages');
  });

  it('when Feishu does not tell who has read it, the dialog says why and selects no one', async () => {
    const answers = { listReaders: () => failed(problem('offline')) };
    const { user } = await openChat({ answers });
    await user.click(action(0));
    expect(await screen.findByText(/No network connection/)).toBeTruthy();
    expect(ticked()).toEqual([]);
  });

  it('a failed listing says why and can be tried again', async () => {
    let times = 0;
    const answers = {
      listMessages: () => (times++ === 0 ? failed(problem('offline')) : failed(problem('message-id-invalid'))),
    };
    const { user } = await open({ answers });
    await user.click(await screen.findByRole('option', { name: /数据库告警/ }));
    expect((await screen.findByRole('alert')).textContent).toContain('No network connection');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(screen.getByRole('alert').textContent).not.toContain('No network connection'));
  });
});
