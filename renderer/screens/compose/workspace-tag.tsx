import { useTranslation } from '../../i18n/use-translation';
import { useApp, useWorkspace } from '../../state/use-app';
import { Avatar } from '../../ui/text/avatar';
import { Pill } from '../../ui/text/pill';
import { workspaceMarks } from '../../ui/text/workspace-marks';

/** The workspace at the end of the quick line: never in doubt about where a buzz goes. */
export const WorkspaceTag = () => {
  const { t } = useTranslation('common');
  const workspace = useWorkspace();
  const workspaces = useApp((state) => state.workspaces);
  if (!workspace) return null;
  return (
    <>
      {workspace.practice ? (
        <Pill tone="warn">{t('practice-badge')}</Pill>
      ) : (
        <Avatar name={workspace.name} hue={workspaceMarks(workspaces).get(workspace.id)} />
      )}
      <Pill>{workspace.name}</Pill>
    </>
  );
};
