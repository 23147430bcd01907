import { useEffect, useRef } from 'react';
import type { ConnectStartup } from '../../../electron/contract/ipc/connect';
import { connectLimits } from '../../../electron/contract/limits';
import { useBridge } from '../../bridge';
import { useAdvice, useTranslation } from '../../i18n/use-translation';
import { ErrorNote } from '../../ui/feedback/error-note';
import { Button } from '../../ui/form/button';
import { Field } from '../../ui/form/field';
import { TextInput } from '../../ui/form/text-input';
import { BaseUrlField, BrandField } from './brand-field';
import { CheckList, verdictOf } from './check-list';
import { type ConnectHints, connectFormOf, isOtherApp, keepsSecret, problemField } from './connect-form';
import styles from './connect-screen.module.css';
import { KeyringField, SecretField } from './secret-field';
import { useConnect } from './use-connect';
import { WhereToFind } from './where-to-find';

/**
 * The app and secret of one workspace on one side, the doctor's checks on the other.
 *
 * @param onScan goes back to the scan; null for a workspace that is there
 * @param onGrant has scopes granted by a scan
 */
export const ConnectScreen = ({
  startup,
  onScan,
  onGrant,
}: {
  startup: ConnectStartup;
  onScan: (() => void) | null;
  onGrant: (scopes: readonly string[]) => void;
}) => {
  const { t } = useTranslation(['connect', 'common']);
  const bridge = useBridge();
  const advice = useAdvice();
  const connect = useConnect(startup);
  const { fields, hints, results, settled, problem, busy } = connect;
  const form = useRef<HTMLFormElement>(null);
  const verdict = settled && results ? verdictOf(results) : null;
  const again = verdict?.kind === 'fail' || verdict?.kind === 'refused';

  // A field with a mistake gets the focus, besides its color.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time something was found wrong
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [hints, settled, problem, connect.choiceMissing]);

  // Feishu and Lark have no address field that could show the problem.
  const fieldOf = (of: typeof problem) => {
    const field = of ? problemField(of) : 'form';
    return field === 'baseUrl' && fields.brand !== 'custom' ? 'form' : field;
  };
  const first = ['network', 'credentials'].flatMap((id) => results?.get(id)?.problem ?? []);
  const blamed = first.find((each) => each.advice !== 'check-skipped') ?? problem;
  const errorOf = (field: keyof ConnectHints): string | null => {
    const hint = hints[field];
    if (hint) return typeof hint === 'string' ? t(hint) : advice(hint);
    if (!blamed || fieldOf(blamed) !== field) return null;
    const sentence = advice(blamed);
    return blamed.code === null ? sentence : `${sentence} · ${t('common:error-code', { code: blamed.code })}`;
  };
  const beside =
    fieldOf(blamed) === 'form' ? null : results?.get('network')?.state === 'fail' ? 'network' : 'credentials';
  const saving = (
    <Button
      type={again ? 'button' : 'submit'}
      variant={again ? 'ghost' : 'primary'}
      loading={busy === 'save'}
      disabled={busy === 'check'}
      onClick={again ? () => void connect.save() : undefined}
    >
      {again ? t('anyway') : t(startup.workspace ? 'common:save' : 'connect')}
    </Button>
  );
  return (
    <main className={styles.window}>
      <form
        ref={form}
        className={styles.screen}
        aria-labelledby="connect-title"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void (again ? connect.check() : connect.save());
        }}
      >
        <div className={styles.body}>
          <div className={styles.fields}>
            <h1 id="connect-title" className={styles.title}>
              {t(startup.workspace ? 'edit-title' : 'title')}
            </h1>
            <BrandField value={fields.brand} onChange={(brand) => connect.change({ brand })} />
            {fields.brand === 'custom' && (
              <BaseUrlField
                value={fields.baseUrl}
                error={errorOf('baseUrl')}
                onChange={(baseUrl) => connect.change({ baseUrl })}
              />
            )}
            <Field
              label={t('app-id')}
              error={errorOf('appId')}
              hint={isOtherApp(startup, fields) ? t('app-id-changed', { count: startup.saved.people }) : undefined}
            >
              {(control) => (
                <TextInput
                  {...control}
                  autoFocus
                  mono
                  placeholder="cli_"
                  maxLength={connectLimits.appId}
                  value={fields.appId}
                  onChange={(event) => connect.change({ appId: event.target.value })}
                />
              )}
            </Field>
            <SecretField
              input={connect.secret}
              error={errorOf('appSecret')}
              kept={keepsSecret(startup, connectFormOf(startup, fields, ''))}
              onTyped={connect.secretTyped}
            />
            <Field label={t('name')} hint={t('name-hint')}>
              {(control) => (
                <TextInput
                  {...control}
                  placeholder={t('name-placeholder')}
                  maxLength={connectLimits.name}
                  value={fields.name}
                  onChange={(event) => connect.change({ name: event.target.value })}
                />
              )}
            </Field>
            {connect.choiceNeeded && (
              <KeyringField
                value={connect.choice}
                why={connect.keyringProblem}
                missing={connect.choiceMissing}
                onChange={connect.choose}
              />
            )}
          </div>
          {results ? (
            <CheckList lines={startup.checks} connect={connect} beside={beside} onGrant={onGrant} />
          ) : (
            <WhereToFind brand={fields.brand} />
          )}
        </div>
        <footer className={styles.foot}>
          <div role="status" className={styles.verdict} data-state={verdict?.kind}>
            {busy === 'check' && t('checking')}
            {verdict && t(`verdict-${verdict.kind}`, { count: verdict.count })}
            {problem && fieldOf(problem) === 'form' && <ErrorNote problem={problem} announced={false} variant="line" />}
          </div>
          <Button onClick={() => void bridge.closeConnect()}>{t('common:cancel')}</Button>
          {onScan && !results && <Button onClick={onScan}>{t('scan')}</Button>}
          {verdict?.kind !== 'refused' && again && saving}
          <Button
            type={again ? 'submit' : 'button'}
            variant={again ? 'primary' : 'ghost'}
            loading={busy === 'check'}
            onClick={again ? undefined : () => void connect.check()}
          >
            {t(results ? 'again' : 'check')}
          </Button>
          {!again && saving}
        </footer>
      </form>
    </main>
  );
};
