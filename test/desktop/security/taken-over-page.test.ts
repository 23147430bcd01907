import { beforeAll, describe, expect, test } from 'vitest';
import type { Group } from '../../../electron/contract/model/group';
import { TemplateId } from '../../../electron/contract/model/ids';
import { launched } from '../../support/desktop/launched';
import { pressPaid, touch } from '../../support/desktop/press';
import { type PracticeRemote, practiceIn } from '../../support/feishu/practice-remote';

// A page that was taken over makes every request of its window, and says that a person has confirmed. Main believes a press
// of a key or a button that came through it, and nothing else. No test before the last ones presses anything.

const buzz = launched({ shown: true });
let practice: PracticeRemote;
beforeAll(async () => {
  practice = await practiceIn(buzz.page);
});

const needsHands = { ok: false, problem: { advice: 'hands-needed' } };
const settings = () =>
  buzz.page.evaluate(async () => {
    const startup = await window.buzz.getStartup();
    if (!startup.ok) throw new Error('no startup');
    return startup.value.settings;
  });
const ceilings = { callsPerPersonPerHour: 20, callsPerHour: 500, smsPerMonth: 500, phonePerMonth: 500 };

let texts = 0;
/** Plans a phone buzz and confirms it as if a person had held the button; answers with main's reason, or `called`. */
const call = async (gesture: 'paid' | 'paid-at-night'): Promise<string> => {
  const { openId } = await practice.person('李雷');
  return buzz.page.evaluate(
    async ({ openId, text, gesture }) => {
      const startup = await window.buzz.getStartup();
      if (!startup.ok) throw new Error('no startup');
      const plan = await window.buzz.planBuzz({
        ...startup.value.draft,
        to: [{ kind: 'person', person: { name: '李雷', openId: openId as never } }],
        text,
        channel: 'phone',
        delivery: { mode: 'direct' },
      });
      if (!plan.ok) return plan.problem.advice;
      const board = await window.buzz.confirmBuzz({ planId: plan.value.id, gesture });
      return board.ok ? 'called' : board.problem.advice;
    },
    { openId, text: `attack ${++texts}`, gesture },
  );
};

/** Events that a script can make, which look to the page like those of a person. */
const pretend = () =>
  buzz.page.evaluate(() => {
    const keys = { key: 'Enter', code: 'Enter', ctrlKey: true, shiftKey: true, bubbles: true };
    for (const target of [window, document, document.body, ...document.querySelectorAll('button')]) {
      target.dispatchEvent(new KeyboardEvent('keydown', keys));
      target.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
      target.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
    }
  });

describe('without a press in its window, a page that was taken over', () => {
  test('calls no person, however often it says that one has confirmed', async () => {
    await pretend();
    for (let tries = 0; tries < 20; tries += 1)
      expect(await call(tries % 2 === 0 ? 'paid' : 'paid-at-night')).toBe('paid-gesture-needed');
    expect(await practice.calls('urgent_phone')).toEqual([]);
    expect(await practice.calls('send')).toEqual([]);
  });

  test('raises no ceiling, shortens no time to undo, and forgets no night', async () => {
    await pretend();
    const night = { from: 1320, to: 480 };
    expect(await buzz.page.evaluate((nightHours) => window.buzz.changeSettings({ nightHours }), night)).toMatchObject({
      ok: true,
    });
    const before = await settings();
    for (const change of [{ ceilings }, { undoSeconds: 0 }, { undoSeconds: 1 }, { nightHours: null }])
      expect(await buzz.page.evaluate((each) => window.buzz.changeSettings(each), change)).toMatchObject(needsHands);
    expect(await buzz.page.evaluate(() => window.buzz.resetSettings())).toMatchObject(needsHands);
    expect(await settings()).toEqual(before);
    // What protects more needs no one.
    const lower = { ...before.ceilings, callsPerHour: 1 };
    for (const change of [{ ceilings: lower }, { undoSeconds: 5 }])
      expect(await buzz.page.evaluate((each) => window.buzz.changeSettings(each), change)).toMatchObject({ ok: true });
  });

  test('reads nothing that was copied', async () => {
    await buzz.app.evaluate(({ clipboard }) => clipboard.writeText('a password that was copied'));
    const id = TemplateId.parse('tpl_spy');
    const templates = [{ id, name: 'spy', text: '{{ clipboard }}{{ picture }}' }];
    await buzz.page.evaluate((each) => window.buzz.changeSettings({ templates: each }), templates);
    await pretend();
    const filled = await buzz.page.evaluate((each) => window.buzz.fillTemplate({ id: each }), id);
    expect(filled).toMatchObject(needsHands);
    expect(JSON.stringify(filled)).not.toContain('password');
  });

  test('takes no key from other programs, and deletes nothing', async () => {
    await pretend();
    for (const accelerator of ['A', 'Space', 'Return', 'CommandOrControl+C', 'CommandOrControl+Alt+J', ''])
      expect(
        await buzz.page.evaluate((each) => window.buzz.tryHotkey({ accelerator: each }), accelerator),
      ).toMatchObject(needsHands);
    expect(await saveGroup('CommandOrControl+Alt+J')).toMatchObject(needsHands);
    expect(await takenKeys()).toEqual([]);
    const deleted = await buzz.page.evaluate(() => window.buzz.deleteData({ what: 'buzzes', consent: 'delete' }));
    expect(deleted).toMatchObject(needsHands);
  });
});

