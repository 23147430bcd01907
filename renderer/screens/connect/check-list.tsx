import { Circle, CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { Problem } from '../../../electron/contract/advice/problem';
import type { CheckFix, CheckLine, CheckView } from '../../../electron/contract/ipc/connect';
import { useBridge } from '../../bridge';
import { useAdvice, useTranslation } from '../../i18n/use-translation';
import { Button } from '../../ui/form/button';
import { VisuallyHidden } from '../../ui/text/text-spans';
import styles from './connect-screen.module.css';
import type { CheckResults } from './run-checks';
import type { Connect } from './use-connect';
import { useVerify, type Verifying, VerifyNote } from './verify-listening';

/** Result of all checks together. `count`: failures, which keep the app from buzzing, otherwise warnings. */
interface CheckVerdict {
  kind: 'ok' | 'warn' | 'fail' | 'refused';
  count: number;
}

/** Sums the checks up. `refused` means wrong credentials, which are not worth saving. */
export const verdictOf = (results: NonNullable<CheckResults>): CheckVerdict => {
  const all = [...results.values()];
  const failed = all.filter(({ state }) => state === 'fail').length;
  if (results.get('credentials')?.state === 'fail') return { kind: 'refused', count: failed };
  if (failed > 0) return { kind: 'fail', count: failed };
  const warned = all.filter(({ state }) => state === 'warn').length;
  return { kind: warned > 0 ? 'warn' : 'ok', count: warned };
};

type CheckState = CheckView['state'] | 'waiting';

const icons: Record<CheckState, typeof Circle> = {
  ok: CircleCheck,
  warn: TriangleAlert,
  fail: CircleAlert,
  optional: Circle,
  skipped: Circle,
  waiting: Circle,
};

interface RowProps {
  line: CheckLine;
  check: CheckView | undefined;
  /** True when a field already shows the sentence. */
  beside: boolean;
  onFix: (fix: CheckFix) => void;
  /** The wait for an event, for the line of listening. */
  verifying?: Verifying;
}

/** One line of the doctor, with the buttons that lead to its fix. */
export const CheckRow = ({ line, check, beside, onFix, verifying }: RowProps) => {
  const { t } = useTranslation(['connect', 'common']);
  const advice = useAdvice();
  // The scope's name stands above the sentence already.
  const scopeWords = (problem: Problem) => {
    if (problem.advice === 'scope-to-grant') return t('lacks', problem.params);
    return problem.advice === 'scope-optional' ? t('optional-lacks', problem.params) : advice(problem);
  };
  const state: CheckState = check?.state ?? 'waiting';
  const Icon = icons[state];
  const told = check?.problem && state !== 'skipped' && !beside ? check.problem : null;
  return (
    <li className={styles.check} data-state={state}>
      <Icon size={14} aria-hidden />
      <div className={styles.words}>
        <span>
          {line.label} <VisuallyHidden>{t(`state-${state}`)}</VisuallyHidden>
        </span>
        {line.scope && <code>{line.scope}</code>}
        {told && (
          <p>
            {line.scope ? scopeWords(told) : advice(told)}
            {told.code !== null && ` · ${t('common:error-code', { code: told.code })}`}
          </p>
        )}
        {check?.note && <p>{check.note}</p>}
        <div>
          {check?.fixes.map((fix) => (
            <Button
              key={fix.label}
              size="s"
              loading={(fix.kind === 'listen' || fix.kind === 'verify') && (verifying?.until ?? null) !== null}
              onClick={() => onFix(fix)}
            >
              {fix.label}
            </Button>
          ))}
        </div>
        {verifying && line.id === 'listening' && <VerifyNote verifying={verifying} />}
      </div>
    </li>
  );
};

/** The doctor's checks with their results, and the buttons that lead to each fix. */
export const CheckList = ({
  lines,
  connect,
  beside,
  onGrant,
}: {
  lines: readonly CheckLine[];
  connect: Connect;
  /** Id of the check whose sentence a field already shows. */
  beside: string | null;
  onGrant: (scopes: readonly string[]) => void;
}) => {
  const { t } = useTranslation(['connect', 'common']);
  const bridge = useBridge();
  const [copied, setCopied] = useState('');
  const verifying = useVerify(connect.workspaceId, () => void connect.check());
  const { results, busy } = connect;
  const onFix = (fix: CheckFix) => {
    switch (fix.kind) {
      case 'scan':
        return onGrant(fix.scopes);
      case 'open':
        return void bridge.openLink({ link: fix.link });
      case 'brand':
        return void connect.tryBrand(fix.brand);
      case 'copy':
        setCopied(fix.text);
        return void bridge.copyText({ text: fix.text });
      case 'listen':
      case 'verify':
        return void verifying.start(fix.kind === 'listen');
    }
  };
  const rows = (of: readonly CheckLine[]) =>
    of.map((line) => (
      <CheckRow
        key={line.id}
        line={line}
        check={results?.get(line.id)}
        beside={line.id === beside}
        onFix={onFix}
        verifying={verifying}
      />
    ));
  const scopes = lines.filter(({ scope }) => scope !== null);
  const lacking = scopes.some(({ id }) => results?.get(id)?.problem?.advice === 'scope-to-grant');
  const failing = lines.some(({ id }) => id !== 'network' && results?.get(id)?.state === 'fail');
  return (
    <section aria-label={t('checks')} aria-busy={busy === 'check'} className={styles.checks}>
      <ul>{rows(lines.filter(({ scope }) => scope === null))}</ul>
      {failing && connect.fields.brand === 'custom' && <p>{t('own-console')}</p>}
      <div className={styles.head}>
        <h2>{t('scopes')}</h2>
        <Button
          size="s"
          variant="link"
          onClick={() => {
            setCopied('scopes');
            void bridge.copyScopes();
          }}
        >
          {copied === 'scopes' ? t('common:copied') : t('copy-scopes')}
        </Button>
      </div>
      {lacking && <p>{t('scopes-how')}</p>}
      <ul>{rows(scopes)}</ul>
      <VisuallyHidden role="status">{copied && t('common:copied')}</VisuallyHidden>
    </section>
  );
};
