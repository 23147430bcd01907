import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import type { GroupId } from '../../../../electron/contract/model/ids';
import { Ladder } from '../../../../electron/contract/model/ladder';
import { fakeStartup } from '../../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../../test/support/bridge/render-screen';
import { SettingsScreen } from '../settings-screen';
import { keptSettingsEdit } from './settings-list';

// What a step does besides its time and channel: another group, one person after another, the quiet reply, the reminder.

beforeEach(() => keptSettingsEdit.keep(null));

const [inSettings] = fakeStartup.settings.ladders as [Ladder];
const standard: Ladder = { ...inSettings, until: 'read', enough: 'everyone' };
const [shift] = fakeStartup.groups as [(typeof fakeStartup.groups)[number]];
const backup = `Backup: ${shift.name}`;

/** Opens the editor of a ladder. */
const edit = async (
  ladder: Ladder = standard,
  startup: NonNullable<Parameters<typeof renderScreen>[1]>['startup'] = {},
) => {
  const settings = { ...fakeStartup.settings, ...startup?.settings, ladders: [ladder] };
  const shown = renderScreen(<SettingsScreen onBack={() => undefined} />, { startup: { ...startup, settings } });
  const { user, inputs } = shown;
  await user.click(screen.getByRole('button', { name: `Edit ${ladder.name}` }));
  return {
    ...shown,
    choose: async (name: string, option: string | RegExp) => {
      await user.click(screen.getByRole('combobox', { name }));
      await user.click(screen.getByRole('option', { name: option }));
    },
    optionsOf: async (name: string) => {
      await user.click(screen.getByRole('combobox', { name }));
      const options = screen.getAllByRole('option').map((option) => option.textContent);
      await user.keyboard('{Escape}');
      return options;
    },
    write: async (name: string, text: string) => {
      await user.clear(screen.getByRole('textbox', { name }));
      await user.type(screen.getByRole('textbox', { name }), text);
    },
    /** Presses Save, and returns the ladder that main was given: one that the contract accepts. */
    saved: async (): Promise<Ladder> => {
      await user.click(screen.getByRole('button', { name: 'Save' }));
      await waitFor(() => expect(inputs('changeSettings')).toHaveLength(1));
      return Ladder.parse(inputs('changeSettings')[0]?.ladders?.[0]);
    },
  };
};
const timeline = () =>
  within(screen.getByRole('list', { name: 'Timeline' }))
    .getAllByRole('listitem')
    .map((item) => item.textContent?.trim());

describe('a step that calls a backup', () => {
  test('names the group in the step and in the timeline, and the others stay as they are', async () => {
    const { choose, optionsOf, saved } = await edit();
    expect((await optionsOf('Step 2: who is called'))[0]).toBe('People who haven’t read it');
    await choose('Step 2: who is called', backup);
    expect(timeline()).toEqual(['Buzz', '3 min SMS', `8 min Phone to ${shift.name}`]);
    expect((await saved()).steps).toEqual([
      { afterMinutes: 3, channel: 'sms' },
      { afterMinutes: 8, channel: 'phone', backup: shift.id },
    ]);
  });

  test('is given back to the people who are waited for', async () => {
    const [, last] = standard.steps;
    const steps = standard.steps.map((step) => (step === last ? { ...step, backup: shift.id } : step));
    const { choose, saved } = await edit({ ...standard, steps });
    await choose('Step 2: who is called', 'People who haven’t read it');
    expect((await saved()).steps).toEqual(standard.steps);
  });

  test('keeps a group that is not in this workspace, and says so', async () => {
    const gone = 'grp_gone' as GroupId;
    const steps = [{ afterMinutes: 8, channel: 'phone' as const, backup: gone }];
    const { write, saved } = await edit({ ...standard, steps });
    expect(screen.getByRole('combobox', { name: 'Step 1: who is called' }).textContent).toBe(
      'a group not in this workspace',
    );
    expect(timeline()).toEqual(['Buzz', '8 min Phone to a group not in this workspace']);
    await write('Step 1: minutes after the buzz', '9');
    expect((await saved()).steps).toEqual([{ afterMinutes: 9, channel: 'phone', backup: gone }]);
  });

  test('cannot be chosen where there are no groups', async () => {
    await edit(standard, { groups: [] });
    expect(screen.queryByRole('combobox', { name: /who is called/ })).toBeNull();
  });
});

