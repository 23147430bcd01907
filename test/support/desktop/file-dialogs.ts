import type { LaunchedApp } from './launch-app';

declare global {
  /** Global of the app's main process: the window over which the last dialog for a file was opened. */
  var dialogParent: unknown;
}

/** Answers the app's dialogs for saving and opening with this file or folder, instead of showing them. */
export const answerFileDialogs = ({ app }: Pick<LaunchedApp, 'app'>, path: string): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (async (...asked: unknown[]) => {
      globalThis.dialogParent = asked[0];
      return { canceled: false, filePath };
    }) as typeof dialog.showSaveDialog;
    dialog.showOpenDialog = (async (...asked: unknown[]) => {
      globalThis.dialogParent = asked[0];
      return { canceled: false, filePaths: [filePath] };
    }) as typeof dialog.showOpenDialog;
  }, path);
