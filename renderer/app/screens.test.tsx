import { cleanup, render, screen } from '@testing-library/react';
import { type ComponentType, Suspense } from 'react';
import { afterEach, expect, test } from 'vitest';
import { readyScreen } from './screens';

interface Props {
  name: string;
}
const Loaded = ({ name }: Props) => (
  <>
    {name}
    <input aria-label="typed" />
  </>
);
const show = (Screen: ComponentType<Props>, name = 'Board') => (
  <Suspense fallback="nothing">
    <Screen name={name} />
  </Suspense>
);

afterEach(cleanup);

test('a fetched screen is there at once, with no empty moment before it', async () => {
  const { Screen, fetch } = readyScreen(async () => Loaded);
  await fetch();
  const { container } = render(show(Screen));
  expect(container.textContent).toBe('Board');
});

test('a screen that was not fetched is waited for, and keeps its state when it is fetched again', async () => {
  const { Screen, fetch } = readyScreen(async () => Loaded);
  const { container, rerender } = render(show(Screen));
  expect(container.textContent).toBe('nothing');
  const field = await screen.findByRole('textbox', { name: 'typed' });
  await fetch();
  rerender(show(Screen, 'Other'));
  expect(container.textContent).toBe('Other');
  expect(screen.getByRole('textbox', { name: 'typed' })).toBe(field);
});
