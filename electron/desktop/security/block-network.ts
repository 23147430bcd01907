import { appOrigin } from './app-scheme';

/** What is used of an Electron `Session`. */
export interface RequestingSession {
  webRequest: {
    onBeforeRequest(
      listener: (details: { url: string }, answer: (response: { cancel: boolean }) => void) => void,
    ): void;
  };
}

/**
 * Nothing in this session may reach for anything but our own pages, whatever the page's policy says. The windows
 * have a session of their own, so that this never stands between main and Feishu. While developing, the
 * developer tools load themselves from `devtools:`.
 */
export const blockNetwork = (session: RequestingSession, packaged: boolean): void => {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const ours = url.startsWith(`${appOrigin}/`);
    const tools = !packaged && url.startsWith('devtools://');
    answer({ cancel: !ours && !tools });
  });
};
