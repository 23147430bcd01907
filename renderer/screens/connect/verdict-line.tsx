import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from '../../i18n/use-translation';
import { ErrorNote } from '../../ui/error-note';
import styles from './connect-screen.module.css';
import type { Verdict } from './use-connect';

/** Feishu's `activate_status` 0 … 6 (feishu-api 1.3); 2 is enabled. */
const known = [0, 1, 2, 3, 4, 5, 6] as const;

/** What the test found: the bot by name and whether it is enabled, or what to do. */
export const VerdictLine = ({ verdict }: { verdict: Verdict }) => {
  const { t } = useTranslation('connect');
  switch (verdict.kind) {
    case 'none':
      return null;
    case 'problem':
      return verdict.field === 'form' ? <ErrorNote problem={verdict.problem} announced={false} /> : null;
    case 'bot': {
      const { name, status } = verdict.bot;
      const enabled = status === 2;
      const code = known.find((each) => each === status);
      const words = code === undefined ? t('bot-other', { status }) : t(`bot-${code}`);
      return (
        <p className={styles.verdict} data-enabled={enabled || undefined}>
          {enabled ? <CircleCheck size={15} aria-hidden /> : <TriangleAlert size={15} aria-hidden />}
          <span>
            {t('tested', { name })} · {words}
          </span>
        </p>
      );
    }
  }
};
