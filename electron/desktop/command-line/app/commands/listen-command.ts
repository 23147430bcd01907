import { sentenceOf } from '../../../../contract/advice/advice-words';
import type { Listening, ListeningState } from '../../../../contract/ipc/listening';
import { localTime } from '../../../../contract/local-time';
import type { CommandOf } from '../../protocol/command';
import type { CommandEnd } from '../../protocol/reply';
import type { AppWord } from '../output/app-words';
import type { CommandContext } from './context';

const words: Readonly<Record<ListeningState, AppWord>> = {
  off: 'listenOff',
  connecting: 'listenConnecting',
  connected: 'listenConnected',
  verified: 'listenVerified',
  shared: 'listenShared',
  refused: 'listenRefused',
};

/** Time for which `listen on` waits for a connection, and between two looks (ms). */
const patienceMs = 15_000;
const stepMs = 200;

/** Waits until listening has come to something, or its time is over. */
const settled = async ({ listening, workspace, clock, signal }: CommandContext): Promise<void> => {
  for (let waited = 0; waited < patienceMs && !signal.aborted; waited += stepMs) {
    const { state, problem } = listening.of(workspace.id);
    if (state !== 'connecting' || problem !== null) return;
    await clock.sleep(stepMs, signal).catch(() => undefined);
  }
};

/** `listen on | off | status`: hears the events of a workspace, or no longer, and says what came of it. */
export const runListen = async (command: CommandOf<'listen'>, context: CommandContext): Promise<CommandEnd> => {
  const { listening, workspace, speaker } = context;
  const { say, locale, zone } = speaker;
  if (command.what !== 'status') {
    const mode = command.what === 'off' ? 'off' : command.share ? 'share' : 'alone';
    const set = listening.set(workspace.id, mode);
    if (!set.ok) return speaker.refuse(1, 'nothingChanged', set.problem);
    if (mode !== 'off') await settled(context);
  }
  const now: Listening = listening.of(workspace.id);
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const message = say(words[now.state], { name: workspace.name });
  const advice = now.problem && sentenceOf(now.problem, locale);
  const json = {
    state: now.state,
    others: now.others,
    since: iso(now.since),
    lastEventAt: iso(now.lastEventAt),
    problem: now.problem && { code: now.problem.code, message, advice },
  };
  const last =
    now.lastEventAt === null
      ? []
      : [say('listenLast', { time: localTime(now.lastEventAt, zone(), locale, 'shortSecond') })];
  const isWell = command.what !== 'on' || now.state !== 'refused';
  return speaker.answer(isWell ? 0 : 1, json, [message, ...(advice ? [advice] : []), ...last].join('\n'));
};
