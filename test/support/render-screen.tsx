import { cleanup, configure, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { vi } from 'vitest';
import { createAppStore } from '../../renderer/app/store';
import { StoreProvider } from '../../renderer/app/use-app';
import { BridgeProvider } from '../../renderer/bridge';
import { LocaleProvider } from '../../renderer/i18n/use-translation';
import { Toaster } from '../../renderer/ui/toaster';
import { createFakeBridge, type FakeOptions } from './fake-bridge';
import { fakeStartup } from './fake-world';

// States are waited for, never times; on a busy machine a state may take its time to come.
configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 30_000 });

/** jsdom has no Popover API: shown and hidden by style, with the event that the browser sends. */
const completePopovers = () => {
  if ('showPopover' in HTMLElement.prototype) return;
  const turn = (element: HTMLElement, newState: 'open' | 'closed') => {
    element.style.display = newState === 'open' ? 'block' : '';
    element.dataset.shown = newState;
    element.dispatchEvent(Object.assign(new Event('toggle'), { newState }));
  };
  Object.assign(HTMLElement.prototype, {
    showPopover(this: HTMLElement) {
      turn(this, 'open');
    },
    hidePopover(this: HTMLElement) {
      turn(this, 'closed');
    },
  });
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[popovertarget]') : null;
    const target = button && document.getElementById(button.getAttribute('popovertarget') ?? '');
    if (target) turn(target, target.dataset.shown === 'open' ? 'closed' : 'open');
  });
};

/** What jsdom leaves out and the screens stand on: popovers, modal dialogs, scrolling, measuring. */
const completeDom = () => {
  completePopovers();
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
    this.open = false;
  };
  Element.prototype.scrollIntoView ??= () => undefined;
  Element.prototype.hasPointerCapture ??= () => false;
  globalThis.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
};

/** Renders one screen over the fake bridge, in English unless told, with the toasts beside it. */
export const renderScreen = (screen: ReactNode, options: FakeOptions = {}) => {
  cleanup();
  completeDom();
  const startup = { ...fakeStartup, locale: 'en-US', ...options.startup } as const;
  const fake = createFakeBridge({ ...options, startup });
  const store = createAppStore(fake.bridge, startup);
  const user = userEvent.setup();
  const rendered = render(
    <LocaleProvider value={startup.locale}>
      <BridgeProvider value={fake.bridge}>
        <StoreProvider value={store}>
          {screen}
          <Toaster />
        </StoreProvider>
      </BridgeProvider>
    </LocaleProvider>,
  );
  return { ...fake, ...rendered, store, user };
};
