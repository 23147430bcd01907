interface Cancellable {
  preventDefault(): void;
}

/** What is used of an Electron `WebContents`. */
export interface NavigatingContents {
  getURL(): string;
  on(event: 'will-frame-navigate', listener: (event: Cancellable & { url: string }) => void): unknown;
  on(event: 'will-redirect', listener: (event: Cancellable) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: Cancellable) => void): unknown;
  setWindowOpenHandler(handler: () => { action: 'deny' }): void;
}

const page = (url: string) => url.split('#')[0];

/**
 * A window stays on the page it was opened with: links, forms, scripts, dropped files, redirects, frames, new windows
 * and webviews lead nowhere. Reloading that same page is allowed.
 */
export const denyNavigation = (contents: NavigatingContents): void => {
  contents.on('will-frame-navigate', (event) => {
    if (page(event.url) !== page(contents.getURL())) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
};
