// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { LadderId } from '../../../electron/contract/ids';
import { Ladder } from '../../../electron/contract/ladder';
import { Settings } from '../../../electron/contract/settings';
import { fakeStartup } from '../../../test/support/fake-world';
import { renderScreen } from '../../../test/support/render-screen';
import { formOfLadder, ladderLimits, readLadder } from './ladder-form';
import { undoRange } from './limits-section';
import { SettingsScreen } from './settings-screen';

const show = () => renderScreen(<SettingsScreen onBack={() => undefined} />);
const ladders = () => screen.getByRole('region', { name: 'Ladders' });
const newId = () => 'ldr_new' as LadderId;
const [standard] = fakeStartup.settings.ladders as [Ladder];
const input = (name: string) => screen.getByRole('textbox', { name });

describe('the limits repeated from the contract', () => {
  const typed = (change: Partial<Ladder>) => Ladder.safeParse({ ...standard, ...change }).success;
  const atLimits = (minutes: number) => [{ afterMinutes: minutes, channel: 'app' as const }];

  test('are its own', () => {
    const { afterMinutes, everyMinutes, graceMinutes } = ladderLimits;
    for (const [range, accepted] of [
      [afterMinutes, (value: number) => typed({ steps: atLimits(value) })],
      [everyMinutes, (value: number) => typed({ repeat: { times: 1, everyMinutes: value } })],
      [graceMinutes, (value: number) => typed({ graceMinutes: value })],
      [undoRange, (value: number) => Settings.shape.undoSeconds.safeParse(value).success],
    ] as const) {
      expect([range.min, range.max].map(accepted)).toEqual([true, true]);
      expect([range.min - 0.1, range.max + 1].map(accepted)).toEqual([false, false]);
    }
    expect(typed({ repeat: { times: ladderLimits.times + 1, everyMinutes: 1 } })).toBe(false);
    expect(typed({ name: 'x'.repeat(ladderLimits.name + 1) })).toBe(false);
  });

  test('so what the editor accepts, the contract accepts', () => {
    const read = readLadder({ ...formOfLadder(standard), id: null, name: 'Night' }, [standard], newId);
    expect(read.ok && Ladder.safeParse(read.ladder).success).toBe(true);
  });
});

describe('what is wrong with a ladder', () => {
  const problemsOf = (change: Partial<ReturnType<typeof formOfLadder>>) => {
    const read = readLadder({ ...formOfLadder(standard), ...change }, [standard], newId);
    return read.ok ? {} : read.problems;
  };
  const steps = (...minutes: string[]) =>
    minutes.map((afterMinutes, key) => ({ key, afterMinutes, channel: 'app' as const }));

  test('is told by field', () => {
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
  test('each says in words what it does', () => {
    show();
    expect(within(ladders()).getByRole('listitem').textContent).toContain('SMS after 3 min, calls after 8 min');
  });

  test('a new one is checked, then saved with the others', async () => {
    const { user, inputs } = show();
    await user.click(screen.getByRole('button', { name: 'New ladder' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getByText('Give the ladder a name')).toBeTruthy();
    await user.type(input('Ladder name'), 'Night');
    await user.click(screen.getByRole('button', { name: 'Add a step' }));
    await user.clear(input('Step 2: after minutes'));
    await user.type(input('Step 2: after minutes'), '2');
    expect(screen.getByText('Each step has to come later than the one before')).toBeTruthy();
    await user.type(input('Step 2: after minutes'), '0');
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

  test('a changed one asks before its changes are lost', async () => {
    const { user, inputs } = show();
    await user.click(screen.getByRole('button', { name: 'Edit 3 / 8 min' }));
    await user.click(screen.getByRole('button', { name: 'Remove step 2' }));
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', { name: 'Discard' }));
    expect(within(ladders()).getByRole('listitem').textContent).toContain('calls after 8 min');
    expect(inputs('changeSettings')).toEqual([]);
  });

  test('removing one can be taken back', async () => {
    const { user } = show();
    await user.click(screen.getByRole('button', { name: 'Remove 3 / 8 min' }));
    await waitFor(() => expect(within(ladders()).queryByRole('listitem')).toBeNull());
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await within(ladders()).findByText('3 / 8 min')).toBeTruthy();
  });
});

test('the time to undo and the days that buzzes are kept are saved', async () => {
  const { user, inputs } = show();
  await user.clear(input('Undo time, seconds'));
  await user.type(input('Undo time, seconds'), '10{Enter}');
  await user.click(screen.getByRole('combobox', { name: 'Keep buzzes for' }));
  await user.click(await screen.findByRole('option', { name: 'Ever' }));
  await waitFor(() => expect(inputs('changeSettings')).toEqual([{ undoSeconds: 10 }, { keepDays: null }]));
});
