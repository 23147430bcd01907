import { screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { renderScreen } from '../../test/support/bridge/render-screen';
import { ErrorBoundary } from './error-boundary';

const Broken = () => {
  throw new Error('a bug');
};

afterEach(() => {
  vi.restoreAllMocks();
});

test('a crashed screen does not claim that nothing was sent: a buzz may be under way', () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  renderScreen(
    <ErrorBoundary>
      <Broken />
    </ErrorBoundary>,
  );
  const said = screen.getByRole('alert').textContent ?? '';
  expect(said).toContain('Buzzes already sent are not affected, and your draft is kept');
  expect(said).not.toMatch(/nothing was sent/i);
});
