import { ChevronRight, ExternalLink } from 'lucide-react';
import type { LinkName } from '../../../electron/contract/links';
import type { Brand } from '../../../electron/contract/workspace';
import { useBridge } from '../../bridge';
import { useTranslation } from '../../i18n/use-translation';
import { Button } from '../../ui/button';
import styles from './connect-screen.module.css';

/** Three steps to an App ID and a Secret, with the doors to the console. */
export const WhereToFind = ({ brand, open }: { brand: Brand; open: boolean }) => {
  const { t } = useTranslation('connect');
  const bridge = useBridge();
  const lark = brand === 'lark';
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
    <details className={styles.where} open={open}>
      <summary>
        <ChevronRight size={14} aria-hidden />
        {t('where')}
      </summary>
      <ol>
        <li>{t('step-1')}</li>
        <li>{t('step-2')}</li>
        <li>{t('step-3')}</li>
      </ol>
      <div className={styles.links}>
        {lark ? link('lark-console', t('open-lark')) : link('feishu-console', t('open-feishu'))}
        {link('help-scopes', t('open-scopes'))}
        {link('help-ip-allowlist', t('open-ip-help'))}
      </div>
    </details>
  );
};
