import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { emptyDraft } from '../../../electron/contract/model/draft';
import type { LadderId } from '../../../electron/contract/model/ids';
import { fakeChats, fakeGroups, fakeStartup, fakeWorkspaces } from '../../../test/support/bridge/fake-world';
import { renderPopup } from '../../../test/support/bridge/render-popup';

const draft = emptyDraft(fakeStartup.currentWorkspaceId);
const onCall = fakeGroups.slice(0, 1).map((group) => ({ kind: 'group', groupId: group.id }) as const);
const inApp = { ...draft, to: onCall, text: 'db down' };
const climbing = { ...inApp, ladder: fakeStartup.settings.ladders[0]?.id ?? null };
const ladder = () => screen.getByRole('combobox', { name: 'Ladder' });
const plan = () => screen.getByRole('status', { name: 'Plan' });
const held = 'Hold to practice: buzz 6 people, then up to 6 SMS and 6 calls';

afterEach(() => void vi.useRealTimers());

describe('asking for an answer', () => {
  const tick = () => screen.getByRole<HTMLInputElement>('checkbox', { name: 'Ask for an answer' });

  it('is on by itself with a paid channel or a ladder, and a person can choose otherwise', async () => {
    const { user, composer } = renderPopup({ startup: { draft: inApp } });
    expect(tick().checked).toBe(false);
    await user.click(screen.getByRole('radio', { name: /Phone/ }));
    expect([tick().checked, composer.current().draft.ask]).toEqual([true, null]);
    await user.click(tick());
    expect([tick().checked, composer.current().draft.ask]).toEqual([false, false]);
  });

  it('leaves no choice where the ladder waits for answers, and the plan says for whom it rings', async () => {
    const standard = fakeStartup.settings.ladders[0] ?? expect.fail('no ladder');
    const waiting = { ...standard, until: 'acknowledged', enough: 'one' } as const;
    const settings = { ...fakeStartup.settings, ladders: [waiting] };
    renderPopup({ startup: { settings, draft: { ...climbing, ask: false } } });
    expect([tick().checked, tick().disabled]).toEqual([true, true]);
    await waitFor(() => expect(plan().textContent).toContain('8 min Phone · up to 6 people, until one has it'));
  });

  it('comes with a group that remembers it', async () => {
    const group = fakeGroups[0] ?? expect.fail('no group');
    const groups = [{ ...group, defaults: { ...group.defaults, ask: true } }, ...fakeGroups.slice(1)];
    const { user, composer } = renderPopup({ startup: { groups, draft } });
    await user.click(screen.getByRole('button', { name: /值班组/ }));
    await waitFor(() => expect(composer.current().draft.ask).toBe(true));
  });
});

describe('a ladder', () => {
  it('is chosen beside Delivery, and the plan says what it may cost at most', async () => {
    const { user, composer } = renderPopup({ startup: { draft: inApp } });
    await user.click(ladder());
    await user.click(await screen.findByRole('option', { name: /3 \/ 8 min/ }));
    expect(composer.current().draft.ladder).toBe('ldr_standard');
    await waitFor(() =>
      expect(plan().textContent).toContain('3 min SMS · up to 6 people who have not answered 14 left this month'),
    );
    expect(plan().textContent).toContain('8 min Phone · up to 6 people who have not answered 14 left this month');
  });

  it('names the people of a backup who cannot be called, with the group for which they stand in', async () => {
    const lead = fakeGroups[1] ?? expect.fail('no second group');
    const leads = { ...lead, name: '值班长', members: [...lead.members.slice(0, 1), { name: '谁？' }] };
    const steps = [{ afterMinutes: 5, channel: 'app' as const, backup: leads.id }];
    const policy = { ...(fakeStartup.settings.ladders[0] ?? expect.fail('no ladder')), steps };
    const settings = { ...fakeStartup.settings, ladders: [policy] };
    const groups = [...fakeGroups.slice(0, 1), leads];
    const { user } = renderPopup({ startup: { settings, groups, draft: climbing } });
    await waitFor(() => expect(plan().textContent).toContain('backup: 值班长, 1 of 2 people'));
    await user.click(screen.getByRole('button', { name: /^1 / }));
    const [listed] = within(await screen.findByRole('dialog')).getAllByRole('listitem');
    expect(listed?.textContent).toMatch(/^谁？Backup: 值班长.+Unreachable$/);
  });

  it('makes an in-app draft a paid one: the button says what follows and is held', async () => {
    const { inputs, user } = renderPopup({ startup: { draft: climbing } });
    const button = await screen.findByRole('button', { name: held });
    await waitFor(() => expect(plan().textContent).toContain('up to 6 people'));
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(document.activeElement).toBe(button));
    expect(inputs('confirmBuzz')).toEqual([]);
    vi.useFakeTimers();
    fireEvent.pointerDown(button, { button: 0 });
    await act(() => vi.advanceTimersByTimeAsync(1000));
    expect(inputs('confirmBuzz')).toMatchObject([{ gesture: 'paid' }]);
  });

  it('passes over what is not louder than the channel chosen, says so, and does not count it', async () => {
    renderPopup({ startup: { draft: { ...climbing, channel: 'phone' } } });
    await screen.findByRole('button', { name: 'Hold to practice: call 6 people, then up to 6 calls' });
    expect(plan().textContent).toContain('3 min SMS · not louder, skipped8 min Phone · up to 6 people');
  });

  it('of in-app steps alone needs no paid gesture, and does not stay for the next buzz', async () => {
    const gentle = { ...fakeStartup.settings.ladders[0], steps: [{ afterMinutes: 5, channel: 'app' as const }] };
    const settings = { ...fakeStartup.settings, ladders: [gentle as (typeof fakeStartup.settings.ladders)[number]] };
    const { composer, inputs, user } = renderPopup({ startup: { settings, draft: climbing } });
    await user.click(screen.getByRole('button', { name: 'Buzz' }));
    await waitFor(() => expect(inputs('confirmBuzz')).toMatchObject([{ gesture: 'plain' }]));
    await waitFor(() => expect(composer.current().draft.ladder).toBeNull());
  });

  it('that was deleted is said to be', () => {
    renderPopup({ startup: { draft: { ...inApp, ladder: 'ldr_gone' as LadderId } } });
    expect(ladder().textContent).toContain('Deleted ladder');
  });

  it('is managed in Settings', async () => {
    const { user, store } = renderPopup({ startup: { draft: inApp } });
    await user.click(ladder());
    await user.click(await screen.findByRole('option', { name: /Manage ladders/ }));
    expect(store.current().view).toEqual({ screen: 'settings', section: 'ladders' });
  });

  it('comes with a group that has it as a default', async () => {
    const groups = fakeGroups.map((group) => ({
      ...group,
      defaults: { ...group.defaults, delivery: 'room' as const, ladder: climbing.ladder },
    }));
    const { user, composer } = renderPopup({ startup: { groups } });
    await user.click(screen.getByRole('button', { name: /^值班组/ }));
    expect(composer.current().draft).toMatchObject({ ladder: 'ldr_standard', delivery: { mode: 'room' } });
  });
});

