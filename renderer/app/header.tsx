import { ChevronDown, Pin, PinOff, Settings } from 'lucide-react';
import type { WorkspaceView } from '../../electron/contract/model/workspace';
import { useBridge } from '../bridge';
import { useTranslation } from '../i18n/use-translation';
import { useComposer } from '../screens/compose/draft/composer';
import { useApp, useAppStore, useWorkspace } from '../state/app-store';
import { Button, IconButton } from '../ui/form/button';
import { Menu, type MenuItem } from '../ui/overlay/menu';
import { Avatar, workspaceMarks } from '../ui/text/avatar';
import { Pill } from '../ui/text/pill';
import styles from './header.module.css';

/** The top line: the current workspace with a menu of the others, the pin that keeps the window open, and Settings. */
export const Header = () => {
  const { t } = useTranslation('common');
  const bridge = useBridge();
  const store = useAppStore();
  const composer = useComposer();
  const workspaces = useApp((state) => state.workspaces);
  const pinned = useApp((state) => state.pinned);
  const current = useWorkspace();
  const connect = () => void bridge.openConnect({ workspaceId: null });
  const marks = workspaceMarks(workspaces);
  const switchTo = (workspaceId: WorkspaceView['id']) => {
    // The draft belongs to the workspace in which it was typed.
    composer.flush();
    void bridge.switchWorkspace({ workspaceId });
  };
  // Three are one press away; the menu has all of them.
  const others = workspaces.length > 1 ? workspaces.filter((each) => each.id !== current?.id).slice(0, 3) : [];

  const items: MenuItem[] = [
    { kind: 'heading', key: 'heading', label: t('workspace') },
    ...workspaces.map(
      (each): MenuItem => ({
        kind: 'choice',
        key: each.id,
        label: each.name,
        icon: <Avatar name={each.name} size="s" hue={marks.get(each.id)} />,
        hint: each.practice && <Pill tone="warn">{t('practice-badge')}</Pill>,
        checked: each.id === current?.id,
        onSelect: () => switchTo(each.id),
      }),
    ),
    { kind: 'separator', key: 'separator' },
    { kind: 'item', key: 'connect', label: t('workspace-connect'), onSelect: connect },
  ];

  return (
    <header className={styles.header}>
      <Menu
        items={items}
        trigger={
          <button
            type="button"
            className={styles.workspace}
            aria-label={t('workspace-switch', { name: current?.name ?? '' })}
          >
            {current && !current.practice && <Avatar name={current.name} size="s" hue={marks.get(current.id)} />}
            <span className={styles.name}>{current?.name}</span>
            <ChevronDown size={14} aria-hidden />
          </button>
        }
      />
      {current?.practice && (
        <span title={t('practice-hint')} className={styles.badge}>
          <Pill tone="warn">{t('practice-badge')}</Pill>
        </span>
      )}
      <span className={styles.grow} />
      {others.map((each) => (
        <IconButton
          key={each.id}
          label={t('workspace-go', { name: each.name })}
          icon={<Avatar name={each.name} size="xs" hue={marks.get(each.id)} />}
          onClick={() => switchTo(each.id)}
        />
      ))}
      {workspaces.every((each) => each.practice) && (
        <Button variant="link" size="s" onClick={connect}>
          {t('connect-real')}
        </Button>
      )}
      <IconButton
        label={t(pinned ? 'pin-off' : 'pin-on')}
        icon={pinned ? <PinOff size={16} aria-hidden /> : <Pin size={16} aria-hidden />}
        pressed={pinned}
        onClick={() => store.setPinned(!pinned)}
      />
      <IconButton
        label={t('settings')}
        icon={<Settings size={16} aria-hidden />}
        onClick={() => store.go({ screen: 'settings' })}
      />
    </header>
  );
};
