import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../electron/contract/advice/problem';
import type { ConnectStartup, ScanCode, ScannedView, SecretChoice } from '../../../electron/contract/ipc/connect';
import type { Brand, Workspace } from '../../../electron/contract/model/workspace';
import { plainText } from '../../../electron/contract/plain-text';
import { baseUrlProblem } from '../../../electron/contract/rules/base-url-problem';
import { trimEnd } from '../../../electron/contract/trim-ends';
import { useBridge } from '../../bridge';
import { useAdvice, useTranslation } from '../../i18n/use-translation';
import { ErrorNote } from '../../ui/feedback/error-note';
import { Button } from '../../ui/form/button';
import { BaseUrlField, BrandField } from './brand-field';
import styles from './connect-screen.module.css';
import { KeyringField } from './secret-field';
import { TimeLeft, useSecondsLeft } from './time-left';
import { useScan } from './use-scan';

/** The code to scan: black on white in every theme, as cameras need it, with its light edge inside. */
const QrCode = ({ code, label }: { code: ScanCode; label: string }) => (
  <svg
    role="img"
    aria-label={label}
    width="100%"
    height="300"
    viewBox={`0 0 ${code.size} ${code.size}`}
    shapeRendering="crispEdges"
  >
    <rect width={code.size} height={code.size} fill="#fff" />
    <path d={code.path} fill="#000" />
  </svg>
);

/** Scopes to be granted to the app of a connected workspace. */
export interface Grant {
  workspace: Workspace;
  /** Scopes besides those that every app is asked for. */
  also: readonly string[];
}

/** Seconds before the end of a code at which it is said (s). */
const soon = 60;

/**
 * An app made by one scan, or granted what it lacks. Nothing leaves this computer before the person asks for the code: to press
 * *Grant by scan* is to ask.
 *
 * @param onLeave goes the other way: the form, or back to what the doctor found
 */
