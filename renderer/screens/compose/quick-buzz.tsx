import { useTranslation } from '../../i18n/use-translation';
import { useApp, useWorkspace } from '../../state/app-store';
import { Avatar, workspaceMarks } from '../../ui/text/avatar';
import { Kbd } from '../../ui/text/kbd';
import { Pill } from '../../ui/text/pill';
import styles from './quick-buzz.module.css';

/** The line of keys at the foot of quick buzz. */
export const QuickBar = () => {
  const { t } = useTranslation('compose');
  const { t: common } = useTranslation('common');
  const platform = useApp((state) => state.platform);
  const channels = [common('channel-app'), common('channel-sms'), common('channel-phone')].join(' ');
  const keys = [
    { keys: 'Tab', words: t('bar-message') },
    { keys: 'Alt+1 2 3', words: channels },
    { keys: 'Mod+Enter', words: t('bar-buzz') },
  ];
  return (
    <div className={styles.bar} aria-hidden>
      {keys.map((each) => (
        <span key={each.keys} className={styles.hint}>
          <Kbd keys={each.keys} platform={platform} />
          {each.words}
        </span>
      ))}
      <span className={styles.end}>
        <Kbd keys="Esc" platform={platform} />
        {t('bar-hide')}
      </span>
    </div>
  );
};

/** The workspace at the end of the line of quick buzz, so that a person always sees where a buzz goes. */
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
