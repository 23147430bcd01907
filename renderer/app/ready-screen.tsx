import { type ComponentType, lazy, useState } from 'react';

/**
 * A screen with a chunk of its own. Once that is fetched the screen is there in the same frame: `lazy` alone waits for the
 * settled promise all the same, and React then leaves what it shows meanwhile for 300 ms (`FALLBACK_THROTTLE_MS`).
 */
export const readyScreen = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): { Screen: ComponentType<Props>; fetch: () => Promise<unknown> } => {
  let fetched: ComponentType<Props> | null = null;
  const fetch = async () => {
    fetched = await load();
    return { default: fetched };
  };
  const Waiting: ComponentType<Props> = lazy(fetch);
  const Screen = (props: Props) => {
    // It stays the one it began as: changing over would lose what is typed in it.
    const [Shown] = useState(() => fetched ?? Waiting);
    return <Shown {...props} />;
  };
  return { Screen, fetch };
};
