import { History } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { BuzzId } from '../../../electron/contract/ids';
import { useApp, useStore } from '../../app/use-app';
import { useFormat } from '../../i18n/format';
import { useTranslation } from '../../i18n/use-translation';
import { Button } from '../../ui/button';
import { EmptyState } from '../../ui/empty-state';
import { ErrorNote } from '../../ui/error-note';
import { Skeleton } from '../../ui/skeleton';
import { VisuallyHidden } from '../../ui/visually-hidden';
import { ActivityRowView } from './activity-row-view';
import styles from './activity-screen.module.css';
import { byDay, type Day } from './by-day';
import { useActivity } from './use-activity';

/** How far from the end, in px, the next page is asked for. */
const near = 240;

const skeletonRows = ['a', 'b', 'c', 'd', 'e'];

/** 动态: every buzz, newest first. */
export const ActivityScreen = ({ onOpen }: { onOpen: (id: BuzzId) => void }) => {
  const { t } = useTranslation(['activity', 'common']);
  const store = useStore();
  const format = useFormat();
  const currentWorkspaceId = useApp((state) => state.currentWorkspaceId);
  // Shown again, perhaps on another day: "today" is worked out anew.
  useApp((state) => state.shows);
  const { rows, problem, reading, complete, readOlder, retry } = useActivity();
  const list = useRef<HTMLDivElement>(null);

  const readIfNear = () => {
    const box = list.current;
    if (box && box.scrollHeight - box.scrollTop - box.clientHeight < near) readOlder();
  };
  // A page that does not fill the window is never scrolled, so ask until it does.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after every page that came
  useEffect(readIfNear, [rows]);

  const dayName = (day: Day) => {
    switch (day.kind) {
      case 'today':
      case 'yesterday':
        return t(day.kind);
      case 'date':
        return new Date(day.start).getFullYear() === new Date().getFullYear()
          ? format.day(day.start)
          : format.date(day.start);
    }
  };
  const failure = problem && (
    <ErrorNote
      problem={problem}
      action={
        <Button size="s" onClick={rows === null ? retry : readOlder}>
          {t('common:retry')}
        </Button>
      }
    />
  );

  const heading = (
    <h1 className={styles.heading}>
      <VisuallyHidden>{t('common:tab-activity')}</VisuallyHidden>
    </h1>
  );

  if (rows === null)
    return (
      <div className={styles.screen} aria-busy={problem === null}>
        {heading}
        {failure ??
          skeletonRows.map((row) => (
            <div key={row} className={styles.waiting}>
              <Skeleton width="34px" height="34px" />
              <div>
                <Skeleton width="40%" />
                <Skeleton width="75%" height="0.85em" />
              </div>
            </div>
          ))}
        {problem === null && <VisuallyHidden role="status">{t('common:loading')}</VisuallyHidden>}
      </div>
    );
  if (rows.length === 0)
    return (
      <div className={styles.screen}>
        {heading}
        {failure}
        <EmptyState
          icon={<History size={22} />}
          title={t('empty-title')}
          text={t('empty-body')}
          action={
            <Button variant="primary" onClick={() => store.go({ screen: 'compose' })}>
              {t('empty-action')}
            </Button>
          }
        />
      </div>
    );
  return (
    <section ref={list} className={styles.screen} aria-label={t('list')} onScroll={readIfNear}>
      {heading}
      {byDay(rows, Date.now()).map((day) => (
        <section key={day.start} aria-label={dayName(day)}>
          <h2 className={styles.day}>{dayName(day)}</h2>
          <ul>
            {day.rows.map((row) => (
              <ActivityRowView
                key={row.id}
                row={row}
                currentWorkspaceId={currentWorkspaceId}
                onOpen={() => onOpen(row.id)}
              />
            ))}
          </ul>
        </section>
      ))}
      {failure}
      <p className={styles.foot} role="status">
        {reading ? t('more') : complete && rows.length > 20 ? t('end') : ''}
      </p>
    </section>
  );
};
