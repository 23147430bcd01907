import { chatIdOf, type MakeId, openIdOf } from '../world/make-ids';
import { newMessage } from '../world/new-message';
import type { Sender, WorldChat, WorldMessage } from '../world/world';
import { type RoomRow, roomRows } from './room-rows';

/** App ID of the alarm bot that also writes into the database chat; its messages are not this bot's (230012). */
export const otherAppId = 'cli_a1ac71ce000000ff';

const chat = (id: MakeId, row: RoomRow, now: number, order: number): WorldChat => ({
  chatId: chatIdOf(id, row.key),
  mode: 'group',
  name: row.name,
  description: '',
  chatType: 'private',
  messageType: 'chat',
  external: false,
  status: 'normal',
  urgentSetting: 'all_members',
  editPermission: 'all_members',
  moderation: 'all_members',
  membershipApproval: 'no_approval_required',
  owner: row.owner === null ? null : openIdOf(id, row.owner),
  botIn: true,
  botManager: false,
  managers: new Set(),
  members: new Set([...row.members, ...(row.guests ?? [])].map((account) => openIdOf(id, account))),
  otherBots: new Set(row.otherBot ? [otherAppId] : []),
  reminded: new Set(),
  createdAt: now - (90 - order) * 86_400_000,
  messages: [],
  ...row.settings,
});

const sender = (id: MakeId, by: string): Sender => {
  if (by === 'bot') return { kind: 'bot' };
  if (by === 'other-app') return { kind: 'app', appId: otherAppId };
  return { kind: 'person', openId: openIdOf(id, by) };
};

const lines = (id: MakeId, row: RoomRow, now: number): WorldMessage[] =>
  (row.lines ?? []).map((line, index) =>
    newMessage({
      messageId: `om_${id('message', `${row.key}:${index}`)}`,
      chatId: chatIdOf(id, row.key),
      sender: sender(id, line.by),
      createdAt: now - line.minutesAgo * 60_000,
      content: JSON.stringify({ text: line.text }),
      folded: line.folded ?? false,
    }),
  );

/** Builds the company's chats with their histories, equally old at the start of every run. */
export const buildChats = (id: MakeId, now: number): { chats: WorldChat[]; messages: WorldMessage[] } => {
  const messages: WorldMessage[] = [];
  const chats = roomRows.map((row, order) => {
    const made = chat(id, row, now, order);
    for (const message of lines(id, row, now)) {
      made.messages.push(message.messageId);
      messages.push(message);
    }
    return made;
  });
  return { chats, messages };
};
