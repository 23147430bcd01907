import type { Endpoint } from '../gateway/endpoint';
import { appScopes, tenantInfo } from './app-info';
import { botInfo } from './bot-info';
import { chatLink, dissolveChat, updateChat } from './chats/chat-change';
import { createChat } from './chats/chat-create';
import { getChat } from './chats/chat-get';
import { listChats, searchChats } from './chats/chats-list';
import { addManagers } from './chats/managers-add';
import { addMembers, joinChat, removeMembers } from './chats/members-change';
import { isInChat, listMembers } from './chats/members-list';
import { batchGetId } from './contacts/batch-get-id';
import {
  batchDepartments,
  contactRange,
  departmentChildren,
  findByDepartment,
  searchUser,
} from './contacts/departments';
import { basicBatch, batchUsers, getUser } from './contacts/users-get';
import { edit } from './messages/edit';
import { getMessage } from './messages/message-get';
import { listMessages } from './messages/messages-list';
import { readUsers } from './messages/read-users';
import { recall } from './messages/recall';
import { reply } from './messages/reply';
import { send } from './messages/send';
import { urgents } from './messages/urgent';
import { tokenEndpoint } from './token';

/** Every method and path practice answers, fixed paths before those with a parameter in their place. */
export const endpoints: readonly Endpoint[] = [
  tokenEndpoint,
  botInfo,
  appScopes,
  tenantInfo,
  send,
  listMessages,
  getMessage,
  edit,
  recall,
  reply,
  readUsers,
  ...urgents,
  listChats,
  searchChats,
  createChat,
  getChat,
  updateChat,
  dissolveChat,
  chatLink,
  isInChat,
  joinChat,
  listMembers,
  addMembers,
  removeMembers,
  addManagers,
  batchGetId,
  batchUsers,
  basicBatch,
  findByDepartment,
  getUser,
  batchDepartments,
  departmentChildren,
  contactRange,
  searchUser,
];
