import { type CallDeps, createCall } from '../client/call';
import type { FeishuApp } from '../feishu';
import { createBot, createScopes, createSeesAnybody } from './app';
import { createBuzz } from './buzz';
import { createAddMembers, createChat, createChats, createCreateChat, createMembers } from './chats';
import {
  createContactRange,
  createDepartmentPeople,
  createDepartments,
  createDepartmentsBelow,
  createPeopleById,
} from './contacts';
import { createLookUp } from './look-up';
import { createHistory, createMessage, createReaders, createRecall, createReply, createSend } from './messages';

export type FeishuDeps = CallDeps;

/**
 * Feishu as the bot of one app. Give every workspace its own limiter (limits are counted per app) and make a new
 * client when App ID, secret or base URL change: the token it keeps is theirs.
 */
export const createFeishu = (deps: FeishuDeps): FeishuApp => {
  const call = createCall(deps);
  const { host } = new URL(deps.baseUrl);
  return {
    send: createSend(call),
    reply: createReply(call),
    buzz: createBuzz(call),
    readers: createReaders(call, host, deps.clock),
    recall: createRecall(call),
    chats: createChats(call, host),
    chat: createChat(call, deps.appId),
    members: createMembers(call, host),
    createChat: createCreateChat(call),
    addMembers: createAddMembers(call),
    message: createMessage(call, deps.appId),
    history: createHistory(call, deps.appId),
    lookUp: createLookUp(call),
    bot: createBot(call),
    scopes: createScopes(call),
    seesAnybody: createSeesAnybody(call),
    contactRange: createContactRange(call, host),
    departments: createDepartments(call),
    departmentsBelow: createDepartmentsBelow(call, host),
    departmentPeople: createDepartmentPeople(call, host),
    peopleById: createPeopleById(call),
  };
};
