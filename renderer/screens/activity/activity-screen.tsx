import { History, Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Draft } from '../../../electron/contract/model/draft';
import type { BuzzId } from '../../../electron/contract/model/ids';
import { useFormat } from '../../i18n/format';
import { useTranslation, useZone } from '../../i18n/use-translation';
import { useApp, useAppStore } from '../../state/app-store';
import { ErrorNote } from '../../ui/feedback/error-note';
import { EmptyState, Skeleton } from '../../ui/feedback/placeholder';
import { Button } from '../../ui/form/button';
import { VisuallyHidden } from '../../ui/text/text-spans';
import { useRepeat } from '../shared/use-repeat';
import { useRowKeys } from '../shared/use-row-keys';
import { ActivityRowView } from './activity-row-view';
import styles from './activity-screen.module.css';
import { ActivityTools } from './activity-tools';
import { type ActivityDay, byDay } from './by-day';
import { FiguresPanel } from './figures-panel';
import { type ActivitySearch, useActivity } from './use-activity';

/** Distance from the end of the list at which the next page is read (px). */
const near = 240;

/** Pause in typing before a search begins (ms). */
const restMs = 120;

const skeletonRows = ['a', 'b', 'c', 'd', 'e'];

/** 记录: every buzz, newest first. */
export const ActivityScreen = ({
  onOpen,
  onDraft,
  inbox = false,
}: {
  onOpen: (id: BuzzId) => void;
  /** Gets the draft of a buzz that the person wants to repeat. */
  onDraft: (draft: Draft) => void;
  /** Leads to the inbox, which has no tab yet. */
  inbox?: boolean;
}) => {
  const { t } = useTranslation(['activity', 'common']);
  const store = useAppStore();
  const format = useFormat();
  const repeat = useRepeat(onDraft);
  const zone = useZone();
  const currentWorkspaceId = useApp((state) => state.currentWorkspaceId);
  // Renders anew when the window is shown again, perhaps on another day, so that "today" is right.
  useApp((state) => state.shows);
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState<ActivitySearch>({ query: '', outcome: null });
  useEffect(() => {
    if (typed === search.query) return;
    const timer = setTimeout(() => setSearch({ ...search, query: typed }), typed === '' ? 0 : restMs);
    return () => clearTimeout(timer);
  }, [typed, search]);
  const { rows, search: foundBy, problem, reading, complete, readOlder, retry } = useActivity(search);
  const everything = foundBy.query.trim() === '' && foundBy.outcome === null;
  const list = useRef<HTMLDivElement>(null);
  const keys = useRowKeys(rows !== null, foundBy.query === typed);

  const readIfNear = () => {
    const box = list.current;
    if (box && box.scrollHeight - box.scrollTop - box.clientHeight < near) readOlder();
  };
  // A page that does not fill the window never scrolls, so older ones are read until it does.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after every page that came
  useEffect(readIfNear, [rows]);

  const dayName = (day: ActivityDay) => {
    switch (day.kind) {
      case 'today':
      case 'yesterday':
        return t(day.kind);
      case 'date':
        return format.day(day.start);
    }
  };
  const failure = problem && (
    <ErrorNote
      problem={problem}
      action={
        <Button size="s" onClick={retry}>
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
  if (rows.length === 0 && everything && typed === '')
    return (
      <div className={styles.screen}>
        {heading}
        {failure}
        <EmptyState
          icon={<History size={22} />}
          title={t('empty-title')}
          text={t('empty-body')}
          action={
            <>
              <Button variant="primary" onClick={() => store.go({ screen: 'compose' })}>
                {t('empty-action')}
              </Button>
              {inbox && (
                <Button variant="link" onClick={() => store.go({ screen: 'inbox' })}>
                  {t('to-inbox')}
                </Button>
              )}
            </>
          }
        />
      </div>
    );
  return (
    <div className={styles.found} {...keys.list}>
      {heading}
      <ActivityTools
        typed={typed}
        search={search}
        onType={setTyped}
        onOutcome={(outcome) => setSearch({ query: typed, outcome })}
        found={rows.length > 0}
        inbox={inbox}
      />
      <FiguresPanel />
      <section ref={list} className={styles.screen} aria-label={t('list')} onScroll={readIfNear}>
        {byDay(rows, Date.now(), zone()).map((day) => (
          <section key={day.start} aria-label={dayName(day)}>
            <h2 className={styles.day}>{dayName(day)}</h2>
            <ul>
              {day.rows.map((row) => (
                <ActivityRowView
                  key={row.id}
                  row={row}
                  currentWorkspaceId={currentWorkspaceId}
                  marked={keys.row(rows.indexOf(row))}
                  onOpen={() => onOpen(row.id)}
                  onRepeat={() => repeat(row.id)}
                />
              ))}
            </ul>
          </section>
        ))}
        <div role="status">
          {rows.length === 0 && (
            <EmptyState
              icon={<Search size={22} />}
              title={t('no-match-title')}
              text={foundBy.query.trim() === '' ? t('no-match-outcome') : t('no-match-body', { query: foundBy.query })}
            />
          )}
        </div>
        {failure}
        <p className={styles.foot} role="status">
          {reading ? t('more') : complete && rows.length > 20 ? t('end') : ''}
        </p>
      </section>
    </div>
  );
};
