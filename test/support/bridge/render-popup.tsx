import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Popup, startPopup } from '../../../renderer/app/popup';
import { completeDom } from './complete-dom';
import { createFakeBridge, type FakeOptions } from './fake-bridge';
import { startupFor } from './fake-world';

/** Renders the whole popup over the fake bridge, as `main.tsx` starts it, by default in English. */
export const renderPopup = (options: FakeOptions = {}) => {
  cleanup();
  completeDom();
  const startup = startupFor(options.startup);
  const fake = createFakeBridge({ ...options, startup });
  const parts = startPopup(fake.bridge, startup);
  const user = userEvent.setup();
  return { ...fake, ...parts, user, ...render(<Popup {...parts} />) };
};
