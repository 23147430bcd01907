import { createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { failed, ok, problem } from '../../../../electron/contract/advice/problem';
import { emptyDraft } from '../../../../electron/contract/model/draft';
import { fakeGroups, fakeStartup } from '../../../../test/support/bridge/fake-world';
import { renderPopup } from '../../../../test/support/bridge/render-popup';
import { aPicture } from '../../../../test/support/feishu/pictures';

const to = fakeGroups.slice(0, 1).map((group) => ({ kind: 'group', groupId: group.id }) as const);
const draft = { ...emptyDraft(fakeStartup.currentWorkspaceId), to, text: 'db down' };
const withPictures = { startup: { draft: { ...draft, pictures: [aPicture(1), aPicture(2)] } } };

const file = (name = 'shot.png') => new File([name], name, { type: 'image/png' });
/** Pastes into the field that has the focus, as the system does after a screenshot. */
const paste = (files: readonly File[], text = '') => {
  const target = document.activeElement ?? document.body;
  const event = createEvent.paste(target, { clipboardData: { files, getData: () => text } });
  fireEvent(target, event);
  return event;
};
const names = () =>
  within(screen.getByRole('list', { name: 'Picture' }))
    .getAllByRole('img')
    .map((image) => image.getAttribute('alt'));

it('takes a pasted screenshot along when the buzz is pressed right after it', async () => {
  const { user, inputs, store } = renderPopup({ startup: { draft } });
  expect(paste([file()]).defaultPrevented).toBe(true);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(store.current().view.screen).toBe('board'));
  expect(inputs('planBuzz').at(-1)?.pictures).toHaveLength(1);
});

it('leaves a paste with text to the field, as programs put a picture of the text beside it', async () => {
  const { inputs } = renderPopup({ startup: { draft } });
  expect(paste([file()], 'cells').defaultPrevented).toBe(false);
  expect(inputs('addPicture')).toEqual([]);
});

it('adds chosen and dropped pictures, five at most', async () => {
  const { user, inputs } = renderPopup({ startup: { draft } });
  await user.click(screen.getByRole('button', { name: 'Picture' }));
  await waitFor(() => expect(names()).toEqual(['Picture 1, 640 × 400']));
  const files = Array.from({ length: 5 }, (_, index) => file(`${index}.png`));
  const items = files.map(({ type }) => ({ kind: 'file', type }));
  fireEvent(document.body, createEvent.drop(document.body, { dataTransfer: { files, items, types: ['Files'] } }));
  await waitFor(() => expect(inputs('addPicture')).toHaveLength(6));
  await waitFor(() => expect(screen.getByText(/At most 5 pictures/)).toBeTruthy());
  expect(names()).toHaveLength(5);
});

it('offers to make a picture smaller that is too large, and tells what is none', async () => {
  const { user, inputs } = renderPopup({
    startup: { draft },
    answers: {
      addPicture: ({ scale, bytes }) => {
        if (bytes.byteLength === 3) return failed(problem('picture-kind'));
        if (!scale) return failed(problem('picture-too-large', { size: '12.0', width: '9000', height: '9000' }));
        return ok(aPicture(1));
      },
    },
  });
  paste([new File(['svg'], 'x.svg', { type: 'image/svg+xml' })]);
  await waitFor(() => expect(screen.getByText(/cannot be sent as a picture/)).toBeTruthy());
  paste([file()]);
  await user.click(await screen.findByRole('button', { name: 'Add it smaller' }));
  await waitFor(() => expect(names()).toHaveLength(1));
  expect(inputs('addPicture').map(({ scale }) => scale)).toEqual([false, false, true]);
});

it('orders pictures by Alt and the arrows, and removes one with a way back', async () => {
  const { user } = renderPopup(withPictures);
  const [first, second] = [/^Picture 1/, /^Picture 2/].map((name) => screen.getByRole('button', { name }));
  expect(names()).toEqual(['Picture 1, 9 × 6', 'Picture 2, 10 × 6']);
  first?.focus();
  await user.keyboard('{Alt>}{ArrowRight}{/Alt}');
  expect(names()).toEqual(['Picture 1, 10 × 6', 'Picture 2, 9 × 6']);
  expect(screen.getByText('Moved to place 2 of 2')).toBeTruthy();
  await waitFor(() => expect(document.activeElement?.querySelector('img')?.alt).toBe('Picture 2, 9 × 6'));
  second?.focus();
  await user.keyboard('{Delete}');
  expect(names()).toEqual(['Picture 1, 9 × 6']);
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(names()).toEqual(['Picture 1, 10 × 6', 'Picture 2, 9 × 6']);
});
