import type { PlannedPerson } from '../../electron/contract/model/plan';
import { useTranslation } from './use-translation';

/** Words for a person of a plan: the name, and the department where others are called so too. */
export const useWhom = (): ((person: Pick<PlannedPerson, 'name' | 'department'>) => string) => {
  const { t } = useTranslation('common');
  return ({ name, department }) => (department === null ? name : t('whom', { name, department }));
};
