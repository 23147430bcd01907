import { ok } from '../../../electron/contract/advice/problem';
import type { ListeningView } from '../../../electron/contract/ipc/listening';
import type { WorkspaceId } from '../../../electron/contract/model/ids';
import type { Handlers } from './fake-handlers';

/** Listening that is off. */
export const notListening = (workspaceId: WorkspaceId, change: Partial<ListeningView> = {}): ListeningView => ({
  workspaceId,
  mode: 'off',
  state: 'off',
  others: null,
  since: null,
  lastEventAt: null,
  problem: null,
  ...change,
});

type ListeningRequest = 'getListening' | 'setListening' | 'retryListening' | 'lookAtNetwork' | 'verifyListening';

/** Listening of the fake world: it connects as soon as it is wanted, and hears nothing. */
export const fakeListening = (tell: (view: ListeningView) => void): Pick<Handlers, ListeningRequest> => {
  const views = new Map<WorkspaceId, ListeningView>();
  return {
    getListening: ({ workspaceId }) => ok(views.get(workspaceId) ?? notListening(workspaceId)),
    setListening: ({ workspaceId, mode }) => {
      const view = notListening(workspaceId, { mode, state: mode === 'off' ? 'off' : 'connected' });
      views.set(workspaceId, view);
      tell(view);
      return ok(undefined);
    },
    retryListening: () => ok(undefined),
    lookAtNetwork: () => ok(undefined),
    verifyListening: () => ok(undefined),
  };
};
