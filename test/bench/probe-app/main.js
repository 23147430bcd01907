import { writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { app, globalShortcut, Tray } from 'electron';

/**
 * Starts another app's main script and writes to descriptor 3 when something happens to it: a line of JSON each, `at` in
 * ms since the epoch. Both of the compared apps run under it, so its cost is the same for both.
 */
const now = () => performance.timeOrigin + performance.now();
/** @param {string} what @param {object} [more] */
const tell = (what, more) => writeSync(3, `${JSON.stringify({ what, at: now(), ...more })}\n`);

const { setToolTip } = Tray.prototype;
let hasIcon = false;
/** @this {Electron.Tray} @param {string} text */
Tray.prototype.setToolTip = function (text) {
  if (!hasIcon) tell('tray');
  hasIcon = true;
  setToolTip.call(this, text);
};

const { register } = globalShortcut;
globalShortcut.register = (accelerator, pressed) =>
  register.call(globalShortcut, accelerator, () => {
    tell('pressed');
    pressed();
  });

const content = `new Promise((resolve) => {
  const look = () => document.querySelector('#root > *') && resolve();
  look();
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
})`;
/** Two frames after the page got the focus, its content has been painted. */
const frames = `window.addEventListener('focus', () =>
  requestAnimationFrame(() => requestAnimationFrame(() => console.debug('painted'))),
)`;

app.once('browser-window-created', (_event, window) => {
  const { webContents } = window;
  window.on('hide', () => tell('hidden'));
  webContents.once('dom-ready', async () => {
    await webContents.executeJavaScript(content);
    tell('content');
    await webContents.executeJavaScript(`${frames}; undefined`);
    tell('watching');
  });
  // The message of a console event is its third value on Electron 33, and a property of its first on later ones.
  webContents.on('console-message', (/** @type {any} */ event, _level, /** @type {string} */ text) => {
    const message = text ?? event.message;
    if (message === 'painted') tell(message);
  });
});

process.on('SIGUSR2', () => {
  const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout' || name === 'Immediate');
  tell('timers', { count: timers.length });
});

await import(pathToFileURL(process.env.BENCH_TARGET ?? '').href);
