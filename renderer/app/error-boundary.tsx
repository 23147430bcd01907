import { CircleAlert } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { useTranslation } from '../i18n/use-translation';
import { EmptyState } from '../ui/feedback/placeholder';
import { Button } from '../ui/form/button';

const Crash = () => {
  const { t } = useTranslation('common');
  return (
    <div role="alert" style={{ display: 'flex', height: '100%' }}>
      <EmptyState
        icon={<CircleAlert size={22} />}
        title={t('crash-title')}
        text={t('crash-text')}
        action={
          <Button variant="primary" onClick={() => location.reload()}>
            {t('crash-reload')}
          </Button>
        }
      />
    </div>
  );
};

/** Shows a sentence and a Reload button in place of a screen that crashed. Drafts are in main, so reloading loses nothing. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    return this.state.crashed ? <Crash /> : this.props.children;
  }
}
