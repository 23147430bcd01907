import { createBot } from './bot';
import { createBuzz } from './buzz';
import { type CallDeps, createCall } from './call';
import { createChat } from './chat';
import { createChats } from './chats';
import { createSeesAnybody } from './contact-range';
import type { FeishuApp } from './feishu';
import { createLookUp } from './look-up';
import { createMembers } from './members';
import { createReaders } from './readers';
import { createRecall } from './recall';
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
    buzz: createBuzz(call),
    readers: createReaders(call, host, deps.clock),
    recall: createRecall(call),
    chats: createChats(call, host),
    chat: createChat(call, deps.appId),
    members: createMembers(call, host),
    lookUp: createLookUp(call),
    bot: createBot(call),
    scopes: createScopes(call),
    seesAnybody: createSeesAnybody(call),
  };
};
