import { CircleAlert } from 'lucide-react';
import type { Problem } from '../../../../electron/contract/advice/problem';
import type { Channel } from '../../../../electron/contract/model/channel';
import { isSureToFail } from '../../../../electron/contract/rules/channel-problems';
import { useBridge } from '../../../bridge';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useAppStore, useWorkspace } from '../../../state/app-store';
import { Button } from '../../../ui/form/button';
import { GrantButton } from '../../shared/grant-button';
import { useComposerState } from '../draft/composer';
import styles from './channel-field.module.css';

/** A press that helps: the console's page of the scope, the limits in Settings, Feishu's article about its own. */
const useMend = (problem: Problem): { words: string; run: () => void } | null => {
  const { t } = useTranslation('compose');
  const bridge = useBridge();
  const store = useAppStore();
  const workspace = useWorkspace();
  switch (problem.advice) {
    case 'channel-unscoped': {
      const { scope } = problem.params;
      // The console of a private deployment is not known.
      if (!workspace || workspace.brand === 'custom' || !scope) return null;
      const { brand, appId } = workspace;
      return {
        words: t('channel-grant'),
        run: () => void bridge.openLink({ link: { page: 'scopes', brand, appId, scopes: [scope] } }),
      };
    }
    case 'ceiling-month':
    case 'ceiling-month-short':
    case 'ceiling-hour':
      return { words: t('channel-limits'), run: () => store.go({ screen: 'settings', section: 'limits' }) };
    default:
      return { words: t('channel-help'), run: () => void bridge.openLink({ link: 'help-limits' }) };
  }
};

/** The reason for which a channel cannot be used now, with what helps; a reason that may be over can be tried all the same. */
export const ChannelNote = ({
  channel,
  problem,
  onForce,
}: {
  channel: Channel;
  problem: Problem;
  onForce: (channel: Channel) => void;
}) => {
  const { t } = useTranslation('compose');
  const { draft } = useComposerState();
  const advice = useAdvice();
  const mend = useMend(problem);
  const workspace = useWorkspace();
  return (
    <div role="alert" className={styles.why}>
      <CircleAlert size={14} aria-hidden />
      <span>
        {advice(problem)}{' '}
        {mend && (
          <Button variant="link" size="s" onClick={mend.run}>
            {mend.words}
          </Button>
        )}{' '}
        <GrantButton problem={problem} workspace={workspace} />{' '}
        {!isSureToFail(problem) && draft.channel !== channel && (
          <Button variant="link" size="s" onClick={() => onForce(channel)}>
            {t('channel-anyway')}
          </Button>
        )}
      </span>
    </div>
  );
};
