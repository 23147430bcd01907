import { act, createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failed, problem } from '../../../electron/contract/advice/problem';
import { emptyDraft } from '../../../electron/contract/model/draft';
import { OpenId } from '../../../electron/contract/model/ids';
import { fakeGroups, fakeStartup } from '../../../test/support/bridge/fake-world';
import { renderPopup } from '../../../test/support/bridge/render-popup';
import { holdMs, longHoldMs } from '../../ui/form/hold-button';
import { planDelay } from './draft/composer';

const to = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'To' });
const message = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const plan = () => screen.getByRole('status', { name: 'Plan' });
const chips = () => within(screen.getByRole('list', { name: 'Chosen recipients' })).getAllByRole('listitem');
const quick = { startup: { shown: { how: 'quick', view: null } } } as const;
const draft = emptyDraft(fakeStartup.currentWorkspaceId);
const onCall = fakeGroups.slice(0, 1).map((group) => ({ kind: 'group', groupId: group.id }) as const);
const ready = { startup: { draft: { ...draft, to: onCall, text: 'db down' } } };
const paid = { startup: { draft: { ...draft, to: onCall, text: 'db down', channel: 'phone' as const } } };

/** Fires a key event with the fields that jsdom leaves out. */
const key = (target: Element, init: KeyboardEventInit & { keyCode?: number; isComposing?: boolean }) => {
  const event = createEvent.keyDown(target, init);
  fireEvent(target, event);
  return event;
};

