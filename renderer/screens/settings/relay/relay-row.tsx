import { CircleCheck, CircleDashed, Pencil, Stethoscope, Trash2, TriangleAlert } from 'lucide-react';
import type { RelayView } from '../../../../electron/contract/ipc/relay-view';
import { useFormat } from '../../../i18n/format';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { relayName } from '../../../state/relay';
import { IconButton } from '../../../ui/form/button';
import { SecretLine } from '../controls/secret-line';
import styles from '../controls/settings.module.css';

/** How the relay stands, in words, with the reason and what to do where something is wrong. */
const Standing = ({ view }: { view: RelayView }) => {
  const { t } = useTranslation('settings');
  const advice = useAdvice();
  const format = useFormat();
  const { asking, standing, problem, heardAt } = view;
  const look = asking ? 'asking' : standing === 'unset' ? 'unasked' : standing;
  const open = look === 'asking' || look === 'unasked';
  const Icon = open ? CircleDashed : look === 'fine' ? CircleCheck : TriangleAlert;
  return (
    <div role="status">
      <small className={open || look === 'fine' ? styles.fine : styles.warn}>
        <Icon size={13} aria-hidden />
        <span>
          {t(`relay-${look}`)}
          {heardAt !== null && ` · ${t('relay-heard', { when: format.timeOrDate(heardAt) })}`}
        </span>
      </small>
      {!asking && problem && <small>{advice(problem)}</small>}
    </div>
  );
};

interface RelayRowProps {
  view: RelayView;
  address: string;
  onCheck: () => void;
  onEdit: () => void;
  onRemove: () => void;
}

/** The relay that is set: how it stands, where its token is kept, and what it takes of which workspace. */
export const RelayRow = ({ view, address, onCheck, onEdit, onRemove }: RelayRowProps) => {
  const { t } = useTranslation('settings');
  const { token, tokenName, standing, workspaces, ladders } = view;
  // What it takes is as it said last, and worth nothing while it cannot be used at all.
  const known = standing === 'fine' || standing === 'useless' || standing === 'unasked';
  return (
    <div className={styles.workspaces}>
      <div className={styles.workspace}>
        <div className={styles.line}>
          <b className={styles.name}>{relayName(address)}</b>
          <span className={styles.grow} />
          <IconButton
            label={t('relay-check')}
            icon={<Stethoscope size={14} aria-hidden />}
            aria-busy={view.asking || undefined}
            onClick={onCheck}
          />
          <IconButton label={t('relay-edit')} icon={<Pencil size={14} aria-hidden />} onClick={onEdit} />
          <IconButton label={t('relay-remove')} icon={<Trash2 size={14} aria-hidden />} onClick={onRemove} />
        </div>
        <Standing view={view} />
        {known && workspaces.map(({ id, name, state }) => <small key={id}>{t(`relay-${state}`, { name })}</small>)}
        {known && workspaces.length === 0 && <small>{t('relay-no-workspaces')}</small>}
        {ladders > 0 && <small>{t('relay-ladders', { count: ladders })}</small>}
        <SecretLine of="token" secret={token} />
        {tokenName !== null && <small>{t('relay-token-name', { name: tokenName })}</small>}
      </div>
    </div>
  );
};
