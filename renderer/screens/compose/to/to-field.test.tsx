import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type Answer, failed, ok, problem } from '../../../../electron/contract/advice/problem';
import type { ReadLine, Suggestion, Suggestions } from '../../../../electron/contract/model/directory';
import { DepartmentId } from '../../../../electron/contract/model/ids';
import type { Person } from '../../../../electron/contract/model/person';
import type { PlannedPerson } from '../../../../electron/contract/model/plan';
import { personKey } from '../../../../electron/contract/rules/person-key';
import { fakeStartup } from '../../../../test/support/bridge/fake-world';
import { renderPopup } from '../../../../test/support/bridge/render-popup';
import { aPerson } from '../../../../test/support/samples';

const to = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'To' });
const chips = () => within(screen.getByRole('list', { name: 'Chosen recipients' })).queryAllByRole('listitem');
const words = () => chips().map((chip) => chip.textContent);
const options = () => screen.getAllByRole('option');

const someone = (number: number): Person => aPerson(`同事${number}`, `ou_c${number}`);
const row = (person: Person, hint = ''): Suggestion => ({
  recipient: { kind: 'person', person },
  label: person.name,
  members: null,
  hint,
  labelHits: [],
  hintHits: [],
});
const rows = (...people: Person[]): Answer<Suggestions> => ok({ rows: people.map((each) => row(each)), problem: null });

/** Even numbers are known colleagues; any other text is unknown. */
const readLines = ({ text }: { text: string }): Answer<readonly ReadLine[]> =>
  ok(
    text.split('\n').map((line) => {
      const known = /^c(\d+)$/.exec(line);
      return known
        ? { line, person: someone(Number(known[1])), problem: null }
        : { line, person: { name: line }, problem: problem('person-unresolved', { name: line }) };
    }),
  );

const paste = async (text: string, answers: Parameters<typeof renderPopup>[0] = {}) => {
  const popup = renderPopup({ ...answers, answers: { readLines, ...answers?.answers } });
  await popup.user.click(to());
  await popup.user.paste(text);
  return popup;
};
const hundreds = [...Array.from({ length: 300 }, (_, index) => `c${index}`), '王小明', '查无此人', 'c7', 'c8'].join(
  '\n',
);

describe('To, with many recipients', () => {
  it('reads hundreds of pasted lines at once, each person once, and shows those found as a number', async () => {
    const { composer, inputs, user } = await paste(hundreds);
    const many = await screen.findByRole('button', { name: '300 recipients' });
    expect(inputs('readLines')).toHaveLength(1);
    expect(composer.current().draft.to).toHaveLength(302);
    expect(words()).toEqual(['王小明 · not found', '查无此人 · not found']);
    expect(screen.getByText('300 recognized · 2 not found: click one to fix it')).toBeTruthy();
    await user.click(many);
    expect(many.getAttribute('aria-expanded')).toBe('true');
    expect(chips()).toHaveLength(302);
  });

  it('removes all recipients that were not found at once, and only those', async () => {
    const { composer, user } = await paste(hundreds);
    await user.click(await screen.findByRole('button', { name: 'Remove 2 not found' }));
    expect(composer.current().draft.to).toHaveLength(300);
    expect(document.activeElement).toBe(to());
  });

  it('takes no more recipients than a draft holds, and says so', async () => {
    const { composer } = await paste(Array.from({ length: 1_010 }, (_, index) => `c${index}`).join('\n'));
    await screen.findByText(/The limit is 1,?000 recipients/);
    expect(composer.current().draft.to).toHaveLength(1_000);
  });
});

describe('To, while recipients are being read', () => {
  /** Pastes three lines; `answer` makes main answer. */
  const pasteSlowly = async () => {
    let answer: (lines: ReturnType<typeof readLines>) => void = () => undefined;
    const popup = await paste('c1\nc2\nc3', {
      startup: { draft: { ...fakeStartup.draft, to: [{ kind: 'person', person: someone(9) }], text: 'db down' } },
      answers: {
        readLines: () =>
          new Promise((resolve) => {
            answer = resolve;
          }),
      },
    });
    return { ...popup, answer: (lines: ReturnType<typeof readLines>) => act(async () => answer(lines)) };
  };
  const plan = () => screen.getByRole('status', { name: 'Plan' });

  it('does not send before all of them are known, and says so only as long as it is true', async () => {
    const { user, inputs, answer } = await pasteSlowly();
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(plan().textContent).toContain('Looking up…');
    expect(inputs('confirmBuzz')).toEqual([]);
    await answer(readLines({ text: 'c1\nc2\nc3' }));
    expect(plan().textContent).not.toContain('Looking up…');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(inputs('confirmBuzz')).toHaveLength(1));
    expect(inputs('planBuzz').at(-1)?.to).toHaveLength(4);
  });

  it('keeps text typed meanwhile', async () => {
    const { user, answer } = await pasteSlowly();
    await user.keyboard('zhang');
    await answer(readLines({ text: 'c1\nc2\nc3' }));
    expect(words()).toHaveLength(4);
    expect(to().value).toBe('zhang');
  });

  it('puts the text back when it could not be read', async () => {
    const { user, answer } = await pasteSlowly();
    await user.keyboard('zhang');
    await answer(failed(problem('offline')));
    expect(to().value).toBe('c1, c2, c3, zhang');
    expect(words()).toHaveLength(1);
  });

  it('reads a text that is too long for a name by Enter', async () => {
    const lines = Array.from({ length: 80 }, (_, index) => `c${index}`);
    const { composer, user, inputs } = renderPopup({
      answers: { readLines: ({ text }) => readLines({ text: text.replaceAll(', ', '\n') }) },
    });
    fireEvent.focus(to());
    fireEvent.change(to(), { target: { value: lines.join(', ') } });
    await user.type(to(), '{Enter}');
    await waitFor(() => expect(composer.current().draft.to).toHaveLength(80));
    expect(inputs('readLines')).toEqual([{ text: lines.join(', ') }]);
    expect(to().value).toBe('');
  });
});

