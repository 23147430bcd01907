import { act, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ok, problem } from '../../../../electron/contract/advice/problem';
import { emptyDraft } from '../../../../electron/contract/model/draft';
import { fakeDirectory } from '../../../../test/support/bridge/fake-directory';
import { fakeStartup } from '../../../../test/support/bridge/fake-world';
import { renderPopup } from '../../../../test/support/bridge/render-popup';
import { aPerson } from '../../../../test/support/samples';

const { currentWorkspaceId: id } = fakeStartup;
const named = (name: string) => ({ kind: 'person', person: { name } }) as const;
const whileReading = fakeDirectory(id, { at: null, reading: { done: 1, total: 9 } });
const wei = aPerson('欧阳伟', 'ou_wei');

/** Shows a draft with two names, for which main answers with the advice in `told` while the contacts are read. */
const twoNames = () => {
  const told = { advice: 'contacts-being-read' as 'contacts-being-read' | 'person-unresolved' };
  return renderPopup({
    startup: { draft: { ...emptyDraft(id), to: [named('欧阳伟'), named('查无此人')], text: '看一下' } },
    answers: {
      getDirectory: () => ok(whileReading),
      foreseePeople: ({ to }) =>
        ok(
          to.flatMap((each) => {
            if (each.kind !== 'person' || each.person.openId) return [];
            const { name } = each.person;
            const preflight = { outcome: 'unreachable' as const, problem: problem(told.advice, { name }) };
            return [
              {
                key: `name:${name}` as never,
                name,
                department: null,
                idType: null,
                id: null,
                preflight,
                warning: null,
                recently: null,
              },
            ];
          }),
        ),
      // The plan never comes, so the chips show the first answer.
      planBuzz: () => new Promise(() => undefined),
      readLines: ({ text }) => {
        told.advice = 'person-unresolved';
        return ok(
          text.split('\n').map((line) => {
            if (line === wei.name) return { line, person: wei, problem: null };
            return { line, person: { name: line }, problem: problem('person-unresolved', { name: line }) };
          }),
        );
      },
    },
  });
};

it('names are read again, in their place, once the contacts have been read', async () => {
  const { composer, emit, inputs } = twoNames();
  await screen.findByText('欧阳伟 · contacts syncing');
  expect(inputs('readLines')).toEqual([]);
  // They are not lost yet, so removing them all at once is not offered.
  expect(screen.queryByRole('button', { name: 'Remove 2 not found' })).toBeNull();
  await waitFor(() => expect(inputs('getDirectory')).not.toEqual([]));
  act(() => emit('directoryChanged', fakeDirectory(id)));
  await screen.findByText('查无此人 · not found');
  expect(composer.current().draft.to).toEqual([{ kind: 'person', person: wei }, named('查无此人')]);
  expect(inputs('readLines')).toEqual([{ text: '欧阳伟\n查无此人' }]);
});

it('when reading the contacts was given up, names stay unresolved and the plan says so', async () => {
  const { composer, emit, inputs } = twoNames();
  await screen.findByText('欧阳伟 · contacts syncing');
  await waitFor(() => expect(inputs('planBuzz')).toHaveLength(1));
  act(() => emit('directoryChanged', fakeDirectory(id, { at: null, unfinished: true })));
  await waitFor(() => expect(inputs('planBuzz')).toHaveLength(2));
  expect(inputs('readLines')).toEqual([]);
  expect(composer.current().draft.to).toEqual([named('欧阳伟'), named('查无此人')]);
});

it('names are read again even if the reading ended while another screen was shown', async () => {
  const told = { reading: true };
  const { composer, user, emit } = renderPopup({
    answers: {
      getDirectory: () => ok(told.reading ? whileReading : fakeDirectory(id)),
      readLines: ({ text }) =>
        ok(
          text.split('\n').map((line) => {
            if (told.reading) return { line, person: { name: line }, problem: problem('contacts-being-read') };
            if (line === wei.name) return { line, person: wei, problem: null };
            return { line, person: { name: line }, problem: problem('person-unresolved', { name: line }) };
          }),
        ),
    },
  });
  await user.click(screen.getByRole('combobox', { name: 'To' }));
  await user.paste('欧阳伟\n查无此人');
  await waitFor(() => expect(composer.current().draft.to).toEqual([named('欧阳伟'), named('查无此人')]));
  expect(screen.getByText('0 recognized · 2 pending until contacts finish syncing')).toBeTruthy();
  await user.click(screen.getByRole('tab', { name: 'Groups' }));
  told.reading = false;
  act(() => emit('directoryChanged', fakeDirectory(id)));
  act(() => composer.replan());
  await user.click(screen.getByRole('tab', { name: 'Buzz' }));
  await waitFor(() =>
    expect(composer.current().draft.to).toEqual([{ kind: 'person', person: wei }, named('查无此人')]),
  );
});
