import { Pencil, Plus, Trash2 } from 'lucide-react';
import { ladderLimits } from '../../../../electron/contract/limits';
import type { Ladder } from '../../../../electron/contract/model/ladder';
import { useLadderWords } from '../../../i18n/format';
import { useTranslation } from '../../../i18n/use-translation';
import { useApp, useStore } from '../../../state/app-store';
import { toast } from '../../../ui/feedback/toast';
import { Button, IconButton } from '../../../ui/form/button';
import { putBack } from '../../shared/ordered-list';
import { Section, useChangeSettings } from '../controls/section';
import styles from '../controls/settings.module.css';

/** 升级阶梯: the saved policies. Removing one can be taken back. */
export const LaddersSection = ({ onEdit, shown }: { onEdit: (ladder: Ladder | null) => void; shown: boolean }) => {
  const { t } = useTranslation(['settings', 'common']);
  const words = useLadderWords();
  const change = useChangeSettings();
  const store = useStore();
  const ladders = useApp((state) => state.settings.ladders);
  const remove = async (ladder: Ladder) => {
    if (!(await change({ ladders: ladders.filter((each) => each.id !== ladder.id) }))) return;
    toast(t('ladder-removed', { name: ladder.name }), {
      label: t('common:undo'),
      run: () => void change({ ladders: putBack(store.current().settings.ladders, ladder, ladders) }),
    });
  };
  return (
    <Section title={t('ladders')} hint={t('ladders-hint')} shown={shown}>
      {ladders.length > 0 && (
        <ul className={styles.workspaces}>
          {ladders.map((ladder) => (
            <li key={ladder.id} className={styles.workspace}>
              <div className={styles.line}>
                <b className={styles.name}>{ladder.name}</b>
                <span className={styles.grow} />
                <IconButton
                  label={t('edit', { name: ladder.name })}
                  icon={<Pencil size={14} aria-hidden />}
                  onClick={() => onEdit(ladder)}
                />
                <IconButton
                  label={t('remove', { name: ladder.name })}
                  icon={<Trash2 size={14} aria-hidden />}
                  onClick={() => void remove(ladder)}
                />
              </div>
              <small>{words.whole(ladder)}</small>
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button
          icon={<Plus size={14} aria-hidden />}
          disabled={ladders.length >= ladderLimits.ladders}
          onClick={() => onEdit(null)}
        >
          {t('ladder-new')}
        </Button>
      </div>
    </Section>
  );
};
