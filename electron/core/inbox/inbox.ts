import { type Answer, failed, ok, problem } from '../../contract/advice/problem';
import type { Draft } from '../../contract/model/draft';
import { type ChatId, type MessageId, OpenId, type WorkspaceId } from '../../contract/model/ids';
import type {
  InboxCheck,
  InboxCursor,
  InboxMessage,
  InboxState,
  InboxStatus,
} from '../../contract/model/message/inbox';
import type { Locale } from '../../contract/model/settings';
import type { Engine } from '../buzz/engine/engine';
import type { Directory } from '../directory/directory';
import { isNameless } from '../directory/who/known-names';
import type { Heard } from '../feishu/heard';
import type { OpenWorkspaces } from '../open-workspaces';
import type { Clock } from '../ports/clock';
import { errorCodeOf } from '../text/error-code';
import { askInbox, mostDirect } from './ask-inbox';
import type { InboxRow, InboxStore } from './inbox-store';
import { draftAbout, inboxMessageOf } from './inbox-view';
import { sendReply } from './send-reply';

export interface InboxDeps {
  store: InboxStore;
  open: Pick<OpenWorkspaces, 'feishu' | 'directory'>;
  engine: Pick<Engine, 'hear' | 'isAnswer'>;
  clock: Clock;
  random: () => number;
  newId: () => string;
  /** The person in whose name the bot replies. */
  askerName: () => string;
  locale: () => Locale;
  /** The messages of a workspace have changed. */
  onChanged: (workspaceId: WorkspaceId) => void;
  /** Called with messages that are new, once they are kept and their writers' names were looked for. */
  onArrived: (workspaceId: WorkspaceId, messages: readonly InboxMessage[]) => void;
}

type Wrote = Extract<Heard, { kind: 'wrote' }>;

/** Shortest time between two checks that `checkIfDue` makes (ms). */
const restMs = 60_000;
/** Time for which news of a message waits for the contacts to be read, which tell who wrote it (ms). */
const namesWaitMs = 5_000;

/** 收件箱: what people wrote to the bot, of every workspace, and what was done about it. */
export class Inbox {
  readonly #deps: InboxDeps;
  readonly #checking = new Map<WorkspaceId, Promise<Answer<InboxCheck>>>();
  readonly #replying = new Set<string>();

  constructor(deps: InboxDeps) {
    this.#deps = deps;
  }

  /**
   * Takes what Feishu told by itself, after the engine has heard it. It may come twice and in any order. Resolves when it is
   * written; rejects if it could not be, and then it has to be heard again.
   */
  async hear(workspaceId: WorkspaceId, events: readonly Heard[]): Promise<void> {
    const { store, onChanged } = this.#deps;
    const texts = events.filter((event): event is Wrote => event.kind === 'wrote' && isToBot(event));
    const recalls = events.flatMap((event) => (event.kind === 'recalled' ? [event] : []));
    const fresh = await this.#take(workspaceId, texts);
    const withdrawn = await Promise.all(recalls.map(({ messageId, at }) => store.recall(workspaceId, messageId, at)));
    if (withdrawn.some(Boolean)) onChanged(workspaceId);
    void this.#tell(workspaceId, fresh);
  }

  status(workspaceId: WorkspaceId): InboxStatus {
    const { store } = this.#deps;
    const checkedAt = store.checkedAt(workspaceId);
    return {
      workspaceId,
      fresh: store.fresh(workspaceId),
      inUse: checkedAt !== null || store.has(workspaceId),
      checkedAt,
    };
  }

  list(
    workspaceId: WorkspaceId,
    before: InboxCursor | null,
    limit: number,
    locale = this.#deps.locale(),
  ): readonly InboxMessage[] {
    return this.#deps.store.list(workspaceId, before, limit).map((row) => this.#view(workspaceId, row, locale));
  }

