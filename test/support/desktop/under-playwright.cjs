const { promiseHooks } = require('node:v8');
// biome-ignore lint/style/noRestrictedImports: no IPC here, only when the app is ready
const { app } = require('electron');

// Loaded before the app when Playwright starts it: what Playwright needs to see everything, and no more. Its own loader
// changes Chromium's switches as well, the keyring's among them.

// The app gets ready when Playwright has attached itself and calls `__playwright_run`. A window that opens while it attaches
// may have changed its process in between, and then Playwright waits for ever for what it asked of the first one: one
// launch in twenty, on a busy machine.
const ready = app.whenReady();
/** @type {() => void} */
let release = () => {};
const attached = new Promise((resolve) => {
  release = () => resolve(undefined);
});
app.whenReady = () => attached.then(() => ready);
Object.assign(globalThis, { __playwright_run: release });

// What it asks of the main process is answered by a promise that V8's inspector holds only weakly: one that is collected
// before it was read is an error, although everything happened. The newest are kept.
/** @type {Promise<unknown>[]} */
const newest = new Array(10_000);
let next = 0;
promiseHooks.onInit((promise) => {
  newest[next] = promise;
  next = (next + 1) % newest.length;
});
