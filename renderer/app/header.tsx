import { ChevronDown, Pin, PinOff, Settings } from 'lucide-react';
import { useBridge } from '../bridge';
import { useTranslation } from '../i18n/use-translation';
import { useSwitchWorkspace, WorkspaceMenu } from '../screens/compose/workspace-menu';
import { useApp, useAppStore, useWorkspace } from '../state/app-store';
import { Button, IconButton } from '../ui/form/button';
import { Avatar, workspaceMarks } from '../ui/text/avatar';
import { Pill } from '../ui/text/pill';
import styles from './header.module.css';

/** The top line: the current workspace with a menu of the others, the pin that keeps the window open, and Settings. */
export const Header = () => {
  const { t } = useTranslation('common');
  const bridge = useBridge();
  const store = useAppStore();
  const workspaces = useApp((state) => state.workspaces);
  const pinned = useApp((state) => state.pinned);
  const current = useWorkspace();
  const connect = () => void bridge.openConnect({ workspaceId: null });
  const marks = workspaceMarks(workspaces);
  const switchTo = useSwitchWorkspace();
  // Three are one press away; the menu has all of them.
  const others = workspaces.length > 1 ? workspaces.filter((each) => each.id !== current?.id).slice(0, 3) : [];

  return (
    <header className={styles.header}>
      <WorkspaceMenu
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
          <Pill tone="practice">{t('practice-badge')}</Pill>
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
