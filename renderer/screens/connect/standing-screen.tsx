import { useEffect, useRef } from 'react';
import type { CheckFix, CheckView, ConnectStartup, ScannedView } from '../../../electron/contract/ipc/connect';
import type { Workspace } from '../../../electron/contract/model/workspace';
import { useBridge } from '../../bridge';
import { useTranslation } from '../../i18n/use-translation';
import { ErrorNote } from '../../ui/feedback/error-note';
import { Button } from '../../ui/form/button';
import { CheckRow } from './check-list';
import { connectFormOf, fieldsOf } from './connect-form';
import styles from './connect-screen.module.css';
import { useDoctor } from './use-doctor';
import { useVerify } from './verify-listening';

/** The way by which a person came here. */
export type Arrival = { kind: 'asked' } | { kind: 'scanned' | 'granted'; scanned: ScannedView };

const groups = ['missing', 'waits', 'works'] as const;
type Group = (typeof groups)[number];

const groupOf = ({ state, waits }: CheckView): Group | 'optional' | null => {
  if (state === 'ok') return 'works';
  if (state === 'skipped') return null;
  if (state === 'optional') return 'optional';
  return waits ? 'waits' : 'missing';
};

/** Checks without which no buzz works at all. */
const vital = ['network', 'credentials', 'ip', 'bot', 'scope:im:message:send_as_bot', 'scope:im:message.urgent'];

/**
 * A connected workspace as the doctor finds it: what works now, what waits for an admin, and what is missing, each with its
 * press. It follows a scan, and is opened from wherever something was refused.
 */
export const StandingScreen = ({
  startup,
  workspace,
  arrival,
  onGrant,
  onEdit,
  onScanAgain,
}: {
  startup: ConnectStartup;
  workspace: Workspace;
  arrival: Arrival;
  onGrant: (scopes: readonly string[]) => void;
  onEdit: () => void;
  onScanAgain: () => void;
}) => {
  const { t } = useTranslation(['connect', 'common']);
  const bridge = useBridge();
  const known = { ...startup, workspace, secretConfigured: true };
  const { results, busy, problem, run } = useDoctor(connectFormOf(known, fieldsOf(known), ''));
  const verifying = useVerify(workspace.id, run);
  const heading = useRef<HTMLHeadingElement>(null);
  // What was pressed is gone, and the screen is another.
  useEffect(() => heading.current?.focus(), []);

  const all = [...(results?.values() ?? [])];
  // Receipts stand in their scope's line as well.
  const lines = all.filter(({ id }) => id !== 'receipts');
  const of = (group: Group | 'optional') => lines.filter((line) => groupOf(line) === group);
  const buzzes = vital.every(
    (id) => all.length > 0 && results?.get(id)?.state !== 'fail' && results?.get(id)?.state !== 'skipped',
  );
  const canBeGranted = of('missing').some(({ fixes }) => fixes.some(({ kind }) => kind === 'scan'));
  const scanned = arrival.kind === 'asked' ? null : arrival.scanned;
  const lacking = [...of('missing'), ...of('waits')];
  const onFix = (fix: CheckFix) => {
    switch (fix.kind) {
      case 'scan':
        return onGrant(fix.scopes);
      case 'open':
        return void bridge.openLink({ link: fix.link });
      case 'copy':
        return void bridge.copyText({ text: fix.text });
      case 'brand':
        return onEdit();
      case 'listen':
      case 'verify':
        return void verifying.start(fix.kind === 'listen');
    }
  };
  const rows = (found: readonly CheckView[]) => (
    <ul>
      {found.map((line) => (
        <CheckRow key={line.id} line={line} check={line} beside={false} onFix={onFix} verifying={verifying} />
      ))}
    </ul>
  );
  const title = () => {
    if (arrival.kind === 'granted') return t('granted-title', { name: workspace.name });
    if (!scanned) return t('standing-title', { name: workspace.name });
    return t(scanned.updated ? 'updated-title' : 'scanned-title', { name: workspace.name });
  };
  const verdict = () => {
    if (busy) return t('checking');
    if (results === null) return null;
    if (!buzzes) return t('standing-not-yet');
    return lacking.length === 0 ? t('standing-all') : t('standing-some', { count: lacking.length });
  };
  return (
    <main className={styles.window}>
      <div className={styles.screen}>
        <div className={styles.body}>
          <div className={styles.fields}>
            <h1 ref={heading} tabIndex={-1} className={styles.title}>
              {title()}
            </h1>
            {scanned?.company && <p>{t('scanned-company', { company: scanned.company.name })}</p>}
            {scanned?.company?.personal && <p className={styles.keyring}>{t('scanned-personal')}</p>}
            {scanned && arrival.kind === 'scanned' && (
              <p className={styles.choiceText}>
                {t('scanned-wrong')}{' '}
                <Button variant="link" size="s" onClick={onScanAgain}>
                  {t('scanned-again')}
                </Button>
              </p>
            )}
            {arrival.kind === 'granted' && !busy && lacking.length > 0 && (
              <p className={styles.choiceText}>{t('granted-not-all')}</p>
            )}
            <p className={styles.choiceText}>
              {workspace.appId}
              {' · '}
              <Button variant="link" size="s" onClick={onEdit}>
                {t('edit-title')}
              </Button>
            </p>
            {of('works').length > 0 && (
              <section aria-label={t('group-works')}>
                <h2>{t('group-works')}</h2>
                {rows(of('works'))}
              </section>
            )}
          </div>
          <section className={styles.checks} aria-label={t('checks')} aria-busy={busy}>
            {groups
              .filter((group) => group !== 'works' && of(group).length > 0)
              .map((group) => (
                <section key={group} aria-label={t(`group-${group}`)}>
                  <h2>{t(`group-${group}`)}</h2>
                  {group === 'waits' && <p>{t('group-waits-hint')}</p>}
                  {group === 'missing' && canBeGranted && <p>{t('group-missing-hint')}</p>}
                  {rows(of(group))}
                </section>
              ))}
            {lacking.length === 0 && results !== null && <p>{t('standing-nothing')}</p>}
            {of('optional').length > 0 && (
              <details>
                <summary>{t('group-optional', { count: of('optional').length })}</summary>
                {rows(of('optional'))}
              </details>
            )}
          </section>
        </div>
        <footer className={styles.foot}>
          <div
            role="status"
            className={styles.verdict}
            data-state={!busy && buzzes && lacking.length === 0 ? 'ok' : undefined}
          >
            {verdict()}
            {problem && <ErrorNote problem={problem} announced={false} variant="line" />}
          </div>
          <Button onClick={() => void bridge.closeConnect()}>{t('common:close')}</Button>
          <Button loading={busy} onClick={run}>
            {t('again')}
          </Button>
          {buzzes && (
            <Button variant="primary" onClick={() => void bridge.buzzMyself()}>
              {t('buzz-myself')}
            </Button>
          )}
        </footer>
      </div>
    </main>
  );
};