const saveGroup = (hotkey: string) =>
  buzz.page.evaluate(async (key) => {
    const startup = await window.buzz.getStartup();
    const [group] = startup.ok ? startup.value.groups : [];
    return window.buzz.saveGroup({ ...(group as Group), hotkey: key });
  }, hotkey);
/** The everyday keys, and one more, that the program holds in front of others. */
const takenKeys = () =>
  buzz.app.evaluate(({ globalShortcut }) =>
    ['A', 'Space', 'Return', 'CommandOrControl+C', 'CommandOrControl+Alt+J'].filter((key) =>
      globalShortcut.isRegistered(key),
    ),
  );

describe('with a press in its window', () => {
  test('a page still takes no everyday key, by no way', async () => {
    await touch(buzz.page);
    for (const accelerator of ['A', 'Space', 'Return', 'CommandOrControl+C']) {
      const everyday = { problem: { advice: 'hotkey-everyday' } };
      expect(
        await buzz.page.evaluate((each) => window.buzz.tryHotkey({ accelerator: each }), accelerator),
      ).toMatchObject({
        ok: true,
        value: everyday,
      });
      expect(
        await buzz.page.evaluate((each) => window.buzz.testHotkey({ accelerator: each, groupId: null }), accelerator),
      ).toMatchObject({ ok: true, value: everyday });
      expect(await saveGroup(accelerator)).toMatchObject({ ok: false, ...everyday });
    }
    expect(await takenKeys()).toEqual([]);
  });

  test('does what the person has asked for', async () => {
    await touch(buzz.page);
    expect(await buzz.page.evaluate((each) => window.buzz.changeSettings({ ceilings: each }), ceilings)).toMatchObject({
      ok: true,
    });
    expect(await buzz.page.evaluate(() => window.buzz.fillTemplate({ id: 'tpl_spy' as never }))).toMatchObject({
      ok: true,
      value: { text: 'a password that was copied', picture: 'missing' },
    });
    expect(
      await buzz.page.evaluate(() => window.buzz.tryHotkey({ accelerator: 'CommandOrControl+Alt+J' })),
    ).toMatchObject({ ok: true, value: { problem: null } });
    expect(await takenKeys()).toEqual(['CommandOrControl+Alt+J']);
  });

  test('calls once for each time that the person has confirmed, and never by a click', async () => {
    await buzz.page.mouse.click(5, 5);
    expect(await call('paid')).toBe('paid-gesture-needed');
    await pressPaid(buzz.page);
    expect([await call('paid-at-night'), await call('paid-at-night')]).toEqual(['called', 'paid-gesture-needed']);
    await practice.arrived('urgent_phone', 1);
    expect(await practice.calls('urgent_phone')).toHaveLength(1);
  });
});
