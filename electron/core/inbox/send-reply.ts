import { type Problem, problem } from '../../contract/advice/problem';
import type { WorkspaceId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import { isBlank } from '../../contract/plain-text';
import { LedgerRefused } from '../buzz/record/ledger';
import { notePost, postLimit, postWeight } from '../buzz/send/post-of';
import type { Feishu } from '../feishu/feishu';
import { readAgain } from '../feishu/resilience/read-patiently';
import { type Clock, hourMs } from '../ports/clock';
import { errorCodeOf } from '../text/error-code';
import type { InboxRow, InboxStore, KeptReply } from './inbox-store';

export interface SendReplyDeps {
  store: Pick<InboxStore, 'setReply'>;
  feishu: Feishu;
  clock: Clock;
  random: () => number;
  newId: () => string;
  /** The person in whose name the bot replies. */
  asker: string;
  locale: Locale;
}

/** Time for which Feishu knows the `uuid` of a message, with some to spare (ms; feishu-api 3.2). */
const uuidLifeMs = hourMs - 5 * 60_000;
const attempts = 3;

const codeOf = (error: unknown): string => errorCodeOf(error) ?? String(error);

/** The id of the reply: that of the same text whose fate is not known, as Feishu makes no second message by it. */
const uuidFor = ({ reply }: InboxRow, text: string, { clock, newId }: SendReplyDeps): string => {
  const isOpen = reply?.state === 'sending' || reply?.state === 'unknown';
  const isKnown = reply && clock.now() - reply.at < uuidLifeMs && clock.now() >= reply.at;
  return isOpen && isKnown && reply.text === text ? reply.uuid : newId();
};

/**
 * Replies to a message in its chat, buzzing no person. The reply is on the disk before it leaves; one whose answer was lost is
 * *unknown*, and the same text again within the hour makes no second message. null: it was sent; else why not.
 */
export const sendReply = async (
  workspaceId: WorkspaceId,
  row: InboxRow,
  text: string,
  deps: SendReplyDeps,
): Promise<Problem | null> => {
  const { store, feishu, clock } = deps;
  if (isBlank(text)) return problem('text-empty');
  if (row.recalled) return problem('inbox-recalled');
  // In a group the person would not see who is meant.
  const mentions = row.chatType === 'group' ? [row.from] : [];
  const post = notePost({ confirmed: { text, mentions } }, deps.asker, deps.locale);
  const weight = postWeight(post);
  if (weight > postLimit) return problem('text-too-long', { size: (weight / 1024).toFixed(1) });

  const { messageId, chatId } = row;
  const uuid = uuidFor(row, text, deps);
  const again = uuid === row.reply?.uuid;
  const at = again ? (row.reply?.at ?? clock.now()) : clock.now();
  const keep = (state: KeptReply['state'], reason: Problem | null) =>
    store.setReply(workspaceId, messageId, { uuid, text, at, state, problem: reason });
  let unstored: Problem | null = null;
  let mayBeThere = again;
  const gate = async () => {
    try {
      await keep('sending', null);
      return true;
    } catch (error) {
      unstored = error instanceof LedgerRefused ? error.problem : problem('storage-failed', { reason: codeOf(error) });
      return false;
    }
  };
  const { signal } = new AbortController();
  const result = await readAgain(
    async () => {
      const tried = await feishu.reply({ messageId, chatId, post, uuid }, { gate, signal });
      mayBeThere ||= !tried.ok && (tried.failure.stage === 'lost' || tried.failure.stage === 'faulty');
      return tried;
    },
    { clock, random: deps.random, attempts },
  );
  if (unstored) return unstored;
  const reason = result.ok ? null : result.failure.problem;
  // What happened stays true when the disk does not take it: it is *unknown* then, as after a crash.
  await keep(result.ok ? 'sent' : mayBeThere ? 'unknown' : 'failed', reason).catch(() => undefined);
  return reason;
};
