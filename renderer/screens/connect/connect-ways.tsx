import { useEffect, useState } from 'react';
import type { ConnectStartup } from '../../../electron/contract/ipc/connect';
import type { Workspace } from '../../../electron/contract/model/workspace';
import { useBridge } from '../../bridge';
import { isIme } from '../../keys/key-rules';
import { ConnectScreen } from './connect-screen';
import { type Grant, ScanScreen } from './scan-screen';
import { type Arrival, StandingScreen } from './standing-screen';

type Way =
  | { kind: 'scan' | 'form' }
  | { kind: 'grant'; grant: Grant }
  | { kind: 'standing'; workspace: Workspace; arrival: Arrival };

const firstWay = ({ workspace, view, also }: ConnectStartup): Way => {
  if (!workspace) return { kind: 'scan' };
  if (view === 'grant') return { kind: 'grant', grant: { workspace, also } };
  return view === 'check' ? { kind: 'standing', workspace, arrival: { kind: 'asked' } } : { kind: 'form' };
};

/**
 * The connect window: a new workspace by one scan or by an App ID, each a press from the other; a known one by its form, by what
 * the doctor finds, or by a scan that grants what is missing.
 */
export const ConnectWays = ({ startup }: { startup: ConnectStartup }) => {
  const bridge = useBridge();
  const [way, setWay] = useState<Way>(() => firstWay(startup));
  /** The workspace that the window is for now: a scan may have made it. */
  const [known, setKnown] = useState(startup);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !isIme(event)) void bridge.closeConnect();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [bridge]);

  const arrive = (kind: 'scanned' | 'granted') => (scanned: Extract<Arrival, { scanned: unknown }>['scanned']) => {
    const { workspace } = scanned;
    setKnown((old) => ({ ...old, workspace, secretConfigured: true }));
    setWay({ kind: 'standing', workspace, arrival: { kind, scanned } });
  };
  const grantTo = (workspace: Workspace) => (also: readonly string[]) =>
    setWay({ kind: 'grant', grant: { workspace, also } });

  switch (way.kind) {
    case 'scan':
      return (
        <ScanScreen
          key="new"
          startup={startup}
          grant={null}
          onLeave={() => setWay({ kind: 'form' })}
          onConnected={arrive('scanned')}
        />
      );
    case 'grant': {
      const { workspace } = way.grant;
      return (
        <ScanScreen
          key="grant"
          startup={startup}
          grant={way.grant}
          onLeave={() => setWay({ kind: 'standing', workspace, arrival: { kind: 'asked' } })}
          onConnected={arrive('granted')}
        />
      );
    }
    case 'standing': {
      const { workspace, arrival } = way;
      return (
        <StandingScreen
          startup={known}
          workspace={workspace}
          arrival={arrival}
          onGrant={grantTo(workspace)}
          onEdit={() => setWay({ kind: 'form' })}
          onScanAgain={() => setWay({ kind: 'scan' })}
        />
      );
    }
    case 'form': {
      const { workspace } = known;
      return (
        <ConnectScreen
          startup={known}
          onScan={workspace ? null : () => setWay({ kind: 'scan' })}
          onGrant={(scopes) => workspace && grantTo(workspace)(scopes)}
        />
      );
    }
  }
};
