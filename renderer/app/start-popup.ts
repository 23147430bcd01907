import type { Bridge } from '../../electron/contract/ipc/ipc';
import type { Startup } from '../../electron/contract/ipc/shell';
import { createComposer } from '../screens/compose/draft/composer';
import { createAppStore } from '../state/store';
import type { PopupParts } from './popup';

/** Builds what the popup stands on, and ties the draft to what main says and to the window being left. */
export const startPopup = (bridge: Bridge, startup: Startup): PopupParts => {
  const store = createAppStore(bridge, startup);
  const composer = createComposer(bridge, startup.draft);

  let seen = store.current();
  store.subscribe(() => {
    const now = store.current();
    const before = seen;
    seen = now;
    if (now.draftsGiven !== before.draftsGiven) composer.replace(now.draft);
    // Members, ladders, quotas and hours may have changed meanwhile: the plan is made anew.
    else if (now.groups !== before.groups || now.settings !== before.settings || now.shows !== before.shows)
      composer.replan();
  });
  window.addEventListener('blur', composer.flush);
  document.addEventListener('visibilitychange', composer.flush);

  return { bridge, store, composer };
};