describe('a ladder and a relay', () => {
  const company = fakeWorkspaces[1] ?? expect.fail('no company');
  const standard = fakeStartup.settings.ladders[0] ?? expect.fail('no ladder');
  const relay = {
    address: 'https://relay.corp.cn',
    takes: [{ appId: company.appId, baseUrl: company.baseUrl, paid: true }],
  };
  const show = (
    climbs: 'here' | 'relay',
    change: Partial<typeof fakeStartup.settings> = {},
    how: 'tray' | 'quick' = 'tray',
  ) =>
    renderPopup({
      startup: {
        settings: { ...fakeStartup.settings, ladders: [{ ...standard, climbs }], relay, ...change },
        currentWorkspaceId: company.id,
        shown: { how, view: null },
        draft: { ...climbing, workspaceId: company.id },
      },
    });
  const inRelay = 'Runs in the relay relay.corp.cn; this computer may sleep';
  const here = 'Escalates only while this computer is awake';

  it.each(['tray', 'quick'] as const)(
    'the plan says where it runs, and one press changes that for this buzz (%s)',
    async (how) => {
      const { user, composer } = show('relay', {}, how);
      expect(await screen.findByText(inRelay)).toBeTruthy();
      await user.click(screen.getByRole('button', { name: 'Run on this computer' }));
      expect(await screen.findByText(here)).toBeTruthy();
      expect(composer.current().draft.climbs).toBe('here');
      await user.click(screen.getByRole('button', { name: 'Run in the relay' }));
      expect(await screen.findByText(inRelay)).toBeTruthy();
      // It follows its policy again.
      expect(composer.current().draft.climbs).toBeNull();
    },
  );

  it('a choice for one ladder is none for another', async () => {
    const { user, composer } = show('here');
    await user.click(await screen.findByRole('button', { name: 'Run in the relay' }));
    expect(composer.current().draft.climbs).toBe('relay');
    await user.click(ladder());
    await user.click(await screen.findByRole('option', { name: /^Off/ }));
    expect(composer.current().draft.climbs).toBeNull();
  });

  it('is not offered for a workspace that the relay does not have', async () => {
    show('here', { relay: { ...relay, takes: [] } });
    await waitFor(() => expect(plan().textContent).toContain('up to 6 people'));
    expect(screen.queryByText(here)).toBeNull();
    expect(screen.queryByRole('button', { name: 'Run in the relay' })).toBeNull();
  });

  it('that was wanted and cannot be had is told with its reason, and can be given up', async () => {
    const { user, composer } = show('relay', { relay: null });
    expect(await screen.findByText(/^No relay is set/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Run on this computer' }));
    await waitFor(() => expect(screen.queryByText(/^No relay is set/)).toBeNull());
    expect(composer.current().draft.climbs).toBe('here');
  });

  it('is not spoken of where there is none', async () => {
    show('here', { relay: null });
    await waitFor(() => expect(plan().textContent).toContain('up to 6 people'));
    expect(screen.queryByText(here)).toBeNull();
  });
});

describe('a group chat', () => {
  it('is proposed for many people and accepted with one press', async () => {
    const everyone = fakeChats.slice(0, 1).map(({ chatId, name }) => ({ kind: 'chat', chatId, name }) as const);
    const { user, composer } = renderPopup({ startup: { draft: { ...inApp, to: everyone } } });
    await user.click(await screen.findByRole('button', { name: 'Use a group chat' }));
    expect(composer.current().draft.delivery).toEqual({ mode: 'room' });
    await waitFor(() => expect(plan().textContent).toContain('creates a group chat'));
  });
});
