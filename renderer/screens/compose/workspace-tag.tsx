import { useWorkspace } from '../../app/use-app';
import { useTranslation } from '../../i18n/use-translation';
import { Pill } from '../../ui/pill';

/** The workspace at the end of the quick line: never in doubt about where a buzz goes. */
export const WorkspaceTag = () => {
  const { t } = useTranslation('common');
  const workspace = useWorkspace();
  if (!workspace) return null;
  return (
    <>
      {workspace.practice && <Pill tone="warn">{t('practice-badge')}</Pill>}
      <Pill>{workspace.name}</Pill>
    </>
  );
};
