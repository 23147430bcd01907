import { join } from 'node:path';
import { app, BrowserWindow, globalShortcut, nativeImage, Tray } from 'electron';

/** The least of a tray program, to compare ours with: an icon, an empty hidden window, a shortcut that shows it. */
const dot =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAYAAAAf8/9hAAAAF0lEQVR4nGNgGAWjYBSMglEwCkbBqAAABBAAAXi3bU8AAAAASUVORK5CYII=';

/** @type {unknown[]} objects that must not be collected */
const kept = [];

app.on('window-all-closed', () => {});
app.whenReady().then(() => {
  const tray = new Tray(nativeImage.createFromDataURL(dot));
  tray.setToolTip('bare');
  const window = new BrowserWindow({ width: 420, height: 620, show: false, frame: false });
  void window.loadFile(join(import.meta.dirname, 'index.html'));
  globalShortcut.register('CommandOrControl+Alt+Shift+B', () => {
    if (window.isVisible()) window.hide();
    else {
      window.show();
      window.focus();
    }
  });
  kept.push(tray, window);
});
