import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { ok, type Problem, problem } from '../../../../electron/contract/advice/problem';
import { emptyDraft } from '../../../../electron/contract/model/draft';
import type { ChannelProblems } from '../../../../electron/contract/model/plan';
import { allOffered } from '../../../../electron/contract/rules/channel-problems';
import { fakePlan } from '../../../../test/support/bridge/fake-plan';
import { fakeGroups, fakeStartup, fakeWorkspaces, startupFor } from '../../../../test/support/bridge/fake-world';
import { renderPopup } from '../../../../test/support/bridge/render-popup';

const onCall = fakeGroups.slice(0, 1).map((group) => ({ kind: 'group', groupId: group.id }) as const);
const ready = { ...emptyDraft(fakeStartup.currentWorkspaceId), to: onCall, text: 'db down' };
const noScope = problem('channel-unscoped', { scope: 'im:message.urgent:sms' });
const full = { ...problem('all-too-many-unread', { count: '6' }), code: 230023 };

/** Compose in which main knows this of the channels. */
const show = (channels: Partial<ChannelProblems>, change: Parameters<typeof renderPopup>[0] = {}) => {
  const known = { now: { ...allOffered, ...channels } as ChannelProblems };
  let number = 0;
  const popup = renderPopup({
    ...change,
    startup: { draft: ready, ...change.startup },
    answers: {
      planBuzz: (draft) => {
        const off = known.now[draft.channel];
        const plan = fakePlan(startupFor(), draft, ++number);
        return ok({
          ...plan,
          channels: known.now,
          problem: plan.problem ?? (off?.advice === 'all-too-many-unread' ? null : off),
        });
      },
    },
  });
  return { ...popup, known };
};
const card = (name: string) => screen.getByRole('radio', { name });
const isOff = (name: string) => card(name).getAttribute('aria-disabled') === 'true';
const planned = () =>
  waitFor(() => expect(screen.getByRole('status', { name: 'Plan' }).textContent).toContain('6 people'));

describe('a channel that is known to fail', () => {
  it('is shown, is not chosen by press or key, and says why', async () => {
    const { user, composer } = show({ sms: noScope });
    await planned();
    expect([isOff('In-app'), isOff('SMS'), isOff('Phone')]).toEqual([false, true, false]);
    expect(card('SMS').textContent).toContain('Not permitted yet');
    expect(screen.queryByRole('alert')).toBeNull();
    await user.click(card('SMS'));
    expect(composer.current().draft.channel).toBe('app');
    expect(screen.getByRole('alert').textContent).toContain('im:message.urgent:sms');
    await user.keyboard('{Alt>}3{/Alt}');
    expect(composer.current().draft.channel).toBe('phone');
    expect(screen.queryByRole('alert')).toBeNull();
    await user.keyboard('{Alt>}2{/Alt}');
    expect(composer.current().draft.channel).toBe('phone');
    expect(screen.getByRole('alert')).toBeTruthy();
  });

  it('opens the page of its scope in the console of the workspace', async () => {
    const real = fakeWorkspaces.find(({ practice }) => !practice) ?? expect.fail('no company');
    const draft = { ...ready, workspaceId: real.id };
    const { user, inputs } = show({ sms: noScope }, { startup: { currentWorkspaceId: real.id, draft } });
    await planned();
    await user.click(card('SMS'));
    await user.click(screen.getByRole('button', { name: 'Grant it' }));
    expect(inputs('openLink')).toEqual([
      { link: { page: 'scopes', brand: 'feishu', appId: real.appId, scopes: ['im:message.urgent:sms'] } },
    ]);
  });

  it('has no link where the console is not known', async () => {
    const { user } = show({ sms: noScope });
    await planned();
    await user.click(card('SMS'));
    expect(screen.queryByRole('button', { name: 'Grant it' })).toBeNull();
  });

  it.each<[string, Problem]>([
    ['Used up this month', problem('ceiling-month', { limit: '50' })],
    ['Too few left', problem('ceiling-month-short', { left: '2', limit: '50', count: '6' })],
    ['Hourly limit reached', problem('ceiling-hour', { limit: '60' })],
  ])('leads to the limits in Settings: %s', async (words, reason) => {
    const { user, store } = show({ phone: reason });
    await planned();
    expect(card('Phone').textContent).toContain(words);
    await user.click(card('Phone'));
    await user.click(screen.getByRole('button', { name: 'Change limits' }));
    expect(store.current().view).toEqual({ screen: 'settings', section: 'limits' });
  });

  it('can be used anyway when the reason may be over', async () => {
    const { user, composer, inputs } = show({ app: full, sms: full, phone: full });
    await planned();
    expect(screen.getByRole('alert').textContent).toContain('200 unread');
    expect(screen.queryByRole('button', { name: 'Use it anyway' })).toBeNull();
    await user.click(card('SMS'));
    await user.click(screen.getByRole('button', { name: 'About limits' }));
    expect(inputs('openLink')).toEqual([{ link: 'help-limits' }]);
    await user.click(screen.getByRole('button', { name: 'Use it anyway' }));
    expect(composer.current().draft.channel).toBe('sms');
    await screen.findByRole('button', { name: /^Hold to practice: text 6 people/ });
  });

  it('that was chosen before has no button that sends, and is offered again as soon as it works', async () => {
    const { known, composer, inputs, user } = show(
      { sms: noScope },
      { startup: { draft: { ...ready, channel: 'sms' } } },
    );
    const closed = await screen.findByRole('button', { name: 'Choose another channel' });
    expect(closed.getAttribute('aria-disabled')).toBe('true');
    await user.keyboard('{Control>}{Shift>}{Enter}{/Shift}{/Control}');
    expect(inputs('confirmBuzz')).toEqual([]);
    // Said once, below the channels.
    expect(screen.getAllByText(/im:message.urgent:sms/)).toHaveLength(1);
    known.now = allOffered;
    act(() => composer.replan());
    await screen.findByRole('button', { name: /^Hold to practice: text 6 people/ });
    expect(isOff('SMS')).toBe(false);
  });

  it('stays known when the recipients go, if it is not about them', async () => {
    const { composer } = show({ sms: noScope, phone: full });
    await planned();
    expect([isOff('SMS'), isOff('Phone')]).toEqual([true, true]);
    act(() => composer.edit({ to: [] }));
    expect([isOff('SMS'), isOff('Phone')]).toEqual([true, false]);
  });
});

it('says of a rung in the plan that it will fail', async () => {
  const draft = { ...ready, ladder: fakeStartup.settings.ladders[0]?.id ?? null };
  renderPopup({
    startup: { draft },
    answers: {
      planBuzz: (wanted) => {
        const plan = fakePlan(startupFor(), wanted, 1);
        const rungs = plan.ladder?.rungs.map((rung) => (rung.channel === 'sms' ? { ...rung, problem: noScope } : rung));
        return ok({ ...plan, ladder: plan.ladder && { ...plan.ladder, rungs: rungs ?? [] } });
      },
    },
  });
  const rows = within(screen.getByRole('status', { name: 'Plan' }));
  const row = await rows.findByText('not permitted yet, will fail');
  expect(row.closest('li')?.textContent).toContain('SMS');
});
