import type { BaseWindow, Dialog } from 'electron';

/**
 * The system's file dialogs, over the window they are asked from: the popup is always on top and would cover them, and
 * the focus would not come back to it.
 */
export const overWindow = (
  dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog'>,
  focused: () => BaseWindow | null,
): {
  showSaveDialog(options: Electron.SaveDialogOptions): Promise<Electron.SaveDialogReturnValue>;
  showOpenDialog(options: Electron.OpenDialogOptions): Promise<Electron.OpenDialogReturnValue>;
} => ({
  showSaveDialog: (options) => {
    const window = focused();
    return window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options);
  },
  showOpenDialog: (options) => {
    const window = focused();
    return window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options);
  },
});
