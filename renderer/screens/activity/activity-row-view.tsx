import { Check, Image, Repeat } from 'lucide-react';
import type { ActivityRow } from '../../../electron/contract/model/board';
import type { WorkspaceId } from '../../../electron/contract/model/ids';
import { useFormat } from '../../i18n/format';
import { useTranslation } from '../../i18n/use-translation';
import { classNames } from '../../ui/class-names';
import { IconButton } from '../../ui/form/button';
import layout from '../../ui/layout.module.css';
import { ChannelIcon } from '../../ui/text/icon';
import { Pill } from '../../ui/text/pill';
import { VisuallyHidden } from '../../ui/text/text-spans';
import styles from './activity-screen.module.css';

const ReadPill = ({ row }: { row: ActivityRow }) => {
  const { t } = useTranslation('activity');
  if (row.state === 'running') return <Pill>{t('running')}</Pill>;
  const { people, read, acknowledged } = row;
  const all = people > 0 && Math.max(read, acknowledged) === people;
  return (
    <>
      {row.recalled && <Pill>{t('recalled')}</Pill>}
      {row.state === 'stopped' && <Pill>{t('stopped')}</Pill>}
      {(row.accepted > 0 || row.state === 'done') && (
        <Pill tone={all || acknowledged > 0 ? 'ok' : 'brand'}>
          {acknowledged > 0 && <Check size={12} aria-hidden />}
          {acknowledged > 0 ? t('acknowledged', { acknowledged, total: people }) : t('read', { read, total: people })}
        </Pill>
      )}
    </>
  );
};

/** One buzz of Activity: its people, its text and its state. Opens its board, or becomes a draft again. */
export const ActivityRowView = ({
  row,
  currentWorkspaceId,
  marked,
  onOpen,
  onRepeat,
}: {
  row: ActivityRow;
  currentWorkspaceId: WorkspaceId;
  /** Properties of the row that Enter in the search opens. */
  marked: { 'data-marked': true | undefined };
  onOpen: () => void;
  onRepeat: () => void;
}) => {
  const { t } = useTranslation(['activity', 'common']);
  const format = useFormat();
  const elsewhere = !row.practice && row.workspaceId !== currentWorkspaceId;
  return (
    <li className={styles.item} {...marked}>
      <button type="button" data-row className={styles.row} onClick={onOpen}>
        <span className={styles.channel} data-paid={row.loudest !== 'app' || undefined}>
          <ChannelIcon channel={row.loudest} size={16} />
          <VisuallyHidden>{t(`common:channel-${row.loudest}`)}</VisuallyHidden>
        </span>
        <span className={styles.words}>
          <span className={styles.title}>
            <b className={layout.ellipsis}>{row.title}</b>
            {row.practice && <Pill tone="practice">{t('common:practice-badge')}</Pill>}
            {elsewhere && <Pill>{row.workspaceName}</Pill>}
          </span>
          <small className={classNames(layout.ellipsis, layout.fine)}>{row.text}</small>
        </span>
        <span className={styles.end}>
          <time className={layout.fine} dateTime={new Date(row.createdAt).toISOString()}>
            {format.time(row.createdAt)}
          </time>
          <span className={styles.pills}>
            {row.pictures > 0 && (
              <span className={layout.fine}>
                <Image size={13} aria-hidden /> {row.pictures}
                <VisuallyHidden>{t('common:pictures', { count: row.pictures })}</VisuallyHidden>
              </span>
            )}
            {row.attention > 0 && <Pill tone="bad">{t('attention', { count: row.attention })}</Pill>}
            <ReadPill row={row} />
          </span>
        </span>
      </button>
      <IconButton
        className={styles.repeat}
        label={t('repeat')}
        icon={<Repeat size={14} aria-hidden />}
        onClick={onRepeat}
      />
    </li>
  );
};
