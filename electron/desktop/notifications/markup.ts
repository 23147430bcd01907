import type { BusAddress, SessionBus } from '../session-bus/session-bus';

/** The desktop's server of notifications. It is often started only by the first call to it. */
const server: BusAddress = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
  startsOwner: true,
};

/** Capabilities by which a server says that it reads bodies as markup (Desktop Notifications Specification, "Markup"). */
const markup = ['body-markup', 'body-hyperlinks', 'body-images'];

/** Time in which a server says what it can do (ms). */
const answeredWithin = 1000;

/** Writes a text so that a reader of markup shows exactly that text. */
const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export interface NotificationBodyDeps {
  platform: NodeJS.Platform;
  openBus: () => Promise<SessionBus>;
  /** Resolves after a time (ms). */
  later: (ms: number) => Promise<unknown>;
}

/**
 * Answers with the body to hand over so that the person reads this text. Electron passes it on as it is: on Linux to a server
 * that may read markup, and would load the picture that a person's name asks for. macOS knows no markup, and on Windows
 * Electron makes a text node of it. A title is plain text everywhere.
 *
 * The server is asked each time, as another may have taken its place. One that does not answer is taken for a reader of
 * markup, as nearly all are.
 */
export const createNotificationBody = ({
  platform,
  openBus,
  later,
}: NotificationBodyDeps): ((text: string) => Promise<string>) => {
  const ask = async (bus: SessionBus): Promise<boolean> => {
    const [capabilities] = (await bus.call(server, 'GetCapabilities')).body;
    return typeof capabilities !== 'object' || markup.some((each) => capabilities.includes(each));
  };
  const readsMarkup = (): Promise<boolean> => {
    const bus = openBus();
    const late = later(answeredWithin).then(() => true);
    return Promise.race([bus.then(ask), late])
      .catch(() => true)
      .finally(() => void bus.then((opened) => opened.close()).catch(() => undefined));
  };
  return async (text) => {
    const escaped = escapeMarkup(text);
    return platform === 'linux' && escaped !== text && (await readsMarkup()) ? escaped : text;
  };
};
