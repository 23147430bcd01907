import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import './ui/tokens.css';
import './ui/base.css';
import { BoardWindow, createBoardWindowStore } from './app/board-window';
import { notStarted } from './i18n/use-translation';

const root = document.getElementById('root');
if (!root) throw new Error('board.html has no #root');

const { buzz: bridge } = window;
const answer = await bridge.getBoardWindow();
if (answer.ok) {
  createRoot(root).render(createElement(BoardWindow, { bridge, store: createBoardWindowStore(bridge, answer.value) }));
} else root.textContent = notStarted();
