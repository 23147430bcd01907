const { promiseHooks } = require('node:v8');
// biome-ignore lint/style/noRestrictedImports: no IPC here, only when the app is ready
const { app } = require('electron');

// Playwright loads this before the app. It holds what Playwright needs and no more, because Playwright's own loader also changes
// Chromium's switches, that of the keyring among them.

// The app becomes ready when Playwright has attached and calls `__playwright_run`. A window that opens during the attaching
// may change its process, and Playwright would wait for ever for an answer of the first one: one launch in twenty on a busy
// machine.
const ready = app.whenReady();
/** @type {() => void} */
let release = () => {};
const attached = new Promise((resolve) => {
  release = () => resolve(undefined);
});
app.whenReady = () => attached.then(() => ready);
Object.assign(globalThis, { __playwright_run: release });

// V8's inspector holds the promises that answer Playwright only weakly. One that is collected before it was read becomes an
// error, although everything happened, so the newest ones are kept here.
/** @type {Promise<unknown>[]} */
const newest = new Array(10_000);
let next = 0;
promiseHooks.onInit((promise) => {
  newest[next] = promise;
  next = (next + 1) % newest.length;
});
