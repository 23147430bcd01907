import { ChevronRight } from 'lucide-react';
import { type ReactNode, useCallback, useId, useState } from 'react';
import type { Figures, ReadingTimes } from '../../../electron/contract/model/figures';
import { useBridge } from '../../bridge';
import { useFormat } from '../../i18n/format';
import { useTranslation } from '../../i18n/use-translation';
import { useApp } from '../../state/app-store';
import { Segmented } from '../../ui/form/segmented';
import { useNewestAnswer } from '../shared/use-answer';
import styles from './figures-panel.module.css';

/** Part of a budget from which it is nearly used up. */
const nearly = 0.9;

/** A bar from 0 to 1 with a shorter one in it, both drawn: the numbers stand beside it. */
const Bar = ({ whole, part = 0, color = 'var(--brand)' }: { whole: number; part?: number; color?: string }) => (
  <svg className={styles.bar} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden>
    <rect width="100" height="6" fill="var(--line)" />
    <rect width={Math.min(100, whole * 100)} height="6" fill={part > 0 ? 'var(--line-strong)' : color} />
    {part > 0 && <rect width={Math.max(1.5, part * 100)} height="6" fill={color} />}
  </svg>
);

/** This month's SMS or calls against the budget of this computer. */
const Budget = ({ word, used, limit }: { word: string; used: number; limit: number }) => {
  const { t } = useTranslation('activity');
  const part = limit === 0 ? 1 : used / limit;
  return (
    <span className={styles.budget}>
      {word}
      <Bar whole={part} color={part >= nearly ? 'var(--warn)' : 'var(--brand)'} />
      {t('figures-used', { used, limit })}
    </span>
  );
};

type What = 'read' | 'answered';

interface TimesProps {
  caption: string;
  head: string;
  rows: readonly (ReadingTimes & { key: string; name: ReactNode })[];
  /** The longest time of all tables, which is a whole bar (ms). */
  longest: number;
  what: What;
}

/** How long people took to read or to answer, one row for each group or channel. */
const Times = ({ caption, head, rows, longest, what }: TimesProps) => {
  const { t } = useTranslation('activity');
  const { number } = useFormat();
  const took = (ms: number | null) => {
    if (ms === null) return '–';
    const seconds = Math.round(ms / 1000);
    if (seconds < 60) return t('figures-seconds', { count: seconds });
    const minutes = Math.round(seconds / 60);
    return minutes < 60
      ? t('figures-minutes', { count: minutes })
      : t('figures-hours', { hours: number(Math.round(minutes / 6) / 10) });
  };
  return (
    <table className={styles.times}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">{t('figures-median')}</th>
          <th scope="col">{t('figures-slow')}</th>
          <th scope="col">{t(what === 'read' ? 'figures-unread' : 'figures-unanswered')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, people, read, median, slow }) => (
          <tr key={key}>
            <th scope="row">
              <span className={styles.name}>{name}</span>
              <Bar whole={(slow ?? 0) / longest} part={(median ?? 0) / longest} />
            </th>
            <td>{took(median)}</td>
            <td>{took(slow)}</td>
            <td>{t('figures-of', { part: people - read, all: people })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/**
 * Numbers of the workspace above its buzzes: this month's paid calls against the budget, and on demand how long people took
 * to read and to answer. Summing that reads a month of entries, so it is asked for only when it is shown.
 */
export const FiguresPanel = () => {
  const { t } = useTranslation(['activity', 'common']);
  const bridge = useBridge();
  const [open, setOpen] = useState(false);
  const bodyId = useId();
  const workspaceId = useApp((state) => state.currentWorkspaceId);
  const shows = useApp((state) => state.shows);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew in another workspace, and when the window is shown again
  const ask = useCallback(() => bridge.getFigures({ reading: open }), [bridge, open, workspaceId, shows]);
  const figures = useNewestAnswer(ask);
  if (figures === null) return null;
  const { sms, phone } = figures.paid;
  return (
    <section className={styles.panel} aria-label={t('figures')}>
      <button
        type="button"
        className={styles.head}
        aria-expanded={open}
        aria-controls={bodyId}
        onClick={() => setOpen(!open)}
      >
        {t('figures-month')}
        <Budget word={t('common:channel-sms')} {...sms} />
        <Budget word={t('common:channel-phone')} {...phone} />
        <ChevronRight size={14} aria-hidden />
      </button>
      <div id={bodyId} hidden={!open}>
        {open && <Reading figures={figures} />}
      </div>
    </section>
  );
};

const Reading = ({ figures }: { figures: Figures }) => {
  const { t } = useTranslation(['activity', 'common']);
  const [wanted, setWanted] = useState<What>('read');
  const { days, answers } = figures;
  const asked = answers.channels.length > 0;
  const what = asked ? wanted : 'read';
  const { groups, channels } = what === 'read' ? figures : answers;
  const longest = Math.max(1, ...[...groups, ...channels].map(({ slow }) => slow ?? 0));
  if (channels.length === 0) return <p className={styles.none}>{t('figures-none', { days })}</p>;
  return (
    <>
      {asked && (
        <Segmented
          label={t('figures-what')}
          value={what}
          options={(['read', 'answered'] as const).map((value) => ({ value, label: t(`figures-${value}`) }))}
          onChange={setWanted}
        />
      )}
      {groups.length > 0 && (
        <Times
          caption={t(what === 'read' ? 'figures-groups' : 'figures-groups-answered', { days })}
          head={t('figures-group')}
          rows={groups.map((group) => ({ key: group.groupId, ...group }))}
          {...{ longest, what }}
        />
      )}
      <Times
        caption={t(what === 'read' ? 'figures-channels' : 'figures-channels-answered', { days })}
        head={t('figures-channel')}
        rows={channels.map((each) => ({ key: each.channel, ...each, name: t(`common:channel-${each.channel}`) }))}
        {...{ longest, what }}
      />
    </>
  );
};