  /** One message; a problem if there is none of this id. */
  find(workspaceId: WorkspaceId, messageId: MessageId, locale = this.#deps.locale()): Answer<InboxMessage> {
    const row = this.#deps.store.find(workspaceId, messageId);
    return row ? ok(this.#view(workspaceId, row, locale)) : failed(problem('inbox-gone'));
  }

  /** Asks Feishu what people wrote since it was asked last. A check that is under way is the answer to both. */
  check(workspaceId: WorkspaceId): Promise<Answer<InboxCheck>> {
    const under = this.#checking.get(workspaceId);
    if (under) return under;
    const check = this.#check(workspaceId).finally(() => this.#checking.delete(workspaceId));
    this.#checking.set(workspaceId, check);
    return check;
  }

  /** The same, unless Feishu answered less than a minute ago; null then. */
  async checkIfDue(workspaceId: WorkspaceId): Promise<Answer<InboxCheck> | null> {
    const at = this.#deps.store.checkedAt(workspaceId);
    const age = at === null ? restMs : this.#deps.clock.now() - at;
    return age >= 0 && age < restMs ? null : this.check(workspaceId);
  }

  /** Puts a message away, or back among the new ones; one that was replied to stays that. */
  async setDismissed(
    workspaceId: WorkspaceId,
    messageId: MessageId,
    dismissed: boolean,
  ): Promise<Answer<InboxMessage>> {
    const { store, onChanged } = this.#deps;
    const row = store.find(workspaceId, messageId);
    if (!row) return failed(problem('inbox-gone'));
    const state: InboxState = dismissed ? 'dismissed' : 'new';
    if (row.state !== 'replied' && row.state !== state) {
      const unstored = await written(store.setState(workspaceId, messageId, state));
      if (unstored) return failed(unstored);
      onChanged(workspaceId);
    }
    return this.find(workspaceId, messageId);
  }

  /** Replies to a message in its chat, buzzing no person (`sendReply`). */
  async reply(workspaceId: WorkspaceId, messageId: MessageId, text: string): Promise<Answer<InboxMessage>> {
    const { store, open, onChanged } = this.#deps;
    const row = store.find(workspaceId, messageId);
    if (!row) return failed(problem('inbox-gone'));
    const feishu = open.feishu(workspaceId);
    if (!feishu.ok) return feishu;
    const key = `${workspaceId} ${messageId}`;
    if (this.#replying.has(key)) return failed(problem('inbox-replying'));
    this.#replying.add(key);
    try {
      const { askerName, locale } = this.#deps;
      const made = { ...this.#deps, feishu: feishu.value, asker: askerName(), locale: locale() };
      const reason = await sendReply(workspaceId, row, text, made);
      if (reason) return failed(reason);
    } finally {
      this.#replying.delete(key);
      onChanged(workspaceId);
    }
    return this.find(workspaceId, messageId);
  }

  /** A draft that replies to a message and buzzes the reply. */
  draft(workspaceId: WorkspaceId, messageId: MessageId): Answer<Draft> {
    const found = this.find(workspaceId, messageId);
    if (!found.ok) return found;
    if (found.value.recalled) return failed(problem('inbox-recalled'));
    return ok(draftAbout(workspaceId, found.value, this.#deps.locale()));
  }

  async #check(workspaceId: WorkspaceId): Promise<Answer<InboxCheck>> {
    const { store, open, engine, clock, onChanged } = this.#deps;
    const feishu = open.feishu(workspaceId);
    if (!feishu.ok) return feishu;
    const now = clock.now();
    const asked = await askInbox({
      feishu: feishu.value,
      directChats: store.directChats(workspaceId, mostDirect),
      groups: () => this.#groups(workspaceId),
      checkedAt: store.checkedAt(workspaceId),
      floor: store.floor(),
      now,
    });
    try {
      await engine.hear(asked.wrote);
      const fresh = await this.#take(workspaceId, asked.wrote);
      const edited = asked.wrote.filter((message) => message.edited && !fresh.includes(message.messageId));
      await Promise.all([
        ...edited.map(({ messageId, text }) => store.edit(workspaceId, messageId, text)),
        ...asked.gone.map(({ messageId, at }) => store.recall(workspaceId, messageId, at)),
      ]);
      if (asked.problem === null) await store.noteCheck(workspaceId, now);
      onChanged(workspaceId);
      void this.#tell(workspaceId, fresh);
      return ok({ found: fresh.length, chats: asked.chats, problem: asked.problem });
    } catch (error) {
      return failed(storageProblem(error));
    }
  }

  async #take(workspaceId: WorkspaceId, texts: readonly Wrote[]): Promise<readonly MessageId[]> {
    if (texts.length === 0) return [];
    const { store, engine, onChanged } = this.#deps;
    const answers = new Set(texts.filter((text) => engine.isAnswer(text)).map(({ messageId }) => messageId));
    const arrivals = texts.map(({ messageType: type, ...rest }) => ({ ...rest, type }));
    const fresh = await store.take(workspaceId, arrivals, answers);
    if (fresh.length > 0) onChanged(workspaceId);
    return fresh;
  }

  /** Looks for names that are not known yet, then tells of new messages. Their writer is told even without a name. */
  async #tell(workspaceId: WorkspaceId, fresh: readonly MessageId[]): Promise<void> {
    if (fresh.length === 0) return;
    const { store, onChanged, onArrived } = this.#deps;
    await Promise.all(fresh.map((messageId) => this.#findNames(workspaceId, messageId))).then(
      (found) => {
        if (found.some(Boolean)) onChanged(workspaceId);
      },
      () => undefined,
    );
    const locale = this.#deps.locale();
    const rows = fresh.flatMap((messageId) => store.find(workspaceId, messageId) ?? []);
    const told = rows.filter(({ state, recalled }) => state === 'new' && !recalled);
    if (told.length > 0)
      onArrived(
        workspaceId,
        told.map((row) => this.#view(workspaceId, row, locale)),
      );
  }

  /** Asks the chat who is in it, if the writer is not known; and what a group is called. True if something was found. */
  async #findNames(workspaceId: WorkspaceId, messageId: MessageId): Promise<boolean> {
    const { store, open } = this.#deps;
    const row = store.find(workspaceId, messageId);
    const directory = open.directory(workspaceId);
    if (!row || !directory.ok) return false;
    await directory.value.ready();
    const name = this.#nameOf(workspaceId, row.from) ?? (await this.#askName(workspaceId, directory.value, row));
    const chat = row.chatType === 'group' ? await directory.value.findChat(row.chatId) : null;
    const names = { name, chatName: chat?.ok ? chat.value.name || null : null };
    if (names.name === null && names.chatName === null) return false;
    await store.name(workspaceId, messageId, names);
    return true;
  }

  /** The writer's name, by the members of the chat, which Feishu may not tell of a direct one; else by the contacts. */
  async #askName(workspaceId: WorkspaceId, directory: Directory, row: InboxRow): Promise<string | null> {
    const members = await directory.listMembers(row.chatId);
    const member = members.ok ? members.value.find(({ openId }) => openId === row.from) : undefined;
    if (member) return member.name;
    await directory.listPeople(namesWaitMs);
    return this.#nameOf(workspaceId, row.from);
  }

  async #groups(workspaceId: WorkspaceId): Promise<readonly ChatId[]> {
    const directory = this.#deps.open.directory(workspaceId);
    const chats = directory.ok ? await directory.value.listChats() : null;
    return chats?.ok ? chats.value.filter(({ external }) => !external).map(({ chatId }) => chatId) : [];
  }

  #nameOf(workspaceId: WorkspaceId, id: string): string | null {
    const directory = this.#deps.open.directory(workspaceId);
    const openId = OpenId.safeParse(id).data;
    if (!directory.ok || !openId) return null;
    const person = directory.value.named({ name: openId, openId });
    return isNameless(person) ? null : person.name;
  }

  #view(workspaceId: WorkspaceId, row: InboxRow, locale: Locale): InboxMessage {
    return inboxMessageOf(row, {
      locale,
      nameOf: (id) => this.#nameOf(workspaceId, id),
      isReplying: this.#replying.has(`${workspaceId} ${row.messageId}`),
    });
  }
}

/** A message to the bot: in its direct chat, or naming it. With more scopes Feishu tells all that is written in a group. */
const isToBot = ({ chatType, mentionsBot }: Wrote): boolean => chatType === 'p2p' || mentionsBot;

const storageProblem = (error: unknown) => problem('storage-failed', { reason: errorCodeOf(error) ?? 'EIO' });

const written = (write: Promise<void>) => write.then(() => null, storageProblem);
