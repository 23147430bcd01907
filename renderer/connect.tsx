import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { sentence } from '../electron/contract/words';
import { BridgeProvider } from './bridge';
import { notStarted, SpokenProvider } from './i18n/use-translation';
import { ConnectWays } from './screens/connect/connect-ways';
import './ui/tokens.css';
import './ui/base.css';

/** Shows the connect window. It is destroyed once the secret is saved, so it does not follow later changes of settings. */
const open = async (root: HTMLElement) => {
  const answer = await window.buzz.getConnect();
  if (!answer.ok) {
    root.textContent = notStarted();
    return;
  }
  const { locale, advice, words, theme, workspace } = answer.value;
  document.documentElement.lang = locale;
  if (theme === 'contrast') document.documentElement.dataset.theme = theme;
  document.title = sentence(words.connect ?? {}, locale, workspace ? 'edit-title' : 'title');
  createRoot(root).render(
    <StrictMode>
      <SpokenProvider value={{ locale, advice, words }}>
        <BridgeProvider value={window.buzz}>
          <ConnectWays startup={answer.value} />
        </BridgeProvider>
      </SpokenProvider>
    </StrictMode>,
  );
};

const root = document.getElementById('root');
if (root) void open(root);
