import type { Problem } from '../../../electron/contract/advice/problem';
import type { WorkspaceId } from '../../../electron/contract/model/ids';
import { useBridge } from '../../bridge';
import { useAdvice, useTranslation } from '../../i18n/use-translation';
import { useWorkspace } from '../../state/app-store';
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
    // Feishu names all scopes of which one would do; a scope that few need is asked for only where it is missing.
    const [first] = (problem.params.scopes ?? '').split(', ').filter(Boolean);
    const answer = await bridge.openConnect({
      workspaceId: workspace.id,
      view: 'grant',
      also: first === undefined ? [] : [first],
    });
    if (!answer.ok) toast(advice(answer.problem));
  };
  return (
    <Button variant="link" size="s" onClick={() => void grant()}>
      {t('grant-by-scan')}
    </Button>
  );
};

/** The same press, for the workspace that the popup shows. */
export const GrantHere = ({ problem }: { problem: Problem | null }) => (
  <GrantButton problem={problem} workspace={useWorkspace()} />
);
