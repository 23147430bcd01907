import type { ComponentProps } from 'react';
import type { WorkspaceView } from '../../../electron/contract/model/workspace';
import { useBridge } from '../../bridge';
import { useTranslation } from '../../i18n/use-translation';
import { useApp, useWorkspace } from '../../state/app-store';
import { Menu, type MenuItem } from '../../ui/overlay/menu';
import { Avatar, workspaceMarks } from '../../ui/text/avatar';
import { Pill } from '../../ui/text/pill';
import { useComposer } from './draft/composer';

/** Goes over to another workspace. The draft stays with the one in which it was typed. */
export const useSwitchWorkspace = (): ((workspaceId: WorkspaceView['id']) => void) => {
  const bridge = useBridge();
  const composer = useComposer();
  return (workspaceId) => {
    composer.flush();
    void bridge.switchWorkspace({ workspaceId });
  };
};

/** The menu of all workspaces, the only place where others than the current one are offered. */
export const WorkspaceMenu = ({
  trigger,
  align,
  onSwitched,
}: Pick<ComponentProps<typeof Menu>, 'trigger' | 'align'> & { onSwitched?: () => void }) => {
  const { t } = useTranslation('common');
  const bridge = useBridge();
  const workspaces = useApp((state) => state.workspaces);
  const current = useWorkspace();
  const marks = workspaceMarks(workspaces);
  const switchTo = useSwitchWorkspace();
  const items: MenuItem[] = [
    { kind: 'heading', key: 'heading', label: t('workspace') },
    ...workspaces.map(
      (each): MenuItem => ({
        kind: 'choice',
        key: each.id,
        label: each.name,
        icon: <Avatar name={each.name} size="s" hue={marks.get(each.id)} />,
        hint: each.practice && <Pill tone="practice">{t('practice-badge')}</Pill>,
        checked: each.id === current?.id,
        onSelect: () => {
          switchTo(each.id);
          onSwitched?.();
        },
      }),
    ),
    { kind: 'separator', key: 'separator' },
    {
      kind: 'item',
      key: 'connect',
      label: t('workspace-connect'),
      onSelect: () => void bridge.openConnect({ workspaceId: null }),
    },
  ];
  return <Menu items={items} trigger={trigger} {...(align && { align })} />;
};
