/** Waits `ms`, or until the server closes. */
export const pause = (ms: number, closing: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (ms <= 0 || closing.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      closing.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    closing.addEventListener('abort', end, { once: true });
  });
