import { type Answer, failed, ok, problem } from '../../../electron/contract/advice/problem';
import type { RelayView } from '../../../electron/contract/ipc/relay-view';
import type { Board } from '../../../electron/contract/model/board';
import { WorkspaceId } from '../../../electron/contract/model/ids';
import type { Handlers } from './fake-handlers';

/** No relay. */
export const noRelay: RelayView = {
  address: null,
  token: { configured: false, backend: null, last4: null },
  asking: false,
  standing: 'unset',
  problem: null,
  heardAt: null,
  tokenName: null,
  workspaces: [],
  ladders: 0,
};

/** A relay that takes the ladders of a workspace. */
export const aRelay = (change: Partial<RelayView> = {}): RelayView => ({
  ...noRelay,
  address: 'https://relay.corp.cn',
  token: { configured: true, backend: 'keyring', last4: 'x9_Q' },
  standing: 'fine',
  heardAt: Date.UTC(2026, 10, 24, 3),
  tokenName: '李雷的电脑',
  workspaces: [{ id: WorkspaceId.parse('ws_acme'), name: 'Acme', state: 'taken' }],
  ...change,
});

type RelayRequest = 'getRelay' | 'connectRelay' | 'checkRelay' | 'removeRelay' | 'takeBack';

/** The relay of the fake world: there is none, and one that is connected takes ladders at once. */
export const fakeRelay = (
  tell: (view: RelayView) => void,
  changeBoard: (id: Board['id'], next: (old: Board) => Board) => Answer<Board>,
  first: RelayView = noRelay,
): Pick<Handlers, RelayRequest> => {
  let view = first;
  const become = (next: RelayView) => {
    view = next;
    tell(view);
    return ok(view);
  };
  const back = (climber: Board['climber']) => climber && { ...climber, state: 'taken-back' as const, elsewhere: false };
  return {
    takeBack: ({ id }) => changeBoard(id, (old) => ({ ...old, climber: back(old.climber) })),
    getRelay: () => ok(view),
    connectRelay: ({ address }) =>
      address.startsWith('https://') ? become(aRelay({ address })) : failed(problem('relay-address')),
    checkRelay: () => become({ ...view, heardAt: view.heardAt && Date.UTC(2026, 10, 24, 3, 1) }),
    removeRelay: ({ anyway }) =>
      view.ladders > 0 && !anyway
        ? failed(problem('relay-has-ladders', { relay: 'relay.corp.cn', count: String(view.ladders) }))
        : become(noRelay),
  };
};
