import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { Answer } from '../../../../electron/contract/advice/problem';
import type { WorkspaceView } from '../../../../electron/contract/model/workspace';
import { useBridge } from '../../../bridge';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useApp, useAppStore } from '../../../state/app-store';
import { useConsent } from '../../../state/asking';
import { ConfirmDialog } from '../../../ui/dialog/confirm-dialog';
import { toast } from '../../../ui/feedback/toast';
import { Button } from '../../../ui/form/button';
import { Section } from '../controls/section';
import styles from '../controls/settings.module.css';
import { WorkspaceRow } from './workspace-row';

/** Practice and the connected workspaces. */
export const WorkspacesSection = () => {
  const { t } = useTranslation('settings');
  const bridge = useBridge();
  const store = useAppStore();
  const advice = useAdvice();
  const workspaces = useApp((state) => state.workspaces);
  const currentId = useApp((state) => state.currentWorkspaceId);
  const [removing, setRemoving] = useState<WorkspaceView | null>(null);
  useConsent(removing !== null);

  const say = async (answer: Promise<Answer<void>>, done?: string) => {
    const settled = await answer;
    if (!settled.ok) toast(advice(settled.problem));
    else if (done) toast(done);
  };
  return (
    <Section part="workspaces" title={t('workspaces')}>
      <ul className={styles.workspaces}>
        {workspaces.map((workspace) => (
          <WorkspaceRow
            key={workspace.id}
            workspace={workspace}
            current={workspace.id === currentId}
            onSwitch={() => void say(bridge.switchWorkspace({ workspaceId: workspace.id }))}
            onTest={() => store.go({ screen: 'test-buzz' })}
            onCheck={() => void say(bridge.openConnect({ workspaceId: workspace.id, view: 'check' }))}
            onEdit={() => void say(bridge.openConnect({ workspaceId: workspace.id }))}
            onRemove={() => setRemoving(workspace)}
          />
        ))}
      </ul>
      <Button
        icon={<Plus size={14} aria-hidden />}
        wide
        onClick={() => void say(bridge.openConnect({ workspaceId: null }))}
      >
        {t('connect')}
      </Button>
      <ConfirmDialog
        open={removing !== null}
        danger
        title={t('remove-title', { name: removing?.name ?? '' })}
        confirmLabel={t('remove-confirm')}
        onConfirm={() => {
          if (removing)
            void say(bridge.removeWorkspace({ workspaceId: removing.id }), t('removed', { name: removing.name }));
          setRemoving(null);
        }}
        onCancel={() => setRemoving(null)}
      >
        {t('remove-body')}
      </ConfirmDialog>
    </Section>
  );
};
