import { app } from 'electron';
import { problem } from '../contract/advice/problem';
import { systemClock } from '../core/ports/clock';
import { createBoardNews } from '../desktop/command-line/app/board-news';
import { isVirtualScreen } from '../desktop/command-line/launch/start-options';
import type { DataHome } from '../desktop/data/home';
import type { PageProgress } from '../desktop/lifecycle/page-progress';
import { type DataOwner, ownerFile } from '../storage/data-owner';
import type { EnginePart } from './engine';
import type { FeishuPart } from './feishu';
import type { HandOverPart } from './hand-over';
import type { InboxPart } from './inbox';
import type { ListeningPart } from './listening';
import type { RelayPart } from './relay';
import type { RequestsPart } from './requests';
import type { SettingsPart } from './settings';
import type { Shell } from './shell';

export interface CommandLinePartDeps
  extends Pick<Shell, 'platform' | 'log' | 'popup' | 'quitGuard'>,
    Omit<SettingsPart, 'handlers'>,
    FeishuPart,
    EnginePart,
    RelayPart,
    HandOverPart,
    Pick<InboxPart, 'inbox'>,
    ListeningPart,
    Pick<RequestsPart, 'connectWorkspace' | 'connectByScan' | 'takePicture' | 'openLink'> {
  place: DataHome;
  page: Pick<PageProgress, 'shown'>;
  /** null: the data folder has no locks. */
  owner: DataOwner | null;
}

/** The last part: serves the command line, once the popup's page is shown. */
export const startCommandLine = (deps: CommandLinePartDeps): void => {
  const { platform, log, engine, place } = deps;
  const boards = createBoardNews();
  deps.news.board.subscribe(boards.tell);
  const quitHindrance = () => {
    if (engine.armed.length > 0) return problem('ladders-armed', { count: String(engine.armed.length) });
    const handing = engine.elsewhere.filter(({ state }) => state === 'handing-over').length;
    return handing > 0 ? problem('ladders-handing', { count: String(handing) }) : null;
  };
  const served = deps.page.shown
    .then(() => import('../desktop/command-line/app/serve-command-line'))
    .then(({ serveCommandLine }) =>
      serveCommandLine({
        home: place.home,
        platform,
        env: process.env,
        uid: process.getuid?.() ?? null,
        pid: process.pid,
        virtual: isVirtualScreen(process.env),
        alsoWatched: deps.owner ? [ownerFile] : [],
        onChanged: () => {
          if (deps.owner && !deps.owner.renew()) log.error('owner-lost');
        },
        onReach: (reached) => {
          if (!reached) deps.raise(problem('command-line-deaf'));
        },
        run: async (...request) => {
          const { createCommandRunner } = await import('../desktop/command-line/app/commands/run-command');
          return createCommandRunner({
            ...deps,
            program: deps,
            boards,
            clock: systemClock,
            connect: deps.connectWorkspace,
            scan: deps.connectByScan,
            quitHindrance,
          })(...request);
        },
        quit: deps.quitGuard.force,
        report: log.warn,
      }),
    );
  app.on('will-quit', () => void served.then(({ close }) => close()));
};
