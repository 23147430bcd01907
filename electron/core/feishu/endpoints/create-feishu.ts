import { type CallDeps, createCall } from '../client/call';
import type { FeishuApp } from '../feishu';
import { createAddMembers } from './add-members';
import { createBot } from './bot';
import { createBuzz } from './buzz';
import { createChat } from './chat';
import { createChats } from './chats';
import { createSeesAnybody } from './contact-range';
import { createCreateChat } from './create-chat';
import { createDepartmentPeople } from './department-people';
import { createDepartments } from './departments';
import { createDepartmentsBelow } from './departments-below';
import { createHistory } from './history';
import { createLookUp } from './look-up';
import { createMembers } from './members';
import { createMessage } from './message';
import { createPeopleById } from './people-by-id';
import { createContactRange } from './range-page';
import { createReaders } from './readers';
import { createRecall } from './recall';
import { createReply } from './reply';
import { createScopes } from './scopes';
import { createSend } from './send';

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
