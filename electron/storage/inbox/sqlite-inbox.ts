import { z } from 'zod';
import type { Problem } from '../../contract/advice/problem';
import { BuzzId, ChatId, MessageId, type WorkspaceId } from '../../contract/model/ids';
import { type InboxCursor, InboxState } from '../../contract/model/message/inbox';
import type { InboxArrival, InboxRow, InboxStore, KeptReply } from '../../core/inbox/inbox-store';
import { parseJson } from '../../core/text/read-text';
import type { Prepare } from './inbox-table';

/** Most messages of a workspace that are kept: the oldest of more go. */
const mostKept = 5000;
/** Newest buzzes of a workspace whose direct chats are known. */
const buzzesLookedAt = 200;

const Body = z.object({
  chatType: z.enum(['p2p', 'group']),
  from: z.string(),
  type: z.string(),
  text: z.string(),
  name: z.string().nullable().catch(null),
  chatName: z.string().nullable().catch(null),
  edited: z.boolean().catch(false),
  recalled: z.boolean().catch(false),
});
type Body = z.infer<typeof Body>;

const Reply = z.object({
  uuid: z.string(),
  text: z.string(),
  at: z.number(),
  state: z.enum(['sending', 'sent', 'failed', 'unknown']),
  problem: z
    .custom<Problem>((value) => typeof value === 'object' && value !== null && 'advice' in value && 'code' in value)
    .nullable()
    .catch(null),
});

const StoredRow = z.object({
  message_id: MessageId,
  chat_id: ChatId,
  at: z.number(),
  state: InboxState,
  body: z.string(),
  reply: z.string().nullable(),
  buzz_id: BuzzId.nullable().catch(null),
});

/** A row as it was kept; null for one that cannot be read, which must not hide the others. */
const readRow = (found: unknown): InboxRow | null => {
  const row = StoredRow.safeParse(found).data;
  const body = row && Body.safeParse(parseJson(row.body)).data;
  if (!body) return null;
  const { message_id: messageId, chat_id: chatId, at, state, buzz_id: buzzId } = row;
  const reply = row.reply === null ? null : (Reply.safeParse(parseJson(row.reply)).data ?? null);
  return { messageId, chatId, at, state, buzzId, reply, ...body };
};

/** The next commit of the ledger, which writes take part in. */
type Join = <T>(write: () => T, mayWait: boolean) => Promise<T>;
/** Rows of a query; none once the ledger is closed. */
type Rows = <Row>(sql: string, ...values: (string | number)[]) => readonly Row[];

const listed = "state IN ('new', 'replied', 'dismissed')";
const columns = 'message_id, chat_id, at, state, body, reply, buzz_id';

/** Keeps the inbox in the ledger's own file and commits: a reply that was sent and the message it answers never part. */
export class SqliteInbox implements InboxStore {
  readonly #prepare: Prepare;
  readonly #rows: Rows;
  readonly #join: Join;

  constructor(prepare: Prepare, rows: Rows, join: Join) {
    this.#prepare = prepare;
    this.#rows = rows;
    this.#join = join;
  }

