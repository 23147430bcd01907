import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Locale } from '../electron/contract/settings';
import { BridgeProvider } from './bridge';
import { translate } from './i18n/translate';
import { LocaleProvider } from './i18n/use-translation';
import { ConnectScreen } from './screens/connect/connect-screen';
import { ErrorNote } from './ui/error-note';
import './ui/tokens.css';
import './ui/base.css';

/** The connect window: short-lived, destroyed once the secret was saved, so nothing here follows later changes. */
const open = async (root: HTMLElement) => {
  const answer = await window.buzz.getConnect();
  const locale: Locale = answer.ok ? answer.value.locale : navigator.language.startsWith('zh') ? 'zh-CN' : 'en-US';
  document.documentElement.lang = locale;
  if (answer.ok && answer.value.theme !== 'system') document.documentElement.dataset.theme = answer.value.theme;
  const editing = answer.ok && answer.value.workspace !== null;
  document.title = translate(locale, 'connect', editing ? 'edit-title' : 'title');
  createRoot(root).render(
    <StrictMode>
      <LocaleProvider value={locale}>
        <BridgeProvider value={window.buzz}>
          {answer.ok ? <ConnectScreen startup={answer.value} /> : <ErrorNote problem={answer.problem} />}
        </BridgeProvider>
      </LocaleProvider>
    </StrictMode>,
  );
};

const root = document.getElementById('root');
if (root) void open(root);
