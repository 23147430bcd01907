import { Pencil, Plus, Trash2 } from 'lucide-react';
import { ladderLimits } from '../../../../electron/contract/limits';
import type { Ladder } from '../../../../electron/contract/model/ladder';
import { useLadderWords } from '../../../i18n/format';
import { useTranslation } from '../../../i18n/use-translation';
import { Button, IconButton } from '../../../ui/form/button';
import { Section } from '../controls/section';
import styles from '../controls/settings.module.css';
import { useLadderName } from '../editors/ladder-name';
import { ladderList, useSettingsList } from '../editors/settings-list';

/** 升级阶梯: the saved policies. Removing one can be undone. */
export const LaddersSection = ({ onEdit }: { onEdit: (ladder: Ladder | null) => void }) => {
  const { t } = useTranslation(['settings', 'common']);
  const words = useLadderWords();
  const nameOf = useLadderName();
  const { items: ladders, remove } = useSettingsList(ladderList);
  return (
    <Section part="ladders" title={t('ladders')} hint={t('ladders-hint')}>
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
                  onClick={() => void remove(ladder, t('ladder-removed', { name: ladder.name }))}
                />
              </div>
              {(ladder.repeat.times > 0 || ladder.climbs === 'relay' || ladder.name !== nameOf(ladder)) && (
                <small>{words.whole(ladder)}</small>
              )}
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
