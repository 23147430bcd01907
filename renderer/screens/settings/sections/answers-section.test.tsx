import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { defaultSettings, Settings } from '../../../../electron/contract/model/settings';
import { fakeStartup } from '../../../../test/support/bridge/fake-world';
import { renderScreen } from '../../../../test/support/bridge/render-screen';
import { AnswersSection } from './answers-section';

const show = (change: Partial<Settings> = {}) =>
  renderScreen(<AnswersSection />, { startup: { settings: { ...fakeStartup.settings, ...change } } });
const reply = (number: number, language: 'Chinese' | 'English') =>
  screen.getByRole<HTMLInputElement>('textbox', { name: `Quick reply ${number} (${language})` });
const add = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Add quick reply' });

describe('answers in Settings', () => {
  test('quick replies are changed in both languages, saved when their field is left, three at most', async () => {
    const { user, inputs } = show({ bubbles: defaultSettings.bubbles.slice(0, 2) });
    await user.clear(reply(1, 'Chinese'));
    await user.type(reply(1, 'Chinese'), '知道了');
    expect(inputs('changeSettings')).toEqual([]);
    await user.click(reply(2, 'Chinese'));
    await waitFor(() => expect(inputs('changeSettings')).toHaveLength(1));
    await user.click(add());
    await user.type(reply(3, 'English'), 'Call me');
    await user.keyboard('{Enter}');
    const [first, second] = inputs('changeSettings').map(({ bubbles }) => bubbles);
    expect(first?.[0]).toEqual({ 'zh-CN': '知道了', 'en-US': 'Got it' });
    // One that is written in one language alone is shown in both.
    expect(second?.[2]).toEqual({ 'zh-CN': 'Call me', 'en-US': 'Call me' });
    expect(Settings.shape.bubbles.safeParse(second).success).toBe(true);
    await waitFor(() => expect(add().disabled).toBe(true));
  });

  test('two that are alike are not saved, and an empty one is none', async () => {
    const { user, inputs } = show({ bubbles: defaultSettings.bubbles.slice(0, 2) });
    await user.clear(reply(2, 'English'));
    await user.type(reply(2, 'English'), 'got it');
    await user.click(reply(1, 'English'));
    expect(screen.getByText('Two quick replies are the same, so they were not saved')).toBeTruthy();
    expect(inputs('changeSettings')).toEqual([]);
    await user.clear(reply(2, 'English'));
    await user.clear(reply(2, 'Chinese'));
    await user.click(reply(1, 'English'));
    await waitFor(() => expect(inputs('changeSettings')).toEqual([{ bubbles: defaultSettings.bubbles.slice(0, 1) }]));
  });

  test('all can be removed, and the focus stays in the list', async () => {
    const { user, inputs } = show({ bubbles: defaultSettings.bubbles.slice(0, 1) });
    await user.click(screen.getByRole('button', { name: 'Remove quick reply 1' }));
    expect(inputs('changeSettings')).toEqual([{ bubbles: [] }]);
    expect(screen.getByText('No quick replies. People can react or reply.')).toBeTruthy();
  });

  test('the line, the tick and when to ask are switched', async () => {
    const { user, inputs } = show();
    await user.click(screen.getByRole('checkbox', { name: 'End the message with how to answer' }));
    await user.click(screen.getByRole('checkbox', { name: 'React with “done” to their acknowledgment' }));
    expect(inputs('changeSettings')).toEqual([{ answerLine: false }, { tickReplies: false }]);
  });
});
