import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import type { LadderId } from '../../../electron/contract/model/ids';
import { Ladder } from '../../../electron/contract/model/ladder';
import { fakeStartup } from '../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../test/support/bridge/render-screen';
import { formOfLadder, readLadder, stepForms } from './editors/ladder-form';
import { keptSettingsEdit } from './editors/settings-list';
import { SettingsScreen } from './settings-screen';

beforeEach(() => keptSettingsEdit.keep(null));
const show = (options: Parameters<typeof renderScreen>[1] = {}) =>
  renderScreen(<SettingsScreen onBack={() => undefined} />, options);
const ladders = () => screen.getByRole('region', { name: 'Ladders' });
const newId = () => 'ldr_new' as LadderId;
const [standard] = fakeStartup.settings.ladders as [Ladder];
const input = (name: string) => screen.getByRole('textbox', { name });

test('the contract accepts every ladder that the editor accepts', () => {
  const read = readLadder({ ...formOfLadder(standard), id: null, name: 'Night' }, [standard], newId);
  expect(read.ok && Ladder.safeParse(read.ladder).success).toBe(true);
});

test('a ladder that rings phones waits for answers, unless a person says otherwise', () => {
  const waits = (change: Partial<ReturnType<typeof formOfLadder>>) => {
    const read = readLadder({ ...formOfLadder(null), name: 'Night', ...change }, [], newId);
    return read.ok ? [read.ladder.until, read.ladder.enough] : expect.fail('not a ladder');
  };
  const steps = stepForms([{ afterMinutes: 5, channel: 'phone' }]);
  expect(waits({})).toEqual(['read', 'everyone']);
  expect(waits({ steps, enough: 'one' })).toEqual(['acknowledged', 'one']);
  expect(waits({ steps, enough: 'one', until: 'read' })).toEqual(['read', 'everyone']);
});

test('a ladder reminds once, and what stands is not repeated', async () => {
  const { user, inputs } = show({ startup: { settings: { ...fakeStartup.settings, ladders: [] } } });
  await user.click(within(ladders()).getByRole('button', { name: 'New ladder' }));
  await user.click(screen.getByRole('button', { name: 'reminder 3 min → SMS 8 min → call 13 min' }));
  expect(within(screen.getByRole('list', { name: 'Timeline' })).getByText(/Reminder/)).toBeTruthy();
  const optionsOf = async (step: number) => {
    await user.click(screen.getByRole('combobox', { name: `Step ${step}: channel` }));
    const options = screen.getAllByRole('option').map((option) => option.textContent);
    await user.keyboard('{Escape}');
    return options;
  };
  expect(await optionsOf(1)).toContain('Reminder');
  expect(await optionsOf(2)).not.toContain('Reminder');
  await user.click(screen.getByRole('button', { name: 'Remove step 3' }));
  await user.click(screen.getByRole('button', { name: 'Remove step 2' }));
  expect(screen.queryByText('Last step')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(inputs('changeSettings')).toHaveLength(1));
  const [saved] = inputs('changeSettings')[0]?.ladders ?? [];
  expect(saved?.steps).toEqual([{ afterMinutes: 3, channel: 'app', reminder: true }]);
  expect(Ladder.safeParse(saved).success).toBe(true);
});

describe('mistakes in a ladder', () => {
  const problemsOf = (change: Partial<ReturnType<typeof formOfLadder>>) => {
    const read = readLadder({ ...formOfLadder(standard), ...change }, [standard], newId);
    return read.ok ? {} : read.problems;
  };
  const steps = (...minutes: string[]) =>
    minutes.map((afterMinutes, key) => ({ key, afterMinutes, channel: 'app' as const, more: {} }));

  test('are found by field', () => {
    expect(problemsOf({ name: ' ' })).toEqual({ name: 'ladder-name-needed' });
    expect(problemsOf({ id: null })).toEqual({ name: 'ladder-name-taken' });
    expect(problemsOf({ steps: steps('5', '5') })).toEqual({ steps: 'ladder-rise' });
    expect(problemsOf({ steps: steps('5', 'soon') })).toEqual({ steps: 'ladder-minutes' });
    expect(problemsOf({ graceMinutes: '0' })).toEqual({ graceMinutes: true });
    expect(problemsOf({ times: 2, everyMinutes: '' })).toEqual({ everyMinutes: true });
    expect(problemsOf({ times: 0, everyMinutes: '' })).toEqual({});
  });

  test('full-width digits and half minutes are numbers', () => {
    const read = readLadder({ ...formOfLadder(standard), steps: steps('０．５', '３') }, [standard], newId);
    expect(read.ok && read.ladder.steps.map((step) => step.afterMinutes)).toEqual([0.5, 3]);
  });
});

