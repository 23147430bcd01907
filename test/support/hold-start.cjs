// biome-ignore lint/style/noRestrictedImports: no IPC here, only when the app is ready
const { app } = require('electron');

/**
 * Loaded before the app by Playwright's launches: the app gets ready when Playwright has attached itself, which then
 * calls `__playwright_run`, as it does with its own loader (that one changes Chromium's switches as well, the keyring's
 * among them). A window that opens while Playwright attaches may have changed its process in between, and then Playwright
 * waits for ever for what it asked of the first one: one launch in twenty, on a busy machine.
 */
const ready = app.whenReady();
/** @type {() => void} */
let release = () => {};
const attached = new Promise((resolve) => {
  release = () => resolve(undefined);
});
app.whenReady = () => attached.then(() => ready);
Object.assign(globalThis, { __playwright_run: release });
