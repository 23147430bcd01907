import { useEffect, useRef } from 'react';
import type { ConnectStartup } from '../../../electron/contract/connect';
import { isIme } from '../../app/is-ime';
import { useBridge } from '../../bridge';
import { useAdvice } from '../../i18n/advice';
import { useTranslation } from '../../i18n/use-translation';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { TextInput } from '../../ui/text-input';
import { BrandField } from './brand-field';
import type { ConnectHints } from './check-form';
import { isOtherApp } from './connect-form';
import styles from './connect-screen.module.css';
import { KeyringField } from './keyring-field';
import { SecretField } from './secret-field';
import { useConnect } from './use-connect';
import { VerdictLine } from './verdict-line';
import { WhereToFind } from './where-to-find';

/** The connect window: one workspace's app and secret, tested, then saved by main, which closes the window. */
export const ConnectScreen = ({ startup }: { startup: ConnectStartup }) => {
  const { t } = useTranslation(['connect', 'common']);
  const bridge = useBridge();
  const advice = useAdvice();
  const connect = useConnect(startup);
  const { fields, hints, verdict, busy } = connect;
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !isIme(event)) void bridge.closeConnect();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [bridge]);
  // What is wrong is gone to, not only painted red.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time something was found wrong
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [hints, verdict, connect.choiceMissing]);

  const errorOf = (field: keyof ConnectHints): string | null => {
    const hint = hints[field];
    if (hint) return t(hint);
    if (verdict.kind !== 'problem' || verdict.field !== field) return null;
    const { problem } = verdict;
    const sentence = advice(problem);
    return problem.code === null || sentence.includes(String(problem.code))
      ? sentence
      : `${sentence} · ${t('common:error-code', { code: problem.code })}`;
  };
  return (
    <main className={styles.window}>
      <form
        ref={form}
        className={styles.screen}
        aria-labelledby="connect-title"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void connect.save();
        }}
      >
        <div className={styles.body}>
          <h1 id="connect-title" className={styles.title}>
            {t(startup.workspace ? 'edit-title' : 'title')}
          </h1>
          <BrandField value={fields.brand} onChange={(brand) => connect.change({ brand })} />
          {fields.brand === 'custom' && (
            <Field label={t('base-url')} error={errorOf('baseUrl')} hint={t('base-url-hint')}>
              {(control) => (
                <TextInput
                  {...control}
                  mono
                  inputMode="url"
                  placeholder="https://"
                  maxLength={300}
                  value={fields.baseUrl}
                  onChange={(event) => connect.change({ baseUrl: event.target.value })}
                />
              )}
            </Field>
          )}
          <Field label={t('name')} error={errorOf('name')} hint={t('name-hint')}>
            {(control) => (
              <TextInput
                {...control}
                autoFocus
                placeholder={t('name-placeholder')}
                maxLength={60}
                value={fields.name}
                onChange={(event) => connect.change({ name: event.target.value })}
              />
            )}
          </Field>
          <Field
            label={t('app-id')}
            error={errorOf('appId')}
            hint={isOtherApp(startup, fields) ? t('app-id-changed') : undefined}
          >
            {(control) => (
              <TextInput
                {...control}
                mono
                placeholder="cli_"
                maxLength={100}
                value={fields.appId}
                onChange={(event) => connect.change({ appId: event.target.value })}
              />
            )}
          </Field>
          <SecretField
            input={connect.secret}
            error={errorOf('appSecret')}
            kept={startup.secretConfigured && !isOtherApp(startup, fields)}
            onTyped={connect.secretTyped}
          />
          {connect.choiceNeeded && (
            <KeyringField value={connect.choice} missing={connect.choiceMissing} onChange={connect.choose} />
          )}
          <WhereToFind brand={fields.brand} open={startup.workspace === null && startup.keyring} />
        </div>
        <footer className={styles.foot}>
          <div role="status">
            <VerdictLine verdict={verdict} />
          </div>
          <div className={styles.buttons}>
            <Button loading={busy === 'test'} onClick={() => void connect.test()}>
              {t('test')}
            </Button>
            <span className={styles.grow} />
            <Button onClick={() => void bridge.closeConnect()}>{t('common:cancel')}</Button>
            <Button type="submit" variant="primary" loading={busy === 'save'}>
              {t('common:save')}
            </Button>
          </div>
        </footer>
      </form>
    </main>
  );
};
