import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderScreen } from '../../../../test/support/bridge/render-screen';
import { GeneralSection } from './general-section';

test('the text size is chosen from steps, and shows the one in force', async () => {
  const { user, inputs } = renderScreen(<GeneralSection />);
  const box = screen.getByRole('combobox', { name: 'Text size' });
  expect(box.textContent).toContain('100%');
  await user.click(box);
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([
    ...['80%', '90%', '100%', '110%', '125%', '150%', '175%', '200%'],
  ]);
  await user.click(screen.getByRole('option', { name: '125%' }));
  expect(inputs('changeSettings')).toEqual([{ zoom: 1.25 }]);
  expect(box.textContent).toContain('125%');
});
