/** What is used of an Electron `Session`. */
export interface DownloadingSession {
  on(event: 'will-download', listener: (event: { preventDefault(): void }) => void): unknown;
}

/** No page saves a file by itself, not even one it has made (`data:`, `blob:`): what is saved, main saves. */
export const denyDownloads = (session: DownloadingSession): void => {
  session.on('will-download', (event) => event.preventDefault());
};
