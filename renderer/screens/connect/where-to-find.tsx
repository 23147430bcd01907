import { ExternalLink } from 'lucide-react';
import type { Brand } from '../../../electron/contract/model/workspace';
import type { LinkName } from '../../../electron/contract/rules/addresses';
import { useBridge } from '../../bridge';
import { useTranslation } from '../../i18n/use-translation';
import { Button } from '../../ui/form/button';
import styles from './connect-screen.module.css';

/** Three steps to an App ID and a Secret, with links to the console. */
export const WhereToFind = ({ brand }: { brand: Brand }) => {
  const { t } = useTranslation('connect');
  const bridge = useBridge();
  const link = (name: LinkName, label: string) => (
    <Button
      variant="link"
      size="s"
      icon={<ExternalLink size={12} aria-hidden />}
      onClick={() => void bridge.openLink({ link: name })}
    >
      {label}
    </Button>
  );
  return (
    <section className={styles.checks} aria-label={t('where')}>
      <h2>{t('where')}</h2>
      <ol>
        <li>{t('step-1')}</li>
        <li>{t('step-2')}</li>
        <li>
          {t('step-3')}{' '}
          <Button variant="link" size="s" onClick={() => void bridge.copyScopes()}>
            {t('copy-scopes')}
          </Button>
        </li>
      </ol>
      {brand === 'custom' && <p>{t('own-console')}</p>}
      {brand === 'feishu' && link('feishu-console', t('open-feishu'))}
      {brand === 'lark' && link('lark-console', t('open-lark'))}
      {link('help-scopes', t('open-scopes'))}
      {link('help-ip-allowlist', t('open-ip-help'))}
    </section>
  );
};
