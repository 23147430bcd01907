import type { Problem } from '../../../electron/contract/advice/problem';
import type { WorkspaceId } from '../../../electron/contract/model/ids';
import { useBridge } from '../../bridge';
import { useAdvice, useTranslation } from '../../i18n/use-translation';
import { toast } from '../../ui/feedback/toast';
import { Button } from '../../ui/form/button';

/** True for a problem that a missing scope is the reason of. */
export const lacksScope = ({ advice }: Problem): boolean =>
  advice === 'scope-missing' || advice === 'channel-unscoped' || advice === 'emails-hidden';

/** A press that has missing scopes granted by a scan; nothing for another problem, nor in practice, which has no console. */
export const GrantButton = ({
  problem,
  workspace,
}: {
  problem: Problem | null;
  workspace: { id: WorkspaceId; practice: boolean } | undefined;
}) => {
  const { t } = useTranslation('common');
  const bridge = useBridge();
  const advice = useAdvice();
  if (!problem || !lacksScope(problem) || !workspace || workspace.practice) return null;
  const grant = async () => {
    const answer = await bridge.openConnect({ workspaceId: workspace.id, view: 'grant' });
    if (!answer.ok) toast(advice(answer.problem));
  };
  return (
    <Button variant="link" size="s" onClick={() => void grant()}>
      {t('grant-by-scan')}
    </Button>
  );
};
