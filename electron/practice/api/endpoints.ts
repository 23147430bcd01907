import type { Endpoint } from '../server/endpoint';
import { batchGetId } from './batch-get-id';
import { botInfo } from './bot-info';
import { getChat } from './chat-get';
import { listChats, searchChats } from './chats-list';
import { isInChat, listMembers } from './members-list';
import { readUsers } from './read-users';
import { recall } from './recall';
import { reply } from './reply';
import { send } from './send';
import { tokenEndpoint } from './token';
import { urgents } from './urgent';

/** Every method and path practice answers, fixed paths before those with a parameter in their place. */
export const endpoints = (appSecret: string): readonly Endpoint[] => [
  tokenEndpoint(appSecret),
  botInfo,
  send,
  reply,
  readUsers,
  recall,
  ...urgents,
  listChats,
  searchChats,
  getChat,
  isInChat,
  listMembers,
  batchGetId,
];
