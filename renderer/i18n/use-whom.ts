import { useCallback } from 'react';
import { whom } from '../../electron/contract/rules/whom';
import { useLocale } from './use-translation';

/** Words for a person: the name, and what tells them from others who are called so. */
export const useWhom = (): ((person: Parameters<typeof whom>[0]) => string) => {
  const locale = useLocale();
  return useCallback((person) => whom(person, locale), [locale]);
};