describe('To, with a person who was not found', () => {
  it('takes the text back into the field and replaces it by the picked person', async () => {
    const namesakes = [someone(51), someone(52)];
    const { composer, user, inputs } = await paste('c1\n同事\nc2', {
      answers: { searchRecipients: () => rows(...namesakes) },
    });
    await user.click(await screen.findByRole('button', { name: '同事 · not found' }));
    expect(to().value).toBe('同事');
    expect(document.activeElement).toBe(to());
    await waitFor(() => expect(options()).toHaveLength(2));
    expect(inputs('searchRecipients').at(-1)).toEqual({ query: '同事' });
    await user.keyboard('{ArrowDown}{Enter}');
    expect(words()).toEqual(['同事1', '同事52', '同事2']);
    expect(composer.current().draft.to[1]).toEqual({ kind: 'person', person: namesakes[1] });
    expect(to().value).toBe('');
  });

  it('reads a corrected line again in its place, by keyboard alone', async () => {
    const { user } = await paste('c1\nc 2\nc3', { answers: { searchRecipients: () => rows() } });
    await screen.findByRole('button', { name: 'c 2 · not found' });
    await user.keyboard('{ArrowLeft}{ArrowLeft}{Enter}');
    expect(to().value).toBe('c 2');
    await user.clear(to());
    await user.keyboard('c2{Enter}');
    await waitFor(() => expect(words()).toEqual(['同事1', '同事2', '同事3']));
  });

  it('keeps the line as it was when Esc is pressed', async () => {
    const { user, composer } = await paste('c1\n谁', { answers: { searchRecipients: () => rows() } });
    await user.click(await screen.findByRole('button', { name: '谁 · not found' }));
    await user.keyboard('{Escape}');
    expect(to().value).toBe('');
    expect(composer.current().draft.to).toHaveLength(2);
    await user.keyboard('c3{Enter}');
    await waitFor(() => expect(words()).toEqual(['同事1', '谁 · not found', '同事3']));
  });
});

describe('the list under To', () => {
  it('does not say that there is no match before the answer, and the latest answer wins', async () => {
    const waiting = new Map<string, (answer: Answer<Suggestions>) => void>();
    const { user } = renderPopup({
      answers: { searchRecipients: ({ query }) => new Promise((resolve) => waiting.set(query, resolve)) },
    });
    await user.type(to(), 'xx');
    await act(async () => waiting.get('x')?.(rows(someone(1))));
    expect(screen.queryByRole('option')).toBeNull();
    await act(async () => waiting.get('xx')?.(rows()));
    expect(screen.getByText(/No match for “xx”/)).toBeTruthy();
    await user.type(to(), 'y');
    expect(screen.queryByText(/No match/)).toBeNull();
    await act(async () => waiting.get('xxy')?.(rows(someone(2))));
    expect(options()).toHaveLength(1);
  });

  it('gives the true reason instead of “no match”', async () => {
    const { user } = renderPopup({ answers: { searchRecipients: () => failed(problem('secret-missing')) } });
    await user.type(to(), 'zhang');
    expect((await screen.findByRole('alert')).textContent).toMatch(/secret/i);
    expect(screen.queryByText(/No match/)).toBeNull();
  });

  it('draws only the rows in sight of a hundred, each with its position', async () => {
    const everybody = Array.from({ length: 100 }, (_, index) => someone(index));
    const { user } = renderPopup({ answers: { searchRecipients: () => rows(...everybody) } });
    await user.type(to(), 't');
    await waitFor(() => expect(options().length).toBeGreaterThan(8));
    expect(options().length).toBeLessThan(40);
    const panel = screen.getByRole('listbox', { name: 'Suggested recipients' }).parentElement as HTMLElement;
    // jsdom has no layout, so only the keys scroll the list.
    for (let press = 0; press < 60; press += 1) {
      await user.keyboard('{ArrowDown}');
      panel.dispatchEvent(new Event('scroll', { bubbles: true }));
    }
    const active = options().find((option) => option.getAttribute('aria-selected') === 'true');
    expect(active?.textContent).toContain('同事60');
    expect(active?.getAttribute('aria-posinset')).toBe('61');
    expect(active?.getAttribute('aria-setsize')).toBe('100');
    expect(to().getAttribute('aria-activedescendant')).toBe(active?.id);
    await user.keyboard('{Enter}');
    expect(words()).toEqual(['同事60']);
  });

  it('asks again when main has come to know more people', async () => {
    let known: Person[] = [];
    const { user, emit } = renderPopup({ answers: { searchRecipients: () => rows(...known) } });
    await user.type(to(), 'zhang');
    await screen.findByText(/No match/);
    known = [someone(3)];
    act(() => emit('directoryChanged', {} as never));
    await waitFor(() => expect(options()).toHaveLength(1));
  });
});

