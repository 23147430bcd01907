import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/tokens.css';
import './ui/base.css';
import { Popup, startPopup } from './app/popup';
import { notStarted } from './i18n/use-translation';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const answer = await window.buzz.getStartup();
if (answer.ok) createRoot(root).render(createElement(Popup, startPopup(window.buzz, answer.value)));
else root.textContent = notStarted();
