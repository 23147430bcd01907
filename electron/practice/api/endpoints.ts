import type { Endpoint } from '../server/endpoint';
import { appScopes, tenantInfo } from './app-info';
import { batchGetId } from './batch-get-id';
import { botInfo } from './bot-info';
import { chatLink, dissolveChat, updateChat } from './chat-change';
import { createChat } from './chat-create';
import { getChat } from './chat-get';
import { listChats, searchChats } from './chats-list';
import { batchDepartments, contactRange, departmentChildren, findByDepartment, searchUser } from './departments';
import { edit } from './edit';
import { addManagers } from './managers-add';
import { addMembers, joinChat, removeMembers } from './members-change';
import { isInChat, listMembers } from './members-list';
import { getMessage } from './message-get';
import { listMessages } from './messages-list';
import { readUsers } from './read-users';
import { recall } from './recall';
import { reply } from './reply';
import { send } from './send';
import { tokenEndpoint } from './token';
import { urgents } from './urgent';
import { basicBatch, batchUsers, getUser } from './users-get';

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