  take(
    workspaceId: WorkspaceId,
    messages: readonly InboxArrival[],
    answers: ReadonlySet<MessageId>,
  ): Promise<readonly MessageId[]> {
    return this.#write(() => {
      const fresh = messages.filter((message) => {
        const answer = answers.has(message.messageId);
        return this.#add(workspaceId, message, answer ? 'answer' : 'new') && !answer;
      });
      if (fresh.length > 0) this.#dropOldest(workspaceId);
      return fresh.map(({ messageId }) => messageId);
    });
  }

  recall(workspaceId: WorkspaceId, messageId: MessageId, at: number): Promise<boolean> {
    return this.#write(() => {
      if (this.find(workspaceId, messageId))
        return this.#change(workspaceId, messageId, (body) =>
          body.recalled ? null : { ...body, recalled: true, text: '' },
        );
      const unseen = {
        chatType: 'p2p',
        from: '',
        type: '',
        text: '',
        messageId,
        chatId: ChatId.parse('oc_0'),
      } as const;
      this.#add(workspaceId, { ...unseen, at }, 'gone');
      return false;
    });
  }

  edit(workspaceId: WorkspaceId, messageId: MessageId, text: string): Promise<boolean> {
    return this.#write(() =>
      this.#change(workspaceId, messageId, (body) =>
        body.recalled || body.text === text ? null : { ...body, text, edited: true },
      ),
    );
  }

  async name(
    workspaceId: WorkspaceId,
    messageId: MessageId,
    names: { name: string | null; chatName: string | null },
  ): Promise<void> {
    await this.#write(() => this.#change(workspaceId, messageId, (body) => ({ ...body, ...names })));
  }

  async setState(workspaceId: WorkspaceId, messageId: MessageId, state: InboxState): Promise<void> {
    const change = `UPDATE inbox SET state = ? WHERE workspace_id = ? AND message_id = ? AND ${listed}`;
    await this.#write(() => this.#prepare(change).run(state, workspaceId, messageId));
  }

  async setReply(workspaceId: WorkspaceId, messageId: MessageId, reply: KeptReply): Promise<void> {
    await this.#write(() => {
      const keep = 'UPDATE inbox SET reply = ? WHERE workspace_id = ? AND message_id = ?';
      this.#prepare(keep).run(JSON.stringify(reply), workspaceId, messageId);
      if (reply.state !== 'sent') return;
      const done = `UPDATE inbox SET state = 'replied' WHERE workspace_id = ? AND message_id = ? AND ${listed}`;
      this.#prepare(done).run(workspaceId, messageId);
    });
  }

  list(workspaceId: WorkspaceId, before: InboxCursor | null, limit: number): readonly InboxRow[] {
    const page = `SELECT ${columns} FROM inbox WHERE workspace_id = ? AND ${listed}`;
    const order = 'ORDER BY at DESC, message_id DESC LIMIT ?';
    const rows =
      before === null
        ? this.#rows(`${page} ${order}`, workspaceId, limit)
        : this.#rows(
            `${page} AND (at < ? OR (at = ? AND message_id < ?)) ${order}`,
            ...[workspaceId, before.at, before.at, before.messageId, limit],
          );
    return rows.flatMap((row) => readRow(row) ?? []);
  }

  find(workspaceId: WorkspaceId, messageId: MessageId): InboxRow | null {
    const one = `SELECT ${columns} FROM inbox WHERE workspace_id = ? AND message_id = ? AND ${listed}`;
    return readRow(this.#rows(one, workspaceId, messageId)[0]);
  }

  fresh(workspaceId: WorkspaceId): number {
    const count = "SELECT count(*) AS n FROM inbox WHERE workspace_id = ? AND state = 'new'";
    return this.#rows<{ n: number }>(count, workspaceId)[0]?.n ?? 0;
  }

  has(workspaceId: WorkspaceId): boolean {
    return this.#rows(`SELECT 1 FROM inbox WHERE workspace_id = ? AND ${listed} LIMIT 1`, workspaceId).length > 0;
  }

  directChats(workspaceId: WorkspaceId, most: number): readonly ChatId[] {
    const written = this.#rows<{ id: string; at: number }>(
      `SELECT chat_id AS id, max(at) AS at FROM inbox
         WHERE workspace_id = ? AND state <> 'gone' AND json_extract(body, '$.chatType') = 'p2p'
         GROUP BY chat_id ORDER BY at DESC LIMIT ?`,
      ...[workspaceId, most],
    );
    // A buzz begins with the entry that says how its messages went out.
    const buzzed = this.#rows<{ id: string; at: number }>(
      `SELECT message.chat_id AS id, max(lately.created_at) AS at
         FROM (SELECT id, created_at FROM buzz
                 WHERE json_extract(row, '$.workspaceId') = ? ORDER BY created_at DESC LIMIT ?) AS lately
         JOIN message ON message.buzz_id = lately.id
         WHERE message.chat_id IS NOT NULL AND lately.id IN (
           SELECT first.buzz_id FROM entry AS first
             WHERE first.buzz_id = lately.id AND json_extract(first.body, '$.kind') = 'confirmed'
               AND json_extract(first.body, '$.mode') = 'direct')
         GROUP BY message.chat_id ORDER BY at DESC LIMIT ?`,
      ...[workspaceId, buzzesLookedAt, most],
    );
    const byTime = [...written, ...buzzed].sort((one, other) => other.at - one.at);
    const ids = [...new Set(byTime.map(({ id }) => id))].flatMap((id) => ChatId.safeParse(id).data ?? []);
    return ids.slice(0, most);
  }

  checkedAt(workspaceId: WorkspaceId): number | null {
    const [row] = this.#rows<{ at: number }>('SELECT at FROM inbox_check WHERE workspace_id = ?', workspaceId);
    return row?.at ?? null;
  }

  async noteCheck(workspaceId: WorkspaceId, at: number): Promise<void> {
    const note = 'INSERT OR REPLACE INTO inbox_check (workspace_id, at) VALUES (?, ?)';
    await this.#write(() => this.#prepare(note).run(workspaceId, at));
  }

  async clear(workspaceId: WorkspaceId): Promise<void> {
    await this.#write(() => {
      for (const table of ['inbox', 'inbox_check'])
        this.#prepare(`DELETE FROM ${table} WHERE workspace_id = ?`).run(workspaceId);
    });
  }

  floor(): number {
    return this.#rows<{ at: number }>('SELECT at FROM inbox_floor')[0]?.at ?? 0;
  }

  #write<T>(write: () => T): Promise<T> {
    return this.#join(write, false);
  }

  /** True if the message was not known. */
  #add(workspaceId: WorkspaceId, arrival: InboxArrival, state: InboxState | 'answer' | 'gone'): boolean {
    const { messageId, chatId, chatType, from, type, at } = arrival;
    const text = state === 'answer' ? '' : arrival.text;
    const body: Body = { chatType, from, type, text, name: null, chatName: null, edited: false, recalled: false };
    const row = `INSERT OR IGNORE INTO inbox (workspace_id, message_id, chat_id, at, state, body, buzz_id)
       VALUES (?, ?, ?, ?, ?, ?, NULL)`;
    const { changes } = this.#prepare(row).run(workspaceId, messageId, chatId, at, state, JSON.stringify(body));
    return changes > 0;
  }

  #change(workspaceId: WorkspaceId, messageId: MessageId, next: (body: Body) => Body | null): boolean {
    const row = this.find(workspaceId, messageId);
    const body = row && next(Body.parse(row));
    if (!body) return false;
    const keep = 'UPDATE inbox SET body = ? WHERE workspace_id = ? AND message_id = ?';
    this.#prepare(keep).run(JSON.stringify(body), workspaceId, messageId);
    return true;
  }

  #dropOldest(workspaceId: WorkspaceId): void {
    const last = 'SELECT at FROM inbox WHERE workspace_id = ? ORDER BY at DESC LIMIT 1 OFFSET ?';
    const [row] = this.#prepare(last).all(workspaceId, mostKept) as { at: number }[];
    if (row) this.#prepare('DELETE FROM inbox WHERE workspace_id = ? AND at <= ?').run(workspaceId, row.at);
  }
}