describe('ladders in Settings', () => {
  test('each tells its steps in words', () => {
    show();
    expect(within(ladders()).getByRole('listitem').textContent).toContain('SMS after 3 min, calls after 8 min');
  });

  test('a new ladder is checked, then saved with the others', async () => {
    const { user, inputs } = show();
    await user.click(screen.getByRole('button', { name: 'New ladder' }));
    await user.clear(input('Ladder name'));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getByText('Give the ladder a name')).toBeTruthy();
    await user.type(input('Ladder name'), 'Night');
    await user.click(screen.getByRole('button', { name: 'Add a step' }));
    await user.clear(input('Step 2: minutes after the buzz'));
    await user.type(input('Step 2: minutes after the buzz'), '2');
    expect(screen.getByText('Each step must come later than the one before')).toBeTruthy();
    await user.type(input('Step 2: minutes after the buzz'), '0');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(within(ladders()).getAllByRole('listitem')).toHaveLength(2));
    expect(inputs('changeSettings')).toMatchObject([
      {
        ladders: [
          standard,
          {
            name: 'Night',
            steps: [
              { afterMinutes: 5, channel: 'app' },
              { afterMinutes: 20, channel: 'sms' },
            ],
          },
        ],
      },
    ]);
  });

  test('a new ladder is named by what it does until a person names it, and drawn as it is written', async () => {
    const { user, inputs } = show();
    await user.click(screen.getByRole('button', { name: 'New ladder' }));
    const timeline = () =>
      within(screen.getByRole('list', { name: 'Timeline' }))
        .getAllByRole('listitem')
        .map((item) => item.textContent?.trim());
    await user.click(screen.getByRole('button', { name: 'SMS 3 min → call 8 min' }));
    expect(input('Ladder name')).toHaveProperty('value', 'SMS 3 min → call 8 min');
    expect(timeline()).toEqual(['Buzz', '3 min SMS', '8 min Phone']);
    await user.clear(input('Step 2: minutes after the buzz'));
    expect(timeline()).toEqual(['Buzz', '3 min SMS']);
    await user.type(input('Step 2: minutes after the buzz'), '20');
    expect(input('Ladder name')).toHaveProperty('value', 'SMS 3 min → call 20 min');
    await user.type(input('Ladder name'), ' nights');
    await user.click(screen.getByRole('button', { name: 'Add a step' }));
    expect(input('Ladder name')).toHaveProperty('value', 'SMS 3 min → call 20 min nights');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(inputs('changeSettings')).toHaveLength(1));
    expect(inputs('changeSettings')[0]?.ladders?.[1]).toMatchObject({ name: 'SMS 3 min → call 20 min nights' });
  });

  test('a ladder that is called by what it does goes on being so when its steps change', async () => {
    const does = { ...standard, name: 'SMS 3 min → call 8 min' };
    const { user, inputs } = show({ startup: { settings: { ...fakeStartup.settings, ladders: [does] } } });
    await user.click(screen.getByRole('button', { name: `Edit ${does.name}` }));
    await user.clear(input('Step 2: minutes after the buzz'));
    await user.type(input('Step 2: minutes after the buzz'), '6');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(inputs('changeSettings')[0]?.ladders).toMatchObject([{ name: 'SMS 3 min → call 6 min' }]),
    );
  });

  test('says until when it climbs, and whether one answer is enough', async () => {
    const { user, inputs } = show();
    await user.click(screen.getByRole('button', { name: 'Edit 3 / 8 min' }));
    await user.click(screen.getByRole('combobox', { name: 'Escalate until' }));
    await user.click(screen.getByRole('option', { name: /They acknowledge/ }));
    await user.click(screen.getByRole('combobox', { name: 'Who has to acknowledge' }));
    await user.click(screen.getByRole('option', { name: /One is enough/ }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(inputs('changeSettings')[0]?.ladders).toMatchObject([{ until: 'acknowledged', enough: 'one' }]),
    );
    expect(within(ladders()).getByRole('listitem').textContent).toContain('until one person acknowledges');
  });

  test('runs in the relay where a person says so, which the list tells', async () => {
    const relay = { address: 'https://relay.corp.cn', takes: [] };
    const { user, inputs } = show({ startup: { settings: { ...fakeStartup.settings, relay } } });
    await user.click(screen.getByRole('button', { name: 'Edit 3 / 8 min' }));
    const tick = () => screen.getByRole<HTMLInputElement>('checkbox', { name: 'Run in the relay' });
    expect(tick().checked).toBe(false);
    expect(screen.getByText(/nothing escalates while it is asleep/)).toBeTruthy();
    await user.click(tick());
    expect(screen.getByText('In relay.corp.cn: goes on while this computer sleeps or is off.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(inputs('changeSettings')[0]?.ladders).toMatchObject([{ climbs: 'relay' }]));
    expect(within(ladders()).getByRole('listitem').textContent).toContain('run in the relay');
  });

  test('cannot be sent to a relay where none is set, and one that was can be taken from it', async () => {
    const { user, unmount } = show();
    await user.click(screen.getByRole('button', { name: 'Edit 3 / 8 min' }));
    const tick = () => screen.getByRole<HTMLInputElement>('checkbox', { name: 'Run in the relay' });
    expect([tick().checked, tick().disabled]).toEqual([false, true]);
    expect(screen.getByText(/^No relay is set \(Settings › Relay\)/)).toBeTruthy();
    unmount();
    const left = show({
      startup: { settings: { ...fakeStartup.settings, ladders: [{ ...standard, climbs: 'relay' }] } },
    });
    await left.user.click(screen.getByRole('button', { name: 'Edit 3 / 8 min' }));
    expect([tick().checked, tick().disabled]).toEqual([true, false]);
    expect(screen.getByText(/^No relay is set/)).toBeTruthy();
    await left.user.click(tick());
    await left.user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(left.inputs('changeSettings')[0]?.ladders).toMatchObject([{ climbs: 'here' }]));
  });

  test('a changed ladder asks before its changes are lost', async () => {
    const { user, inputs } = show();
    await user.click(screen.getByRole('button', { name: 'Edit 3 / 8 min' }));
    await user.click(screen.getByRole('button', { name: 'Remove step 2' }));
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', { name: 'Discard' }));
    expect(within(ladders()).getByRole('listitem').textContent).toContain('calls after 8 min');
    expect(inputs('changeSettings')).toEqual([]);
  });

  test('removing one can be undone', async () => {
    const { user } = show();
    await user.click(screen.getByRole('button', { name: 'Remove 3 / 8 min' }));
    await waitFor(() => expect(within(ladders()).queryByRole('listitem')).toBeNull());
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await within(ladders()).findByText('3 / 8 min')).toBeTruthy();
  });

  test('two removed ladders both come back, and one made meanwhile stays', async () => {
    const named = (name: string): Ladder => ({ ...standard, id: `ldr_${name}` as LadderId, name });
    const [first, second, made] = ['first', 'second', 'made'].map(named) as [Ladder, Ladder, Ladder];
    const { user, bridge } = show({
      startup: { settings: { ...fakeStartup.settings, ladders: [first, standard, second] } },
    });
    const names = () =>
      within(ladders())
        .queryAllByRole('listitem')
        .map((item) => item.querySelector('b')?.textContent);
    const gone = async (name: string) => {
      await user.click(screen.getByRole('button', { name: `Remove ${name}` }));
      await waitFor(() => expect(names()).not.toContain(name));
    };
    await gone('first');
    await gone('second');
    await act(async () => void (await bridge.changeSettings({ ladders: [standard, made] })));
    const undos = screen.getAllByRole('button', { name: 'Undo' });
    expect(undos).toHaveLength(2);
    for (const undo of undos) await user.click(undo);
    await waitFor(() => expect(names()).toHaveLength(4));
    expect(names()).toEqual(['first', '3 / 8 min', 'second', 'made']);
  });

  test('an edit interrupted by the hotkey is there again until it is saved or given up', async () => {
    const { user, unmount } = show();
    await user.click(screen.getByRole('button', { name: 'Edit 3 / 8 min' }));
    await user.type(input('Ladder name'), ' Night');
    unmount();
    const again = show();
    expect(input('Ladder name')).toHaveProperty('value', '3 / 8 min Night');
    await again.user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(within(ladders()).getByText('3 / 8 min Night')).toBeTruthy());
    expect(again.inputs('changeSettings')).toMatchObject([{ ladders: [{ id: standard.id, name: '3 / 8 min Night' }] }]);
    again.unmount();
    show();
    expect(ladders()).toBeTruthy();
  });
});

test('the time to undo and the days that buzzes are kept are saved', async () => {
  const { user, inputs } = show();
  await user.clear(input('Undo time (seconds)'));
  await user.type(input('Undo time (seconds)'), '10{Enter}');
  await user.click(screen.getByRole('combobox', { name: 'Keep buzzes for' }));
  await user.click(await screen.findByRole('option', { name: 'Forever' }));
  await waitFor(() => expect(inputs('changeSettings')).toEqual([{ undoSeconds: 10 }, { keepDays: null }]));
});
