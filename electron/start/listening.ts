import { networkInterfaces } from 'node:os';
import { app, net, powerMonitor } from 'electron';
import { practiceId } from '../contract/model/workspace';
import { systemClock } from '../core/ports/clock';
import type { PageProgress } from '../desktop/lifecycle/page-progress';
import { createListeningBook, type ListeningBook, type ListeningBookDeps } from '../desktop/listening/listening-book';
import type { EnginePart } from './engine';
import type { FeishuPart } from './feishu';
import type { InboxPart } from './inbox';
import type { SettingsPart } from './settings';
import type { Shell } from './shell';

export interface ListeningPartDeps
  extends Pick<Shell, 'log' | 'broadcast'>,
    Pick<SettingsPart, 'store' | 'findWorkspace' | 'practice'>,
    Pick<FeishuPart, 'open' | 'readSecret' | 'outside'>,
    Pick<EnginePart, 'engine' | 'heard'>,
    Pick<InboxPart, 'inbox'> {
  page: Pick<PageProgress, 'shown'>;
}

/** Hears what happens in Feishu, in the workspaces for which a person has switched that on. Nothing of it is loaded before. */
export interface ListeningPart {
  listening: ListeningBook;
}

/** The addresses of this computer: others mean another network. */
const networkMark = () =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => (addresses ?? []).filter(({ internal }) => !internal).map(({ address }) => address))
    .sort()
    .join(' ');

export const startListening = (deps: ListeningPartDeps): ListeningPart => {
  const { store, practice, log, outside } = deps;
  const load = async () => {
    const { createListenTo } = await import('../desktop/listening/listen-to');
    const { createOpenSocket } = await import('../desktop/listening/open-socket');
    const outwards = { fetch: outside.fetch, openSocket: createOpenSocket(outside) };
    return createListenTo({
      ...deps,
      network: (id) => (id === practiceId ? practice : outwards),
      isOnline: () => net.isOnline(),
      networkMark,
      clock: systemClock,
      random: Math.random,
      report: (reason) => log.error('heard', reason),
    });
  };
  let loaded: Promise<ListeningBookDeps['listen']> | null = null;
  const listening = createListeningBook({
    store,
    findWorkspace: deps.findWorkspace,
    engine: deps.engine,
    listen: async (...input) => {
      loaded ??= load();
      return (await loaded)(...input);
    },
    clock: systemClock,
    report: (reason) => log.error('listening', reason),
  });

  listening.onChanged((id) => deps.broadcast('listeningChanged', listening.view(id)));
  void deps.page.shown.then(listening.follow);
  store.onSettings(listening.follow);
  powerMonitor.on('resume', listening.renew);
  powerMonitor.on('unlock-screen', listening.renew);
  app.on('will-quit', listening.close);
  return { listening };
};