export const ScanScreen = ({
  startup,
  grant,
  onLeave,
  onConnected,
}: {
  startup: ConnectStartup;
  grant: Grant | null;
  onLeave: () => void;
  onConnected: (scanned: ScannedView) => void;
}) => {
  const { t } = useTranslation(['connect', 'common']);
  const bridge = useBridge();
  const advice = useAdvice();
  const scan = useScan(onConnected);
  const { state } = scan;
  const [brand, setBrand] = useState<Brand>(grant?.workspace.brand ?? 'feishu');
  const [baseUrl, setBaseUrl] = useState('');
  const [fault, setFault] = useState<Problem | 'need-base-url' | null>(null);
  const [choice, setChoice] = useState<SecretChoice>(null);
  const [choiceMissing, setChoiceMissing] = useState(false);
  const screen = useRef<HTMLFormElement>(null);
  const waiting = state.kind === 'waiting' ? state : null;
  const left = useSecondsLeft(waiting?.code.until ?? null);
  const asksVault = !startup.keyring || state.kind === 'keyring';

  // A mistake gets the focus, besides its color.
  useEffect(() => {
    if (fault || choiceMissing) screen.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [fault, choiceMissing]);

  // A secret that has no place yet is not left by a key.
  const homeless = state.kind === 'keyring';
  useEffect(() => {
    if (!homeless) return;
    const stay = (event: KeyboardEvent) => event.key === 'Escape' && event.preventDefault();
    window.addEventListener('keydown', stay, true);
    return () => window.removeEventListener('keydown', stay, true);
  }, [homeless]);

  const change = () => {
    setFault(null);
    if (state.kind !== 'idle') scan.stop();
  };
  const start = () => {
    const own = trimEnd(plainText(baseUrl), /\//);
    const wrong = brand !== 'custom' || grant ? null : own === '' ? 'need-base-url' : baseUrlProblem(own);
    const undecided = !startup.keyring && choice === null;
    setFault(wrong);
    setChoiceMissing(undecided);
    if (wrong || undecided) return;
    void scan.start({
      workspaceId: grant?.workspace.id ?? null,
      brand,
      baseUrl: brand === 'custom' && !grant ? own : '',
      choice,
      also: [...(grant?.also ?? [])],
    });
  };
  const keep = () => {
    setChoiceMissing(choice === null);
    if (choice !== null) void bridge.keepScanned({ choice });
  };
  const submit = () => {
    if (state.kind === 'keyring') keep();
    else if (state.kind === 'idle' || state.kind === 'failed') start();
  };
  const first = useRef(start);
  const asked = grant !== null && startup.keyring;
  useEffect(() => {
    if (asked) first.current();
  }, [asked]);

  const said = () => {
    if (state.kind === 'starting') return t('scan-starting');
    if (state.kind === 'keyring') return t('scan-keyring');
    if (!waiting) return null;
    if (!waiting.reachable) return t('scan-unreachable');
    const words = left > 0 && left <= soon ? t('scan-soon') : t('scan-waiting');
    if (waiting.lark) return t('scan-lark', { waiting: words });
    return waiting.renewed ? t('scan-renewed', { waiting: words }) : words;
  };
  const leave = () => {
    if (state.kind !== 'idle') scan.stop();
    onLeave();
  };
  const { workspace } = grant ?? {};
  const console = workspace && workspace.brand !== 'custom' ? { brand: workspace.brand, appId: workspace.appId } : null;

  return (
    <main className={styles.window}>
      <form
        ref={screen}
        className={styles.screen}
        aria-labelledby="connect-title"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className={styles.body}>
          <div className={styles.fields}>
            <h1 id="connect-title" className={styles.title}>
              {workspace ? t('grant-title', { name: workspace.name }) : t('title')}
            </h1>
            {workspace ? (
              <>
                <p>{t('grant-text', { appId: workspace.appId })}</p>
                {console && (
                  <Button
                    variant="link"
                    size="s"
                    onClick={() =>
                      void bridge.openLink({ link: { page: 'scopes', ...console, scopes: [...(grant?.also ?? [])] } })
                    }
                  >
                    {t('grant-console')}
                  </Button>
                )}
              </>
            ) : (
              state.kind !== 'keyring' && (
                <BrandField
                  value={brand}
                  onChange={(next) => {
                    change();
                    setBrand(next);
                  }}
                />
              )
            )}
            {brand === 'custom' && !workspace && state.kind !== 'keyring' && (
              <BaseUrlField
                value={baseUrl}
                error={fault === 'need-base-url' ? t(fault) : fault && advice(fault)}
                onChange={(next) => {
                  change();
                  setBaseUrl(next);
                }}
              />
            )}
            {asksVault && (
              <KeyringField
                value={choice}
                why={state.kind === 'keyring' ? state.problem : startup.keyringProblem}
                missing={choiceMissing}
                onChange={(next) => {
                  if (state.kind !== 'keyring') change();
                  setChoice(next);
                  setChoiceMissing(false);
                }}
              />
            )}
          </div>
          <section className={styles.checks} aria-label={t('scan')}>
            <h2>{t('scan')}</h2>
            {waiting ? (
              <QrCode code={waiting.code} label={t('scan-code')} />
            ) : (
              state.kind !== 'keyring' && (
                <ol>
                  <li>{t('scan-step-1')}</li>
                  <li>{t(workspace ? 'grant-step-2' : 'scan-step-2')}</li>
                  <li>{t(workspace ? 'grant-step-3' : 'scan-step-3')}</li>
                </ol>
              )
            )}
            {waiting && (
              <>
                <TimeLeft seconds={left} />
                <Button variant="link" size="s" onClick={() => void bridge.copyScan()}>
                  {t('scan-copy')}
                </Button>
              </>
            )}
            {state.kind === 'failed' && state.created !== null && <p>{t('scan-created', { appId: state.created })}</p>}
          </section>
        </div>
        <footer className={styles.foot}>
          <div role="status" className={styles.verdict}>
            {said()}
            {state.kind === 'failed' && <ErrorNote problem={state.problem} announced={false} variant="line" />}
          </div>
          {state.kind !== 'keyring' && (
            <>
              <Button onClick={() => void bridge.closeConnect()}>{t('common:cancel')}</Button>
              <Button onClick={leave}>{t(workspace ? 'grant-back' : 'own-app')}</Button>
            </>
          )}
          {/* One button throughout, so that the focus stays where it was. */}
          <Button
            type={waiting ? 'button' : 'submit'}
            variant="primary"
            autoFocus
            loading={state.kind === 'starting'}
            onClick={waiting ? () => void bridge.openScan() : undefined}
          >
            {state.kind === 'keyring'
              ? t('scan-keep')
              : t(waiting ? 'scan-open' : state.kind === 'failed' ? 'scan-again' : 'scan-show')}
          </Button>
        </footer>
      </form>
    </main>
  );
};
