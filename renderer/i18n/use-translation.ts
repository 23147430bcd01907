import { createContext, useCallback, useContext, useMemo } from 'react';
import { type AdviceWords, adviceSentence, type Problem } from '../../electron/contract/advice/problem';
import type { PageWords } from '../../electron/contract/ipc/startup';
import type { Zone } from '../../electron/contract/local-time';
import type { Locale } from '../../electron/contract/model/settings';
import { sentence, type Values } from '../../electron/contract/words';
import { pageZone } from './page-zone';
import type { KeyIn, Namespace } from './words';

/** The language of a window, with its words and advice, which main gives it. */
export interface Spoken {
  locale: Locale;
  /** The computer's zone, if main has told one. */
  zone?: Zone | null;
  advice: AdviceWords;
  words: PageWords;
}

const SpokenContext = createContext<Spoken | null>(null);

/** Sets the language of the tree below. */
export const SpokenProvider = SpokenContext.Provider;

const useSpoken = (): Spoken => {
  const spoken = useContext(SpokenContext);
  if (!spoken) throw new Error('a SpokenProvider is missing');
  return spoken;
};

/** The language of the window; renders again when it changes. */
export const useLocale = (): Locale => useSpoken().locale;

/** The computer's zone at this moment; renders again when main tells another one. */
export const useZone = (): (() => Zone) => {
  const { zone } = useSpoken();
  return useMemo(() => (zone ? () => zone : pageZone), [zone]);
};

type First<Names> = Names extends readonly [infer Name extends Namespace, ...unknown[]] ? Name : Names & Namespace;
type Each<Names> = Names extends readonly (infer Name extends Namespace)[] ? Name : Names & Namespace;
/** The keys of the first namespace as they are, and the keys of all with their namespace in front. */
type Keys<Names> = KeyIn<First<Names>> | { [Name in Each<Names>]: `${Name}:${KeyIn<Name>}` }[Each<Names>];

/** Looks up words by typed key: `t('people', { count })`, or `t('common:cancel')` when `common` is among the namespaces. */
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

/** Gives the sentence for a problem, in the language of the window. */
export const useAdvice = (): ((problem: Problem) => string) => {
  const { advice, locale } = useSpoken();
  return useCallback((problem) => adviceSentence(problem, advice, locale), [advice, locale]);
};

/** The sentence of a window that got nothing from main, not even its words. */
export const notStarted = (): string =>
  navigator.language.startsWith('zh')
    ? '飞书加急没能启动，请退出后重新打开'
    : 'Feishu Buzz could not start. Quit it and open it again';