describe('one after another', () => {
  test('has a time for each person and rounds, and asks nothing that follows from it', async () => {
    const { choose, write, saved } = await edit();
    await choose('Who is called', /One after another/);
    for (const name of ['Escalate until', 'Who has to acknowledge', 'Last step'])
      expect(screen.queryByRole('combobox', { name })).toBeNull();
    await write('Time for each person', '10');
    await choose('Rounds', '2 rounds');
    expect(timeline()).toEqual(['Buzz the first', '3 min SMS', '8 min Phone', 'after 10 min the next', '2 rounds']);
    expect(await saved()).toMatchObject({
      inTurn: { minutes: 10 },
      until: 'acknowledged',
      enough: 'one',
      repeat: { times: 1 },
      steps: standard.steps,
    });
  });

  test('says which steps do not fit into a turn, and saves none of it', async () => {
    const { choose, write, user, inputs } = await edit();
    await choose('Who is called', /One after another/);
    await write('Time for each person', '8');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getByText('Each step must come before the turn ends')).toBeTruthy();
    await write('Time for each person', 'soon');
    expect(screen.getByText(/^Enter .* minutes$/)).toBeTruthy();
    expect(inputs('changeSettings')).toEqual([]);
  });

  test('calls a backup after all turns, whatever row it stands in', async () => {
    const { choose, write, saved } = await edit();
    await choose('Who is called', /One after another/);
    await write('Time for each person', '10');
    await choose('Step 1: who is called', backup);
    expect(timeline()).toEqual([
      'Buzz the first',
      '8 min Phone',
      'after 10 min the next',
      `at the end +3 min SMS to ${shift.name}`,
    ]);
    expect((await saved()).steps).toEqual([
      { afterMinutes: 8, channel: 'phone' },
      { afterMinutes: 3, channel: 'sms', backup: shift.id },
    ]);
  });

  test('needs no step at all', async () => {
    const { choose, user, saved } = await edit();
    await choose('Who is called', /One after another/);
    await user.click(screen.getByRole('button', { name: 'Remove step 2' }));
    await user.click(screen.getByRole('button', { name: 'Remove step 1' }));
    expect((await saved()).steps).toEqual([]);
  });
});

describe('the quiet reply to the others', () => {
  const tick = () =>
    screen.queryByRole('checkbox', { name: /^Tell the others who took it/ }) as HTMLInputElement | null;

  test('is offered only where one answer is enough', async () => {
    const { choose } = await edit();
    expect(tick()).toBeNull();
    await choose('Escalate until', /They acknowledge/);
    expect(tick()).toBeNull();
    await choose('Who has to acknowledge', /One is enough/);
    expect(tick()).not.toBeNull();
    await choose('Who has to acknowledge', /Everyone/);
    expect(tick()).toBeNull();
    await choose('Who is called', /One after another/);
    expect(tick()).not.toBeNull();
  });

  test.each([true, false])('is as Settings have it (%s) until the ladder says otherwise', async (tellOthers) => {
    const one: Ladder = { ...standard, until: 'acknowledged', enough: 'one' };
    const { user, saved } = await edit(one, { settings: { ...fakeStartup.settings, tellOthers } });
    expect(tick()?.checked).toBe(tellOthers);
    await user.click(tick() as HTMLInputElement);
    expect((await saved()).tellOthers).toBe(!tellOthers);
  });

  test('leaves it to Settings where a person has not touched it', async () => {
    const { write, saved } = await edit({ ...standard, until: 'acknowledged', enough: 'one' });
    await write('Step 1: minutes after the buzz', '2');
    expect('tellOthers' in (await saved())).toBe(false);
  });
});

test('a reminder is for the people who have the message: it has no backup, and a backup is no reminder', async () => {
  const { choose, optionsOf, saved } = await edit();
  await choose('Step 1: channel', 'Reminder');
  expect(screen.queryByRole('combobox', { name: 'Step 1: who is called' })).toBeNull();
  await choose('Step 2: who is called', backup);
  await choose('Step 1: channel', 'In-app');
  expect(await optionsOf('Step 2: channel')).not.toContain('Reminder');
  expect(await optionsOf('Step 1: channel')).toContain('Reminder');
  await choose('Step 1: channel', 'Reminder');
  expect((await saved()).steps).toEqual([
    { afterMinutes: 3, channel: 'app', reminder: true },
    { afterMinutes: 8, channel: 'phone', backup: shift.id },
  ]);
});
