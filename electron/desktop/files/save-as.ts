/** What is used of Electron's `dialog`, so that tests can stand in for it. */
interface SaveDialog {
  showSaveDialog(options: {
    defaultPath: string;
    filters: { name: string; extensions: string[] }[];
    properties: ('createDirectory' | 'showOverwriteConfirmation')[];
  }): Promise<{ canceled: boolean; filePath: string }>;
}

/** Asks where to save a file of this name; null when the person changes their mind. */
export type SaveAs = (name: string, kind: { name: string; extension: string }) => Promise<string | null>;

/**
 * Asks by the system's own dialog. `hold` keeps the popup open meanwhile: the dialog takes the focus, and a popup that
 * hides then would look as if it had gone with it.
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
