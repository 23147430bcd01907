import { app, powerMonitor } from 'electron';
import type { Problem } from '../contract/advice/problem';
import type { BuzzId } from '../contract/model/ids';
import { systemClock } from '../core/ports/clock';
import { createTopic, type Topic } from '../core/topic';
import { type BoardActs, createBoardActs } from '../desktop/hand-over/board-acts';
import type { HandingOver } from '../desktop/hand-over/handing-over';
import type { EnginePart } from './engine';
import type { RelayPart } from './relay';
import type { SettingsPart } from './settings';
import type { Shell } from './shell';

export interface HandOverPartDeps
  extends Pick<Shell, 'log'>,
    Pick<SettingsPart, 'findWorkspace'>,
    RelayPart,
    Pick<EnginePart, 'engine' | 'news'> {}

/** Ladders on their way to the relay and back. Nothing of it is loaded, and no timer runs, while none is there or is meant to be. */
export interface HandOverPart {
  acts: BoardActs;
  /** Tries at once what waits for the relay: the network may be back. */
  renewRelay(): void;
  /** Tells of ladders that climb here although they were to climb in the relay. */
  onKept: Topic<{ id: BuzzId; title: string; problem: Problem }>['subscribe'];
}

export const startHandOver = (deps: HandOverPartDeps): HandOverPart => {
  const { engine, news, relay, log } = deps;
  const kept = createTopic<{ id: BuzzId; title: string; problem: Problem }>();
  let loaded: Promise<HandingOver> | null = null;
  const load = async () => {
    const { createHandingOver } = await import('../desktop/hand-over/handing-over');
    return createHandingOver({
      ...deps,
      clock: systemClock,
      random: Math.random,
      onKept: (id, problem) => {
        const board = engine.board(id);
        if (board.ok) kept.tell({ id, title: board.value.title, problem });
      },
      report: (reason) => log.error('hand-over', reason),
    });
  };
  const handingOver = () => {
    loaded ??= load();
    return loaded;
  };
  const isNeeded = () =>
    engine.elsewhere.length > 0 || (relay.name() !== null && engine.armed.some(({ climbs }) => climbs === 'relay'));
  const look = () => {
    if (loaded === null && !isNeeded()) return;
    handingOver().then(
      (each) => each.look(),
      (reason: unknown) => log.error('hand-over', reason),
    );
  };

  relay.countLadders(() => engine.elsewhere.filter((each) => each.relay === relay.name()).length);
  let standing = relay.view().standing;
  relay.onChanged(() => {
    look();
    const { standing: now } = relay.view();
    if (now === standing) return;
    standing = now;
    engine.relayChanged();
  });
  news.board.subscribe(look);
  news.activity.subscribe(look);
  const renewRelay = () => void loaded?.then((each) => each.renew());
  powerMonitor.on('resume', renewRelay);
  powerMonitor.on('unlock-screen', renewRelay);
  app.on('will-quit', () => void loaded?.then((each) => each.close()));
  return { acts: createBoardActs({ engine, handingOver }), renewRelay, onKept: kept.subscribe };
};