describe('To, and who is meant', () => {
  const shared = { outcome: 'unreachable' as const, problem: problem('person-ambiguous', { name: '张伟' }) };
  const planned = (name: string, change: Partial<PlannedPerson>): PlannedPerson => ({
    ...{ key: personKey({ name }), name, department: null, idType: null, id: null, preflight: null, warning: null },
    recently: null,
    ...change,
  });

  it('counts and removes names that are shared apart from those that were not found', async () => {
    const lines = ['张伟', '李娜', '查无此人', '没有的人', 'c7'];
    const foreseePeople = () =>
      ok(
        lines.slice(0, 4).map((name, at) =>
          planned(name, {
            preflight: at < 2 ? shared : { outcome: 'unreachable', problem: problem('person-unresolved', { name }) },
          }),
        ),
      );
    const read = ({ text }: { text: string }) =>
      ok(
        text.split('\n').map((line, at) => {
          if (line === 'c7') return { line, person: someone(7), problem: null };
          return {
            line,
            person: { name: line },
            problem: problem(at < 2 ? 'person-ambiguous' : 'person-unresolved', { name: line }),
          };
        }),
      );
    const { composer, user } = await paste(lines.join('\n'), {
      answers: { readLines: read, foreseePeople, planBuzz: () => new Promise(() => undefined) },
    });
    await screen.findByText(
      '1 recognized · 2 names are shared: click one to choose · 2 not found: click one to fix it',
    );
    await user.click(await screen.findByRole('button', { name: 'Remove 2 not found' }));
    expect(composer.current().draft.to).toHaveLength(3);
    await user.click(screen.getByRole('button', { name: 'Remove 2 shared names' }));
    expect(composer.current().draft.to).toEqual([{ kind: 'person', person: someone(7) }]);
  });

  it('shows the department of a person whose name is shared', async () => {
    const zhang = aPerson('张伟', 'ou_zhang', { department: '研发' });
    renderPopup({
      startup: { draft: { ...fakeStartup.draft, to: [{ kind: 'person', person: zhang }], text: 'x' } },
      answers: {
        foreseePeople: () => ok([planned('张伟', { key: personKey(zhang), department: '研发' })]),
        planBuzz: () => new Promise(() => undefined),
      },
    });
    await waitFor(() => expect(words()).toEqual(['张伟 (研发)']));
  });

  it('says what a group and a chat are, and how many people they have', async () => {
    const { user } = renderPopup();
    await user.type(to(), '数据库');
    await waitFor(() => expect(options().map((each) => each.textContent)).toContain('数据库Group · 4 people'));
    expect(options().map((each) => each.textContent)).toContain('数据库告警Chat · 18 people');
  });
});

describe('To, with a whole department', () => {
  const department = { kind: 'department', departmentId: DepartmentId.parse('od-platform'), name: '平台部' } as const;
  const suggestion: Suggestion = {
    recipient: department,
    label: '平台部',
    members: 3,
    hint: '',
    labelHits: [],
    hintHits: [],
  };
  const open = (people: Answer<readonly Person[]>) =>
    renderPopup({
      answers: { searchRecipients: () => ok({ rows: [suggestion], problem: null }), listMembers: () => people },
    });

  it('offers it with its kind and size, and takes it as one chip with the number of its people', async () => {
    const { composer, user } = open(ok([someone(1), someone(2), someone(3)]));
    await user.type(to(), 'pt');
    expect((await screen.findByRole('option')).textContent).toBe('平台部Department · 3 people');
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('button', { name: '平台部 · 3 people' })).toBeTruthy();
    expect(composer.current().draft.to).toEqual([department]);
  });

  it('opens into its people, each of whom can be taken out', async () => {
    const { composer, user } = open(ok([someone(1), someone(2)]));
    await user.type(to(), 'pt');
    await screen.findByRole('option');
    await user.keyboard('{Enter}');
    await user.click(await screen.findByRole('button', { name: '平台部 · 2 people' }));
    expect(composer.current().draft.to).toEqual([1, 2].map((each) => ({ kind: 'person', person: someone(each) })));
    expect(document.activeElement).toBe(to());
  });

  it('is marked, with the reason, when the contacts do not have it any more', async () => {
    const { user } = open(failed(problem('department-gone', { name: '平台部' })));
    await user.type(to(), 'pt');
    await screen.findByRole('option');
    await user.keyboard('{Enter}');
    expect(await screen.findByTitle(/can’t see “平台部” in the contacts/)).toBeTruthy();
  });
});
