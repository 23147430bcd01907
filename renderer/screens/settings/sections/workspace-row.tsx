import { Pencil, Stethoscope, Trash2, Zap } from 'lucide-react';
import type { WorkspaceView } from '../../../../electron/contract/model/workspace';
import { useTranslation } from '../../../i18n/use-translation';
import { Button, IconButton } from '../../../ui/form/button';
import { Pill } from '../../../ui/text/pill';
import { SecretLine } from '../controls/secret-line';
import styles from '../controls/settings.module.css';
import { ListeningLine } from './listening-line';
import { PeopleLine } from './people-line';

/** One workspace with its secret's place, its people and its actions. */
export const WorkspaceRow = ({
  workspace,
  current,
  onSwitch,
  onTest,
  onCheck,
  onEdit,
  onRemove,
}: {
  workspace: WorkspaceView;
  current: boolean;
  onSwitch: () => void;
  onTest: () => void;
  onCheck: () => void;
  onEdit: () => void;
  onRemove: () => void;
}) => {
  const { t } = useTranslation(['settings', 'common']);
  const { name, practice } = workspace;
  return (
    <li className={styles.workspace} aria-current={current || undefined}>
      <div className={styles.line}>
        <b className={styles.name}>{name}</b>
        {practice && <Pill tone="practice">{t('common:practice-badge')}</Pill>}
        {current && <Pill tone="brand">{t('current')}</Pill>}
        <span className={styles.grow} />
        {!current && (
          <Button size="s" aria-label={t('switch-to', { name })} onClick={onSwitch}>
            {t('switch')}
          </Button>
        )}
        {!practice && (
          <>
            {current && <IconButton label={t('test-buzz')} icon={<Zap size={14} aria-hidden />} onClick={onTest} />}
            <IconButton label={t('check', { name })} icon={<Stethoscope size={14} aria-hidden />} onClick={onCheck} />
            <IconButton label={t('edit', { name })} icon={<Pencil size={14} aria-hidden />} onClick={onEdit} />
            <IconButton label={t('remove', { name })} icon={<Trash2 size={14} aria-hidden />} onClick={onRemove} />
          </>
        )}
      </div>
      {practice ? (
        <small>{t('practice-note')}</small>
      ) : (
        <>
          <small className={styles.address}>
            {new URL(workspace.baseUrl).host} · {workspace.appId}
          </small>
          <SecretLine of="secret" secret={workspace.secret} />
        </>
      )}
      {/* Another app has other people. */}
      <PeopleLine key={workspace.appId} workspace={workspace} />
      <ListeningLine workspace={workspace} onCheck={onCheck} />
    </li>
  );
};
