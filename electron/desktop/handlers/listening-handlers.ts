import { ok } from '../../contract/advice/problem';
import type { Handlers } from '../ipc/ipc-host';
import type { ListeningBook } from '../listening/listening-book';

export interface ListeningHandlersDeps {
  listening: Pick<ListeningBook, 'view' | 'set' | 'retry' | 'look' | 'verify'>;
  /** Tries at once what waits for the relay. */
  renewRelay: () => void;
}

/** Listening of the workspaces: what is wanted, and what has come of it. */
export const listeningHandlers = ({
  listening,
  renewRelay,
}: ListeningHandlersDeps): Pick<
  Handlers,
  'getListening' | 'setListening' | 'retryListening' | 'lookAtNetwork' | 'verifyListening'
> => ({
  getListening: ({ workspaceId }) => ok(listening.view(workspaceId)),
  setListening: ({ workspaceId, mode }) => listening.set(workspaceId, mode),
  retryListening: ({ workspaceId }) => ok(listening.retry(workspaceId)),
  lookAtNetwork: () => {
    listening.look();
    renewRelay();
    return ok(undefined);
  },
  verifyListening: ({ workspaceId }) => listening.verify(workspaceId),
});
