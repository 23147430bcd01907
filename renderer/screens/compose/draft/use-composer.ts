import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Composer, ComposerState } from './composer';

const ComposerContext = createContext<Composer | null>(null);

export const ComposerProvider = ComposerContext.Provider;

/** What is being typed; the same on every screen, so that a draft outlives a look at Groups. */
export const useComposer = (): Composer => {
  const composer = useContext(ComposerContext);
  if (!composer) throw new Error('useComposer outside of ComposerProvider');
  return composer;
};

/** The composer's state, followed. */
export const useComposerState = (): ComposerState => {
  const composer = useComposer();
  return useSyncExternalStore(composer.subscribe, composer.current);
};
