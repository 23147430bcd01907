import { type AdviceKey, type Problem, problem } from '../../contract/advice/problem';
import type { Listening } from '../../contract/ipc/listening';
import type { Locale } from '../../contract/model/settings';
import type { FeishuApp } from '../feishu/feishu';
import { type Check, skipped } from './check';
import { type EventUse, neededEvents } from './needed-events';
import { ownFactsScope } from './needed-scopes';

/** The checks of listening, in their order: the socket's host, the connection, what the app subscribes to. */
export const listeningChecks = ['socket', 'listening', 'events'] as const;

/** Listening of an app that is not connected, or of which no one wants to hear. */
export const notListening: Listening = {
  state: 'off',
  others: null,
  since: null,
  lastEventAt: null,
  problem: null,
};

/** What is said of a state that has no problem of its own, as it is less than verified. */
const lessThanVerified: Readonly<Record<Exclude<Listening['state'], 'verified'>, AdviceKey>> = {
  off: 'listen-off',
  connecting: 'listen-connecting',
  connected: 'listen-unproven',
  shared: 'listen-unproven',
  refused: 'listen-unproven',
};

const stateOf = ({ state, problem: reason }: Listening): Check => {
  if (state === 'verified') return { id: 'listening', state: 'ok', problem: null };
  const found = reason ?? problem(lessThanVerified[state]);
  return { id: 'listening', state: state === 'off' ? 'optional' : 'warn', problem: found };
};

const eventsOf = async (feishu: FeishuApp, locale: Locale): Promise<Problem | null> => {
  const read = await feishu.readEvents();
  if (!read.ok) {
    const { problem: reason } = read.failure;
    return reason.advice === 'scope-missing' ? problem('events-unknown', { scope: ownFactsScope }) : reason;
  }
  if (read.value === null) return problem('events-unreadable');
  const has = new Set(read.value);
  const missing = neededEvents.filter(({ name }) => !has.has(name));
  if (missing.length === 0) return null;
  const uses = [...new Set(missing.map(({ use }) => eventWords[locale][use]))].join(locale === 'zh-CN' ? '、' : ', ');
  return problem('events-missing', { uses, events: missing.map(({ name }) => name).join(', ') });
};

/**
 * Checks listening: whether its host can be reached, what the connection is, and whether the app gets the events that are of
 * use. Nothing is connected for it. What is wrong takes something away only where a person wants to listen.
 */
export const checkListening = async (
  feishu: FeishuApp,
  listening: Listening,
  locale: Locale,
): Promise<readonly Check[]> => {
  const { state } = listening;
  const isOpen = state === 'connected' || state === 'verified' || state === 'shared';
  const wrong = state === 'off' ? 'optional' : 'warn';
  const [reached, events] = await Promise.all([isOpen ? null : feishu.reachSocket(), eventsOf(feishu, locale)]);
  const blocked = reached && !reached.ok ? reached.failure.problem : null;
  const isMissing = events?.advice === 'events-missing';
  return [
    { id: 'socket', state: blocked ? wrong : 'ok', problem: blocked },
    stateOf(listening),
    // What cannot be looked up takes nothing away: an event that arrives proves more.
    { id: 'events', state: events === null ? 'ok' : isMissing ? wrong : 'optional', problem: events },
  ];
};

/** The same lines when nothing could be checked. */
export const skippedListening = (): readonly Check[] => listeningChecks.map((id) => skipped(id));

/** Things that a missing event takes away, for the sentence `events-missing`. */
const eventWords: Readonly<Record<Locale, Readonly<Record<EventUse, string>>>> = {
  'zh-CN': {
    reads: '已读',
    reactions: '表情回复',
    inbox: '发给机器人的消息',
    recalls: '撤回',
    chats: '群和群成员变动',
    people: '离职',
  },
  'en-US': {
    reads: 'who reads',
    reactions: 'reactions',
    inbox: 'messages to the bot',
    recalls: 'recalls',
    chats: 'changes of chats',
    people: 'people who leave',
  },
};
