import type { BoardPerson } from '../../../electron/contract/model/board';
import { useTranslation } from '../../i18n/use-translation';
import { DarkBar } from './dark-bar';
import { useNames } from './use-names';

/** Who needs somebody to act, and a way to them. */
export const AttentionBar = ({ people, onShow }: { people: readonly BoardPerson[]; onShow: () => void }) => {
  const { t } = useTranslation('board');
  const namesOf = useNames();
  if (people.length === 0) return null;
  const names = namesOf(
    people.map((person) => person.name),
    3,
  );
  return (
    <DarkBar action={t('attention-show')} onAction={onShow}>
      {t('attention', { count: people.length, names })}
    </DarkBar>
  );
};
