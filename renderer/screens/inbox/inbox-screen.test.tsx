import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { failed, ok, problem } from '../../../electron/contract/advice/problem';
import { fakeInboxMessage, fakeInboxMessages } from '../../../test/support/bridge/fake-inbox';
import { fakeNow, fakeStartup } from '../../../test/support/bridge/fake-world';
import { renderPopup } from '../../../test/support/bridge/render-popup';

type Options = Parameters<typeof renderPopup>[0];

const show = async (options: Options = {}) => {
  const popup = renderPopup({
    inbox: fakeInboxMessages,
    ...options,
    startup: { shown: { how: 'tray', view: { screen: 'inbox' } }, ...options.startup },
  });
  await screen.findByRole('region', { name: 'Messages to the bot' });
  return popup;
};
const rows = () => within(screen.getByRole('region', { name: 'Messages to the bot' })).getAllByRole('listitem');
const row = (index: number) => within(rows()[index] ?? expect.fail());
const press = (index: number, name: string) => row(index).getByRole('button', { name });

describe('the inbox', () => {
  test('tells who wrote what, where, and what became of it', async () => {
    await show();
    expect(rows()).toHaveLength(5);
    for (const words of ['韩梅梅', '谁在值班', 'New']) expect(rows()[0]?.textContent).toContain(words);
    for (const words of ['in 数据库告警', 'edited']) expect(rows()[1]?.textContent).toContain(words);
    for (const words of ['Unknown person', '[图片]']) expect(rows()[2]?.textContent).toContain(words);
    for (const words of ['Replied', 'You replied: 收到，正在处理']) expect(rows()[3]?.textContent).toContain(words);
    expect(rows()[4]?.textContent).toContain('This message was recalled');
    expect(press(4, 'Reply and buzz')).toHaveProperty('disabled', true);
    expect(press(4, 'Reply')).toHaveProperty('disabled', true);
  });

  test('Reply and buzz opens Compose about that message, for its writer', async () => {
    const { user, composer, store } = await show();
    await user.click(press(0, 'Reply and buzz'));
    await waitFor(() => expect(store.current().view.screen).toBe('compose'));
    expect(composer.current().draft).toMatchObject({
      about: { kind: 'reply', messageId: 'om_inbox1' },
      to: [{ person: { name: '韩梅梅' } }],
    });
    expect(screen.getByRole('textbox', { name: 'Message' })).toBeTruthy();
  });

  test('a reply is typed below its message and sent by keys; leaving keeps the words', async () => {
    const { user, inputs, store } = await show();
    await user.click(press(0, 'Reply'));
    const field = () => screen.getByRole('textbox', { name: 'Reply to 韩梅梅' });
    expect(document.activeElement).toBe(field());
    // Arrows belong to the field here.
    await user.keyboard('我在{ArrowDown}');
    expect(document.activeElement).toBe(field());
    await user.keyboard('{Escape}');
    expect(document.activeElement).toBe(press(0, 'Reply'));
    act(() => store.go({ screen: 'groups' }));
    act(() => store.go({ screen: 'inbox' }));
    await screen.findByRole('region', { name: 'Messages to the bot' });
    await user.click(press(0, 'Reply'));
    expect(field()).toHaveProperty('value', '我在');
    await user.keyboard('，马上{Control>}{Enter}{/Control}');
    await waitFor(() => expect(inputs('replyInbox')).toEqual([{ messageId: 'om_inbox1', text: '我在，马上' }]));
    await waitFor(() => expect(rows()[0]?.textContent).toContain('You replied: 我在，马上'));
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  test('a reply that was not sent says why and keeps the words', async () => {
    const { user } = await show({ answers: { replyInbox: () => failed(problem('offline')) } });
    await user.click(press(0, 'Reply'));
    await user.keyboard('再试');
    await user.click(screen.getByRole('button', { name: 'Send reply' }));
    expect((await screen.findByRole('alert')).textContent).toContain('No network connection');
    expect(screen.getByRole('textbox')).toHaveProperty('value', '再试');
    await user.clear(screen.getByRole('textbox'));
  });

  test('one that may have arrived is said to be that', async () => {
    const reply = { text: '在', at: fakeNow, state: 'unknown', problem: problem('lost-answer') } as const;
    await show({ inbox: [fakeInboxMessage(1, { reply })] });
    expect(rows()[0]?.textContent).toContain('May have been sent: 在');
  });

  test('Dismiss puts a message away, and can be undone', async () => {
    const { user, inputs } = await show();
    expect(screen.getByRole('tab', { name: 'Inbox 3' })).toBeTruthy();
    await user.click(press(0, 'Dismiss'));
    await waitFor(() => expect(rows()[0]?.textContent).toContain('Dismissed'));
    expect(screen.getByRole('tab', { name: 'Inbox 2' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(rows()[0]?.textContent).toContain('New'));
    expect(inputs('dismissInbox').map(({ dismissed }) => dismissed)).toEqual([true, false]);
  });

  test('a long text is shown in part, and whole on demand', async () => {
    const text = '三号产线停机。'.repeat(600);
    const { user } = await show({ inbox: [fakeInboxMessage(1, { text })] });
    const whole = press(0, 'Show all');
    expect(whole.getAttribute('aria-expanded')).toBe('false');
    await user.click(whole);
    expect(press(0, 'Show less').getAttribute('aria-expanded')).toBe('true');
  });

  test('markup and marks of direction in names and texts stay text', async () => {
    const from = { id: 'ou_x', name: '<img src=x onerror=alert(1)>' };
    await show({ inbox: [fakeInboxMessage(1, { from, text: '<b>急</b> \u202e321' })] });
    expect(document.querySelector('img')).toBeNull();
    expect(row(0).getByText(from.name).tagName).toBe('BDI');
    expect(
      row(0)
        .getByText(/<b>急<\/b>/)
        .getAttribute('dir'),
    ).toBe('auto');
  });

  test('older pages are read once each, and what comes meanwhile is shown at the top', async () => {
    const all = Array.from({ length: 60 }, (_, index) => fakeInboxMessage(index + 1, { text: `text ${index};` }));
    const { inputs, emit } = await show({
      answers: {
        listInbox: ({ before, limit }) => {
          const from = before === null ? 0 : all.findIndex(({ messageId }) => messageId === before.messageId) + 1;
          return ok(all.slice(from, from + limit));
        },
      },
    });
    await waitFor(() => expect(rows()).toHaveLength(60));
    expect(inputs('listInbox').map(({ before }) => before?.messageId ?? null)).toEqual([null, 'om_inbox50']);
    all.unshift(fakeInboxMessage(0, { text: 'brand new' }));
    const { currentWorkspaceId: workspaceId } = fakeStartup;
    act(() => emit('inboxChanged', { workspaceId, fresh: 61, inUse: true, checkedAt: null }));
    await waitFor(() => expect(rows()[0]?.textContent).toContain('brand new'));
    expect(rows()).toHaveLength(61);
  });
});

describe('without listening', () => {
  test('there is no tab; Activity leads there, where Feishu can be asked', async () => {
    const { user, inputs } = renderPopup({ startup: { shown: { how: 'tray', view: { screen: 'activity' } } } });
    await screen.findByRole('region', { name: 'Buzzes' });
    expect(screen.queryByRole('tab', { name: 'Inbox' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Messages to the bot' }));
    expect(await screen.findByText('The inbox is empty')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Check now' }));
    expect(await screen.findByText('No new messages')).toBeTruthy();
    expect(inputs('checkInbox')).toHaveLength(1);
    // It was asked for, so it stays.
    await user.keyboard('{Control>}3{/Control}');
    expect(screen.getByRole('tab', { name: 'Inbox' })).toBeTruthy();
    await user.keyboard('{Control>}4{/Control}');
    expect(await screen.findByText('The inbox is empty')).toBeTruthy();
  });

  test('what Feishu did not tell is said', async () => {
    const partly = { found: 0, chats: 3, problem: problem('offline') };
    const { user } = await show({ answers: { checkInbox: () => ok(partly) } });
    await user.click(screen.getByRole('button', { name: 'Check now' }));
    expect((await screen.findByRole('alert')).textContent).toContain('No network connection');
  });

  test('leads to the place where listening is switched on', async () => {
    const { user, store } = await show();
    await user.click(await screen.findByRole('button', { name: 'Turn on listening' }));
    expect(store.current().view).toMatchObject({ screen: 'settings', section: 'workspaces' });
  });
});
