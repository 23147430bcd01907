import { useEffect, useState } from 'react';
import type { ConnectStartup } from '../../../electron/contract/ipc/connect';
import { useBridge } from '../../bridge';
import { isIme } from '../../keys/key-rules';
import { ConnectScreen } from './connect-screen';
import { ScanScreen } from './scan-screen';

/** The connect window: a new workspace by one scan or by an App ID, each a press from the other; a known one by its form. */
export const ConnectWays = ({ startup }: { startup: ConnectStartup }) => {
  const bridge = useBridge();
  const [way, setWay] = useState<'scan' | 'form'>(startup.workspace ? 'form' : 'scan');

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !isIme(event)) void bridge.closeConnect();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [bridge]);

  return way === 'scan' ? (
    <ScanScreen startup={startup} onOwnApp={() => setWay('form')} />
  ) : (
    <ConnectScreen startup={startup} onScan={startup.workspace ? null : () => setWay('scan')} />
  );
};