describe('Compose', () => {
  it('has the accessible names that screen readers and tests rely on', async () => {
    renderPopup();
    expect(to()).toBe(document.activeElement);
    expect(message()).toBeTruthy();
    const channel = screen.getByRole('radiogroup', { name: 'Channel' });
    expect(
      within(channel)
        .getAllByRole('radio')
        .map((radio) => radio.getAttribute('aria-label')),
    ).toEqual(['In-app', 'SMS', 'Phone']);
    expect(screen.getByRole('combobox', { name: 'Delivery' })).toBeTruthy();
    expect(plan()).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Buzz' })).toBeTruthy();
    expect(screen.getAllByRole('tab').map((tab) => tab.textContent)).toEqual(['Buzz', 'Groups', 'Activity']);
    expect(screen.getByRole('button', { name: 'Settings' })).toBeTruthy();
  });

  it('sends in five interactions from the hotkey: Tab takes the last group, type, Ctrl+Enter', async () => {
    const { user, inputs, store } = renderPopup(quick);
    await user.keyboard('{Tab}');
    expect(document.activeElement).toBe(message());
    await user.keyboard('db down');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(store.current().view.screen).toBe('board'));
    expect(inputs('planBuzz').at(-1)).toMatchObject({ to: onCall, text: 'db down', channel: 'app' });
    expect(inputs('confirmBuzz')).toMatchObject([{ gesture: 'plain' }]);
  });

  it('does not send what a link has filled in for a Ctrl+Enter that was meant for another program', async () => {
    const { user, inputs, emit, store } = renderPopup(quick);
    const draft = { ...fakeStartup.draft, to: [...onCall], text: 'from a link', origin: { from: 'link' } as const };
    act(() => emit('draftChanged', draft));
    await screen.findByRole('note');
    await user.keyboard('{Control>}{Enter}{/Control}{Enter}{Control>}{Shift>}{Enter}{/Shift}{/Control}');
    expect(plan().textContent).toContain('A link filled this in. Check it first');
    expect(inputs('confirmBuzz')).toEqual([]);
    await user.click(screen.getByRole('button', { name: /^(Practice )?[Bb]uzz$/ }));
    await waitFor(() => expect(store.current().view.screen).toBe('board'));
  });

  it('replaces the ghost group by any other pick', async () => {
    const { user, composer } = renderPopup(quick);
    await user.type(to(), 'sxy');
    await screen.findByRole('option', { name: /单小雨/ });
    await user.keyboard('{Tab}');
    expect(composer.current().draft.to).toMatchObject([{ kind: 'person', person: { name: '单小雨' } }]);
    expect(document.activeElement).toBe(message());
  });

  it('filters by the composing text and leaves Enter, Esc, Tab and Alt+digits to the input method', async () => {
    const { composer, inputs } = renderPopup();
    const field = to();
    fireEvent.compositionStart(field);
    fireEvent.input(field, { target: { value: 'sxy' }, isComposing: true });
    await screen.findByRole('option', { name: /单小雨/ });
    expect(inputs('searchRecipients').at(-1)).toEqual({ query: 'sxy' });
    for (const init of [
      { key: 'Enter' },
      { key: 'Tab' },
      { key: 'Escape' },
      { key: '2', code: 'Digit2', altKey: true },
      { key: 'Enter', ctrlKey: true },
    ]) {
      expect(key(field, { ...init, isComposing: true }).defaultPrevented).toBe(false);
      expect(key(field, { ...init, keyCode: 229 }).defaultPrevented).toBe(false);
    }
    expect(composer.current().draft).toMatchObject({ to: [], channel: 'app' });
    expect(screen.getByRole('option', { name: /单小雨/ })).toBeTruthy();
    expect(inputs('hideWindow')).toHaveLength(0);
    fireEvent.compositionEnd(field);
    key(field, { key: 'Enter' });
    expect(composer.current().draft.to).toMatchObject([{ person: { name: '单小雨' } }]);
  });

  it('picks for the typed text even when Enter comes before the suggestions', async () => {
    const { user, composer } = renderPopup();
    await user.type(to(), 'sxy{Enter}');
    await waitFor(() => expect(composer.current().draft.to).toMatchObject([{ person: { name: '单小雨' } }]));
    expect(to().value).toBe('');
  });

  it('turns pasted lines into chips and keeps unknown ones, marked', async () => {
    // There is no plan yet; with one, the chip gives the reason.
    const { user } = renderPopup({ answers: { planBuzz: () => new Promise(() => undefined) } });
    await user.click(to());
    await user.paste('单小雨\n石晓阳, 查无此人');
    await waitFor(() => expect(chips()).toHaveLength(3));
    expect(chips().map((chip) => chip.textContent)).toEqual(['单小雨', '石晓阳', '查无此人 · not found']);
  });

  it('removes the last chip with Backspace and any by arrows and Delete', async () => {
    const { user, composer } = renderPopup();
    await user.click(to());
    await user.paste('韩梅梅\n单小雨\n石晓阳');
    await waitFor(() => expect(chips()).toHaveLength(3));
    await user.keyboard('{Backspace}');
    expect(chips()).toHaveLength(2);
    await user.keyboard('{ArrowLeft}{ArrowLeft}{Delete}');
    expect(composer.current().draft.to).toMatchObject([{ person: { name: '单小雨' } }]);
    expect(document.activeElement).toBe(to());
  });

  it('shows before sending who cannot be reached, and why', async () => {
    const { user } = renderPopup({
      startup: {
        draft: {
          ...draft,
          to: [{ kind: 'person', person: { name: 'nobody@example.com', email: 'nobody@example.com' } }],
          text: 'x',
        },
      },
    });
    await waitFor(() => expect(chips()[0]?.textContent).toContain('not found'));
    await user.click(screen.getByRole('button', { name: '1 to check' }));
    const reasons = await screen.findByRole('dialog', { name: 'Check before sending' });
    await within(reasons).findByText(/No person found for “nobody@example.com”/);
  });

  it('shows the plan in words', async () => {
    renderPopup(ready);
    await waitFor(() => expect(plan().textContent).toContain('Now In-app · 6 people · 6 messages'));
    expect(screen.getByTitle('About 12 API calls')).toBeTruthy();
  });

  it('shows the cost of a paid plan, and only moves the focus on Ctrl+Enter', async () => {
    const { user, inputs } = renderPopup(paid);
    await waitFor(() => expect(plan().textContent).toContain('Phone · 6 people · 6 messages 14 left this month'));
    expect(screen.getByTitle('14 of 50 left this month on this computer')).toBeTruthy();
    await user.click(message());
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(plan().textContent).toContain('SMS and phone calls cost money: hold the button');
    expect(document.activeElement?.textContent).toContain('Hold to practice: call 6 people');
    expect(inputs('confirmBuzz')).toHaveLength(0);
  });

  describe('the hold', () => {
    const button = () => screen.getByRole('button', { name: /^Hold/ });
    const press = () => fireEvent.pointerDown(button(), { button: 0 });
    const counting = () => screen.getByRole('button', { name: 'Counting people…' });
    const wait = (ms: number) => act(async () => vi.advanceTimersByTimeAsync(ms));
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
    afterEach(() => void vi.useRealTimers());

    it('waits for a plan: no red button is there before its number is known, nor while it is counted anew', async () => {
      const { composer, inputs } = renderPopup(paid);
      expect(counting()).toBeTruthy();
      await wait(planDelay);
      expect(button().textContent).toContain('call 6 people');
      act(() => composer.edit({ to: fakeGroups.slice(1, 2).map(({ id }) => ({ kind: 'group', groupId: id })) }));
      expect(counting()).toBeTruthy();
      await wait(planDelay);
      expect(button().textContent).toContain('call 4 people');
      press();
      await wait(holdMs);
      expect(inputs('confirmBuzz')).toMatchObject([{ gesture: 'paid' }]);
    });

    it('keeps its button while only the text changes, and confirms only a plan that was seen', async () => {
      const { composer, inputs } = renderPopup(paid);
      await wait(planDelay);
      press();
      await wait(holdMs - planDelay);
      act(() => composer.edit({ text: 'db down again' }));
      expect(button()).toBeTruthy();
      await wait(planDelay);
      expect(inputs('confirmBuzz')).toEqual([]);
      expect(plan().textContent).toContain('The plan has just changed');
    });

    it('confirms only the draft it began with', async () => {
      const { inputs, emit } = renderPopup(paid);
      await wait(planDelay);
      press();
      await wait(holdMs / 2);
      act(() => emit('draftChanged', { ...paid.startup.draft, text: 'from a link' }));
      await wait(holdMs);
      expect(inputs('confirmBuzz')).toEqual([]);
      expect(message().value).toBe('from a link');
    });

    it('asks once more in the night hours, and sends only after the second hold', async () => {
      const settings = { ...fakeStartup.settings, nightHours: { from: 1320, to: 420 } };
      const { inputs, store } = renderPopup({ startup: { ...paid.startup, settings } });
      await wait(planDelay);
      press();
      await wait(holdMs);
      const again = screen.getByRole('dialog', { name: 'It’s night. Disturb people anyway?' });
      expect(store.current().view.screen).toBe('compose');
      fireEvent.pointerDown(within(again).getByRole('button', { name: 'Hold to call 6 people at night' }), {
        button: 0,
      });
      await wait(holdMs);
      expect(inputs('confirmBuzz')).toMatchObject([{ gesture: 'paid' }, { gesture: 'paid-at-night' }]);
      expect(store.current().view.screen).toBe('board');
    });

    it('names the people when they are many, and is then no matter of keys', async () => {
      const [first] = fakeGroups as [(typeof fakeGroups)[number]];
      const members = Array.from({ length: 37 }, (_, n) => ({
        name: `Person ${n}`,
        openId: OpenId.parse(`ou_many${n}`),
      }));
      const { inputs } = renderPopup({ startup: { ...paid.startup, groups: [{ ...first, members }] } });
      await wait(planDelay);
      expect(screen.getByRole('region', { name: 'Calls these 37 people:' }).textContent).toContain('Person 36');
      act(() => void key(message(), { key: 'Enter', ctrlKey: true, shiftKey: true }));
      await wait(0);
      expect(inputs('confirmBuzz')).toEqual([]);
      expect(document.activeElement).toBe(button());
      expect(plan().textContent).toContain('hold the button to confirm');
      press();
      await wait(longHoldMs);
      expect(inputs('confirmBuzz')).toMatchObject([{ gesture: 'paid' }]);
    });
  });

  describe('a draft that was not filled in just now', () => {
    const note = () => screen.queryByRole('note')?.textContent;
    const clear = () => screen.getByRole('button', { name: 'Clear' });

    it('says so when the window is opened, with its people, and is emptied and brought back by one press', async () => {
      const { user, composer } = renderPopup(ready);
      await waitFor(() => expect(note()).toBe('Draft left from before · 6 peopleClear'));
      await user.click(clear());
      expect(composer.current().draft).toMatchObject({ to: [], text: '', origin: null });
      expect(note()).toBeUndefined();
      expect(document.activeElement).toBe(to());
      await user.click(screen.getByRole('button', { name: 'Undo' }));
      expect(composer.current().draft).toMatchObject({ to: onCall, text: 'db down' });
      expect(note()).toContain('Draft left from before');
    });

    it('says nothing of what is typed in this opening, and the time of it in the next', async () => {
      const { user, emit } = renderPopup();
      await user.type(message(), 'db down');
      expect(note()).toBeUndefined();
      act(() => emit('shown', { how: 'tray', view: null }));
      expect(note()).toMatch(/^Draft left at \d\d:\d\d/);
    });

    it('still says so when more names are added', async () => {
      const { user, composer } = renderPopup({
        startup: { draft: { ...draft, to: onCall, text: 'db down', origin: { from: 'repeat', title: 'Disk alert' } } },
      });
      await user.type(to(), 'sxy{Enter}');
      await waitFor(() => expect(composer.current().draft.to).toHaveLength(2));
      expect(note()).toContain('Repeats “Disk alert”');
    });

    it.each([
      [{ from: 'link' }, 'Filled in by a link'],
      [{ from: 'hotkey', group: '值班组' }, 'Filled in by the hotkey of “值班组”'],
    ] as const)('names its origin: %o', (origin, words) => {
      renderPopup({ startup: { draft: { ...draft, to: onCall, origin } } });
      expect(note()).toContain(words);
    });
  });

  it('has at its foot the keys for what comes next, never the free key for a paid draft', async () => {
    const { user, composer } = renderPopup(quick);
    const foot = () => [...document.querySelectorAll('[data-quick] > [aria-hidden]')].at(-1)?.textContent;
    expect(foot()).toContain('Tab值班组');
    await user.keyboard('{Tab}');
    expect(foot()).toContain('Tabmessage');
    await user.keyboard('db down');
    await waitFor(() => expect(foot()).toContain('Ctrl+Enterbuzz 6 people'));
    act(() => composer.edit({ channel: 'phone' }));
    await waitFor(() => expect(foot()).toContain('Ctrl+Shift+Entercall 6 people'));
    expect(foot()).not.toContain('Ctrl+Enter');
    await user.type(to(), 'sxy');
    expect(foot()).toContain('Enteradd');
  });

  it('keeps the focus on the button when another channel replaces it', async () => {
    const { user } = renderPopup(paid);
    await user.click(message());
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByRole('button', { name: /^Hold to/ });
    expect(document.activeElement?.textContent).toContain('Hold to');
    act(() => void key(message(), { key: '1', code: 'Digit1', altKey: true }));
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Buzz' }));
  });

  it('offers the first pinned group before the first buzz, also one that was just added', async () => {
    const { user, emit, composer } = renderPopup({
      startup: { shown: { how: 'quick', view: null }, groups: [], lastGroupId: null },
    });
    act(() =>
      emit(
        'groupsChanged',
        fakeGroups.map((group, index) => ({ ...group, pinned: index === 2 })),
      ),
    );
    expect(to().getAttribute('aria-description')).toBe('Press Tab for 三号产线');
    await user.keyboard('{Tab}');
    expect(composer.current().draft.to).toEqual([{ kind: 'group', groupId: fakeGroups[2]?.id }]);
  });

  it('takes Ctrl+Shift+Enter as the paid gesture', async () => {
    const { user, inputs, store } = renderPopup(paid);
    await waitFor(() => expect(plan().textContent).toContain('Phone · 6 people'));
    await user.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');
    await waitFor(() => expect(store.current().view.screen).toBe('board'));
    expect(inputs('confirmBuzz')).toMatchObject([{ gesture: 'paid' }]);
  });

  it('chooses the channel by Alt and the digit row', async () => {
    const { composer } = renderPopup();
    act(() => void key(message(), { key: '¡', code: 'Digit2', altKey: true }));
    expect(composer.current().draft.channel).toBe('sms');
    expect(screen.getByRole('radio', { name: 'SMS' }).getAttribute('aria-checked')).toBe('true');
  });

  it('does not buzz while a typed name is not chosen', async () => {
    const { user, inputs } = renderPopup(ready);
    await user.type(to(), 'li lei');
    await user.click(screen.getByRole('button', { name: 'Buzz' }));
    expect(plan().textContent).toContain('“li lei” is not chosen yet');
    expect(document.activeElement).toBe(to());
    expect(inputs('confirmBuzz')).toHaveLength(0);
  });

  it('says why a buzz was refused, and keeps the draft', async () => {
    const { user } = renderPopup({
      ...ready,
      answers: { confirmBuzz: () => failed({ ...problem('offline'), logId: 'LOG7' }) },
    });
    await user.click(screen.getByRole('button', { name: 'Buzz' }));
    await waitFor(() => expect(plan().textContent).toContain('No network connection'));
    expect(plan().textContent).toContain('LOG7');
    expect(message().value).toBe('db down');
  });

  it('closes its list with the first Esc and the window with the next', async () => {
    const { user, inputs } = renderPopup();
    await user.type(to(), 'sxy');
    await screen.findByRole('option', { name: /单小雨/ });
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('option')).toBeNull();
    expect(inputs('hideWindow')).toHaveLength(0);
    await user.keyboard('{Escape}');
    expect(inputs('hideWindow')).toHaveLength(1);
  });

  it('replaces the typed draft by one from main', async () => {
    const { emit, user } = renderPopup();
    await user.type(message(), 'old');
    act(() => emit('draftChanged', { ...draft, to: onCall, text: 'from a link' }));
    expect(message().value).toBe('from a link');
    expect(chips()).toHaveLength(1);
  });

  it('changes language at once and keeps the draft', async () => {
    const { emit } = renderPopup(ready);
    const { settings, advice, words, hotkey, askerName } = fakeStartup;
    act(() => emit('settingsChanged', { settings, advice, words, hotkey, askerName, locale: 'zh-CN', zone: null }));
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: '消息' }).value).toBe('db down');
    expect(document.documentElement.lang).toBe('zh-CN');
  });
});
