import type { Draft } from '../../../../electron/contract/model/draft';
import type { PlannedLadder } from '../../../../electron/contract/model/plan';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useApp, useWorkspace } from '../../../state/app-store';
import { relayName } from '../../../state/relay';
import { Button } from '../../../ui/form/button';
import { ladderOf } from '../draft/paid-draft';
import styles from './plan-line.module.css';

export interface ClimbsLineProps {
  draft: Draft;
  ladder: PlannedLadder;
  onClimbs: (climbs: Draft['climbs']) => void;
}

/**
 * Where the ladder of a plan will run, and the press that changes it for this one buzz. Said where a relay is set, and where
 * one was wanted and cannot have it; elsewhere there is nothing to choose.
 */
export const ClimbsLine = ({ draft, ladder, onClimbs }: ClimbsLineProps) => {
  const { t } = useTranslation('compose');
  const advice = useAdvice();
  const { ladders, relay } = useApp((state) => state.settings);
  const workspace = useWorkspace();
  const { at, problem } = ladder.climbs;
  const policy = ladderOf(draft, ladders)?.climbs ?? 'here';
  const wanted = (draft.climbs ?? policy) === 'relay';
  const served = relay?.takes.some(({ appId }) => appId === workspace?.appId) ?? false;
  if (!served && !wanted) return null;
  const choose = () => {
    const next = wanted ? 'here' : 'relay';
    onClimbs(next === policy ? null : next);
  };
  return (
    <p className={styles.climbs}>
      <span role="status" className={problem ? styles.note : undefined}>
        {problem ? advice(problem) : t(`climbs-${at}`, { relay: relayName(relay?.address ?? '') })}
      </span>{' '}
      <Button variant="link" size="s" onClick={choose}>
        {t(wanted ? 'climb-here' : 'climb-relay')}
      </Button>
    </p>
  );
};
