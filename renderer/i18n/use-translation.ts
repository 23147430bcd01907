import { createContext, useContext, useMemo } from 'react';
import type { AdviceWords } from '../../electron/contract/advice/problem';
import type { PageWords } from '../../electron/contract/ipc/startup';
import type { Locale } from '../../electron/contract/model/settings';
import { sentence, type Values } from '../../electron/contract/words';
import type { KeyIn, Namespace } from './words';

/** The language of a window, and what main gave it of that language. */
export interface Spoken {
  locale: Locale;
  advice: AdviceWords;
  words: PageWords;
}

const SpokenContext = createContext<Spoken | null>(null);

/** Sets the language of the tree below. */
export const SpokenProvider = SpokenContext.Provider;

/** The language of the tree, with its advice. */
export const useSpoken = (): Spoken => {
  const spoken = useContext(SpokenContext);
  if (!spoken) throw new Error('a SpokenProvider is missing');
  return spoken;
};

/** The language of the window, followed when it changes. */
export const useLocale = (): Locale => useSpoken().locale;

type First<Names> = Names extends readonly [infer Name extends Namespace, ...unknown[]] ? Name : Names & Namespace;
type Each<Names> = Names extends readonly (infer Name extends Namespace)[] ? Name : Names & Namespace;
/** Keys of the first namespace as they are, those of all with their namespace before them. */
type Keys<Names> = KeyIn<First<Names>> | { [Name in Each<Names>]: `${Name}:${KeyIn<Name>}` }[Each<Names>];

/** Looks up words by typed key: `t('people', { count })`, or `t('common:cancel')` where `common` is asked for too. */
export const useTranslation = <const Names extends Namespace | readonly [Namespace, ...Namespace[]]>(
  names: Names,
): { t: (key: Keys<Names>, values?: Values) => string } => {
  const { words, locale } = useSpoken();
  const first = (typeof names === 'string' ? names : names[0]) as Namespace;
  return useMemo(
    () => ({
      t: (key, values) => {
        const [namespace, rest] = key.split(':', 2);
        return rest === undefined
          ? sentence(words[first] ?? {}, locale, key, values)
          : sentence(words[namespace ?? ''] ?? {}, locale, rest, values);
      },
    }),
    [words, locale, first],
  );
};
