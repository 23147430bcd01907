import { History, Keyboard, Link, Repeat2 } from 'lucide-react';
import type { DraftOrigin } from '../../../electron/contract/model/draft';
import { useFormat } from '../../i18n/format';
import { useTranslation } from '../../i18n/use-translation';
import { toast } from '../../ui/feedback/toast';
import { Button } from '../../ui/form/button';
import { useComposer, useComposerState } from './draft/composer';
import styles from './draft-bar.module.css';
import { countedPlan } from './send/buzz-button';

const icons = { earlier: History, repeat: Repeat2, link: Link, hotkey: Keyboard } as const;

/**
 * Says that what stands in the form was not filled in just now, with how many people it concerns, and offers to begin anew:
 * recipients left from before are otherwise one chip among those that were just added.
 */
export const DraftBar = ({ onCleared }: { onCleared: () => void }) => {
  const { t } = useTranslation(['compose', 'common']);
  const { moment } = useFormat();
  const composer = useComposer();
  const { draft, plan } = useComposerState();
  const { origin } = draft;
  if (origin === null) return null;

  const words = (of: DraftOrigin): string => {
    switch (of.from) {
      case 'earlier':
        return of.at === null ? t('origin-before') : t('origin-earlier', { time: moment(of.at) });
      case 'repeat':
        return t('origin-repeat', { title: of.title });
      case 'link':
        return t('origin-link');
      case 'hotkey':
        return t('origin-hotkey', { group: of.group });
    }
  };
  const Icon = icons[origin.from];
  const count = countedPlan(plan)?.people.length ?? 0;
  return (
    <div className={styles.bar} role="note">
      <Icon size={14} aria-hidden />
      <span className={styles.words}>
        {words(origin)}
        {count > 0 && <b> · {t('common:people', { count })}</b>}
      </span>
      <Button
        variant="link"
        size="s"
        onClick={() => {
          const run = composer.clear();
          onCleared();
          toast(t('origin-cleared'), { label: t('common:undo'), run });
        }}
      >
        {t('origin-clear')}
      </Button>
    </div>
  );
};
