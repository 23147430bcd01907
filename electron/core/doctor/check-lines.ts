import type { CheckLine } from '../../contract/ipc/check-view';
import type { Locale } from '../../contract/model/settings';
import { connectionChecks } from './blamed-check';
import type { CheckId } from './check';
import { checkWords } from './check-words';
import { neededScopes } from './needed-scopes';

/** Every line of the doctor in its order, by what it is called. */
export const checkLines = (locale: Locale): readonly (CheckLine & { id: CheckId })[] => {
  const words = checkWords[locale];
  const plain = [...connectionChecks, 'availability', 'receipts'] as const;
  return [
    ...plain.map((id) => ({ id, label: words[id], scope: null })),
    ...neededScopes.map(({ name, use }) => ({
      id: `scope:${name}` as const,
      label: words[`use-${use}`],
      scope: name,
    })),
  ];
};
