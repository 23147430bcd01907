import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { BaseWindow, Dialog } from 'electron';
import { type Answer, failed, ok, problem } from '../../contract/advice/problem';
import { mostGivenPicture } from '../../contract/limits';
import type { Locale } from '../../contract/model/settings';
import { fileErrorCodeOf } from '../../core/text/error-code';
import { words } from '../words/words';

/** The parts of Electron's `dialog` used here. */
interface OpenDialog {
  showOpenDialog(options: {
    filters: { name: string; extensions: string[] }[];
    properties: ('openFile' | 'multiSelections')[];
  }): Promise<{ canceled: boolean; filePaths: string[] }>;
}

/** A file that the person has chosen: its name without its folder, and its contents. */
export interface OpenedFile {
  name: string;
  bytes: Uint8Array;
}

/** Asks for a file and reads it; null when the person cancels. */
export type OpenFile = (
  kind: { name: string; extensions: readonly string[] },
  most: number,
) => Promise<Answer<OpenedFile | null>>;

/** Reads a file of at most `most` bytes; a larger one is refused before it is read. */
export const readFile = async (path: string, most: number): Promise<Answer<OpenedFile>> => {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > most) return failed(problem('file-too-large'));
      return ok({ name: basename(path), bytes: await file.readFile() });
    } finally {
      await file.close();
    }
  } catch (error) {
    return failed(problem('file-unreadable', { reason: fileErrorCodeOf(error) }));
  }
};

/** Asks by the system's own dialog. `hold` keeps the popup open meanwhile. */
export const createOpenFile =
  (dialog: OpenDialog, hold: (holding: boolean) => void): OpenFile =>
  async ({ name, extensions }, most) => {
    hold(true);
    try {
      const { canceled, filePaths } = await dialog.showOpenDialog({
        filters: [{ name, extensions: [...extensions] }],
        properties: ['openFile'],
      });
      const [path] = filePaths;
      return canceled || path === undefined ? ok(null) : await readFile(path, most);
    } finally {
      hold(false);
    }
  };

/** Asks for pictures, at most `most` of them, and reads them; null when the person cancels. Files that cannot be read are left out. */
export const createOpenPictures =
  (dialog: OpenDialog, hold: (holding: boolean) => void, locale: () => Locale) =>
  async (most: number): Promise<readonly Uint8Array[] | null> => {
    hold(true);
    try {
      const { canceled, filePaths } = await dialog.showOpenDialog({
        filters: [{ name: words[locale()].pictureFiles, extensions: ['png', 'jpg', 'jpeg', 'webp', 'gif'] }],
        properties: ['openFile', 'multiSelections'],
      });
      if (canceled) return null;
      const read = await Promise.all(filePaths.slice(0, most).map((path) => readFile(path, mostGivenPicture)));
      return read.flatMap((file) => (file.ok ? [file.value.bytes] : []));
    } finally {
      hold(false);
    }
  };

/**
 * Opens the system's file dialogs over the focused window: the popup is always on top and would cover them, and would not
 * get the focus back. One at a time: while a person is asked, further questions count as canceled, so that no page can
 * bury the screen in dialogs.
 */
export const overWindow = (
  dialog: Pick<Dialog, 'showSaveDialog' | 'showOpenDialog'>,
  focused: () => BaseWindow | null,
): {
  showSaveDialog(options: Electron.SaveDialogOptions): Promise<Electron.SaveDialogReturnValue>;
  showOpenDialog(options: Electron.OpenDialogOptions): Promise<Electron.OpenDialogReturnValue>;
} => {
  let asking = false;
  const alone = async <Answer>(canceled: Answer, ask: () => Promise<Answer>): Promise<Answer> => {
    if (asking) return canceled;
    asking = true;
    try {
      return await ask();
    } finally {
      asking = false;
    }
  };
  return {
    showSaveDialog: (options) =>
      alone({ canceled: true, filePath: '' }, () => {
        const window = focused();
        return window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options);
      }),
    showOpenDialog: (options) =>
      alone({ canceled: true, filePaths: [] }, () => {
        const window = focused();
        return window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options);
      }),
  };
};

/** Asks for a folder by the system's own dialog; null when the person cancels. `hold` keeps the popup open meanwhile. */
export const createPickFolder =
  (
    dialog: Pick<ReturnType<typeof overWindow>, 'showOpenDialog'>,
    hold: (holding: boolean) => void,
    locale: () => Locale,
  ): (() => Promise<string | null>) =>
  async () => {
    const say = words[locale()];
    hold(true);
    try {
      const { canceled, filePaths } = await dialog.showOpenDialog({
        title: say.moveTitle,
        buttonLabel: say.moveButton,
        properties: ['openDirectory', 'createDirectory'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    } finally {
      hold(false);
    }
  };

/** The parts of Electron's `dialog` used here. */
interface SaveDialog {
  showSaveDialog(options: {
    defaultPath: string;
    filters: { name: string; extensions: string[] }[];
    properties: ('createDirectory' | 'showOverwriteConfirmation')[];
  }): Promise<{ canceled: boolean; filePath: string }>;
}

/** Asks where to save a file of this name; null when the person cancels. */
export type SaveAs = (name: string, kind: { name: string; extension: string }) => Promise<string | null>;

/**
 * Asks by the system's own dialog. `hold` keeps the popup open meanwhile: the dialog takes the focus, and the popup would
 * seem to vanish with it.
 */
export const createSaveAs =
  (dialog: SaveDialog, hold: (holding: boolean) => void): SaveAs =>
  async (name, kind) => {
    hold(true);
    try {
      const { canceled, filePath } = await dialog.showSaveDialog({
        defaultPath: name,
        filters: [{ name: kind.name, extensions: [kind.extension] }],
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      return canceled || filePath === '' ? null : filePath;
    } finally {
      hold(false);
    }
  };
