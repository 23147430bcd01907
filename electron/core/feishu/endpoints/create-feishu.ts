import { type CallDeps, createCall } from '../client/call';
import type { FeishuApp } from '../feishu';
import { readBot, readCompany, readEvents, readGrants, readListeners, readScopes, seesPeople } from './app';
import { buzz } from './buzz';
import { addMembers, createChat, readChat, readChats, readMembers } from './chats';
import {
  readContactRange,
  readDepartmentPeople,
  readDepartments,
  readDepartmentsBelow,
  readMobile,
  readPeopleById,
} from './contacts';
import { showBubbles } from './follow-up';
import { lookUp } from './look-up';
import { readHistory, readMessage, readReceipts, readSince, recall, reply, send } from './messages';
import { uploadPicture } from './pictures';
import { react, readReactions } from './reactions';
import { remind } from './reminder';

export type FeishuDeps = CallDeps;

/**
 * Creates Feishu as the bot of one app. Each workspace needs its own limiter (Feishu counts limits per app), and a new
 * client when App ID, secret or base URL change: the client keeps their token.
 */
export const createFeishu = (deps: FeishuDeps): FeishuApp => {
  const call = createCall(deps);
  const { host } = new URL(deps.baseUrl);
  return {
    send: send(call),
    reply: reply(call),
    uploadPicture: uploadPicture(call),
    buzz: buzz(call),
    readReceipts: readReceipts(call, host, deps.clock),
    readReactions: readReactions(call),
    readSince: readSince(call, host, deps.appId),
    showBubbles: showBubbles(call),
    remind: remind(call),
    react: react(call),
    recall: recall(call),
    readChats: readChats(call, host),
    readChat: readChat(call, deps.appId),
    readMembers: readMembers(call, host),
    createChat: createChat(call),
    addMembers: addMembers(call),
    readMessage: readMessage(call, deps.appId),
    readHistory: readHistory(call, deps.appId),
    lookUp: lookUp(call),
    readBot: readBot(call),
    readScopes: readScopes(call),
    readGrants: readGrants(call),
    readCompany: readCompany(call),
    readListeners: readListeners(call),
    readEvents: readEvents(call),
    // Loaded with the first use: listening is off with most people.
    reachSocket: async () => (await import('../listen/reach-socket')).reachSocket(deps),
    seesPeople: seesPeople(call),
    readContactRange: readContactRange(call, host),
    readDepartments: readDepartments(call),
    readDepartmentsBelow: readDepartmentsBelow(call, host),
    readDepartmentPeople: readDepartmentPeople(call, host),
    readPeopleById: readPeopleById(call),
    readMobile: readMobile(call),
  };
};
