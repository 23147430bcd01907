import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../../electron/contract/advice/problem';
import type { ConnectStartup, ScanCode, SecretChoice } from '../../../electron/contract/ipc/connect';
import type { Brand } from '../../../electron/contract/model/workspace';
import { plainText } from '../../../electron/contract/plain-text';
import { baseUrlProblem } from '../../../electron/contract/rules/base-url-problem';
import { trimEnd } from '../../../electron/contract/trim-ends';
import { useBridge } from '../../bridge';
import { useFormat } from '../../i18n/format';
import { useAdvice, useTranslation } from '../../i18n/use-translation';
import { ErrorNote } from '../../ui/feedback/error-note';
import { Button } from '../../ui/form/button';
import { BaseUrlField, BrandField } from './brand-field';
import styles from './connect-screen.module.css';
import { KeyringField } from './secret-field';
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

/**
 * The connect window's first way: an app made by one scan. Nothing leaves this computer before the person asks for the code.
 */
export const ScanScreen = ({ startup, onOwnApp }: { startup: ConnectStartup; onOwnApp: () => void }) => {
  const { t } = useTranslation(['connect', 'common']);
  const bridge = useBridge();
  const advice = useAdvice();
  const { time } = useFormat();
  const scan = useScan();
  const { state } = scan;
  const [brand, setBrand] = useState<Brand>('feishu');
  const [baseUrl, setBaseUrl] = useState('');
  const [fault, setFault] = useState<Problem | 'need-base-url' | null>(null);
  const [choice, setChoice] = useState<SecretChoice>(null);
  const [choiceMissing, setChoiceMissing] = useState(false);
  const screen = useRef<HTMLFormElement>(null);
  const waiting = state.kind === 'waiting' ? state : null;

  // A mistake gets the focus, besides its color.
  useEffect(() => {
    if (fault || choiceMissing) screen.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [fault, choiceMissing]);

  const change = () => {
    setFault(null);
    if (state.kind !== 'idle') scan.stop();
  };
  const start = () => {
    const own = trimEnd(plainText(baseUrl), /\//);
    const wrong = brand !== 'custom' ? null : own === '' ? 'need-base-url' : baseUrlProblem(own);
    const undecided = !startup.keyring && choice === null;
    setFault(wrong);
    setChoiceMissing(undecided);
    if (!wrong && !undecided) void scan.start({ brand, baseUrl: brand === 'custom' ? own : '', choice });
  };
  const said = () => {
    if (state.kind === 'starting') return t('scan-starting');
    if (!waiting) return null;
    if (!waiting.reachable) return t('scan-unreachable');
    const words = t('scan-waiting', { time: time(waiting.code.until) });
    return waiting.lark ? `${t('scan-lark')} ${words}` : words;
  };

  return (
    <main className={styles.window}>
      <form
        ref={screen}
        className={styles.screen}
        aria-labelledby="connect-title"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!waiting && state.kind !== 'starting') start();
        }}
      >
        <div className={styles.body}>
          <div className={styles.fields}>
            <h1 id="connect-title" className={styles.title}>
              {t('title')}
            </h1>
            <BrandField
              value={brand}
              onChange={(next) => {
                change();
                setBrand(next);
              }}
            />
            {brand === 'custom' && (
              <BaseUrlField
                value={baseUrl}
                error={fault === 'need-base-url' ? t(fault) : fault && advice(fault)}
                onChange={(next) => {
                  change();
                  setBaseUrl(next);
                }}
              />
            )}
            {!startup.keyring && (
              <KeyringField
                value={choice}
                why={startup.keyringProblem}
                missing={choiceMissing}
                onChange={(next) => {
                  change();
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
              <ol>
                <li>{t('scan-step-1')}</li>
                <li>{t('scan-step-2')}</li>
                <li>{t('scan-step-3')}</li>
              </ol>
            )}
            {waiting && (
              <Button variant="link" size="s" onClick={() => void bridge.copyScan()}>
                {t('scan-copy')}
              </Button>
            )}
            {state.kind === 'failed' && state.created !== null && <p>{t('scan-created', { appId: state.created })}</p>}
          </section>
        </div>
        <footer className={styles.foot}>
          <div role="status" className={styles.verdict}>
            {said()}
            {state.kind === 'failed' && <ErrorNote problem={state.problem} announced={false} variant="line" />}
          </div>
          <Button onClick={() => void bridge.closeConnect()}>{t('common:cancel')}</Button>
          <Button
            onClick={() => {
              if (state.kind !== 'idle') scan.stop();
              onOwnApp();
            }}
          >
            {t('own-app')}
          </Button>
          {/* One button throughout, so that the focus stays where it was. */}
          <Button
            type={waiting ? 'button' : 'submit'}
            variant="primary"
            autoFocus
            loading={state.kind === 'starting'}
            onClick={waiting ? () => void bridge.openScan() : undefined}
          >
            {t(waiting ? 'scan-open' : state.kind === 'failed' ? 'scan-again' : 'scan-show')}
          </Button>
        </footer>
      </form>
    </main>
  );
};
