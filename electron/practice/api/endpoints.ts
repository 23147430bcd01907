import type { Endpoint } from '../gateway/endpoint';
import { batchReactions } from './answers/batch-query';
import { pushFollowUp } from './answers/push-follow-up';
import { createReaction, deleteReaction, listReactions } from './answers/reactions';
import { remindDirect, remindGroup } from './answers/reminders';
import { appScopes, botInfo, ownApp, ownVersion, tenantInfo, tokenEndpoint } from './app-info';
import { addMembers, isInChat, joinChat, listMembers, removeMembers } from './chats/chat-members';
import { createChat } from './chats/create-chat';
import { getChat, listChats, searchChats } from './chats/read-chats';
import { addManagers, chatLink, dissolveChat, updateChat } from './chats/update-chat';
import {
  batchDepartments,
  contactRange,
  departmentChildren,
  findByDepartment,
  searchUser,
} from './contacts/departments';
import { basicBatch, batchGetId, batchUsers, getUser } from './contacts/users';
import { uploadImage } from './images/upload-image';
import { countConnections, socketEndpoint } from './long-connection';
import { edit, recall } from './messages/edit-and-recall';
import { getMessage, listMessages } from './messages/read-messages';
import { readUsers } from './messages/read-users';
import { reply, send } from './messages/send-message';
import { urgents } from './messages/urgent';
import { registration } from './registration';

/** Every method and path that practice answers; a fixed path stands before one with a parameter in its place. */
export const endpoints: readonly Endpoint[] = [
  tokenEndpoint,
  botInfo,
  appScopes,
  tenantInfo,
  ownApp,
  ownVersion,
  registration,
  socketEndpoint,
  countConnections,
  send,
  listMessages,
  getMessage,
  edit,
  recall,
  reply,
  readUsers,
  ...urgents,
  uploadImage,
  batchReactions,
  listReactions,
  createReaction,
  deleteReaction,
  pushFollowUp,
  remindDirect,
  remindGroup,
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
