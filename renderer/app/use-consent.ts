import { useEffect } from 'react';
import { useBridge } from '../bridge';

/** While `asking` (a held button, a confirmation, a drag) the window does not hide when it loses the focus. */
export const useConsent = (asking: boolean): void => {
  const bridge = useBridge();
  useEffect(() => {
    if (!asking) return;
    void bridge.setConsent({ asking: true });
    return () => void bridge.setConsent({ asking: false });
  }, [asking, bridge]);
};
