import { type Call, endpoint, type PracticeApp } from '../../gateway/endpoint';
import { wrongType } from '../../gateway/read-fields';
import { data, missingField, Refusal, type Reply, refuseExt } from '../../gateway/refusal';
import { findMessage } from '../../message/bot-access';
import { isRecord } from '../../world/json';
import { isNewest } from '../../world/new-message';
import type { Bubble } from '../../world/world';

const most = 3;
const longest = 200;
const mostTranslations = 50;

/** Age up to which a message takes bubbles (ms). */
const oldestMs = 600_000;

const languages: readonly unknown[] =
  'zh_cn zh_hk zh_tw en_us ja_jp ko_kr de_de fr_fr es_es it_it pt_br ru_ru id_id ms_my th_th vi_vn'.split(' ');

/** Codes of this call; some mean other things elsewhere (feishu-api 11.3). */
const texts = {
  230002: 'The message was sent too long ago.',
  230003: 'The message is not in a p2p chat.',
  230004: 'The message is invisible to the operator.',
  230006: 'The message is not the newest of the chat.',
  230007: 'The content of a follow up is invalid.',
  230008: 'The message has follow ups already.',
} as const;

const refuse = (code: keyof typeof texts): Refusal => new Refusal(code, texts[code]);

const readWords = (value: unknown): string => {
  if (typeof value !== 'string') throw wrongType('follow_ups.content');
  if (value.trim() === '' || [...value].length > longest) throw refuse(230007);
  return value;
};

const readTranslations = (value: unknown): ReadonlyMap<string, string> => {
  if (value === undefined || value === null) return new Map();
  if (!Array.isArray(value)) throw wrongType('follow_ups.i18n_contents');
  if (value.length > mostTranslations) throw refuseExt(230001, `i18n_contents exceeds ${mostTranslations}`);
  return new Map(
    value.map((one: unknown) => {
      if (!isRecord(one)) throw wrongType('follow_ups.i18n_contents');
      if (!languages.includes(one.language)) throw refuseExt(230001, 'invalid language');
      return [String(one.language), readWords(one.content)];
    }),
  );
};

const readBubbles = (call: Call): readonly Bubble[] => {
  const { follow_ups: given } = call.body;
  if (given === undefined || given === null) throw missingField('follow_ups');
  if (!Array.isArray(given)) throw wrongType('follow_ups');
  if (given.length === 0 || given.length > most) throw refuseExt(230001, `follow_ups has 1 to ${most} items`);
  return given.map((one: unknown) => {
    if (!isRecord(one)) throw wrongType('follow_ups');
    if (one.content === undefined) throw missingField('follow_ups.content');
    return { content: readWords(one.content), translations: readTranslations(one.i18n_contents) };
  });
};

const push = (call: Call, app: PracticeApp): Reply => {
  const all = readBubbles(call);
  const { message, chat } = findMessage(app, call.params.message_id);
  const now = app.world.now();
  if (message.sender.kind !== 'bot' || message.deletedAt !== null) throw refuse(230004);
  if (chat.mode !== 'p2p') throw refuse(230003);
  if (now - message.createdAt > oldestMs) throw refuse(230002);
  if (!isNewest(chat, message)) throw refuse(230006);
  if (message.bubbles) throw refuse(230008);
  message.bubbles = { at: now, all };
  call.effects.bubbles = { messageId: message.messageId, words: all.map(({ content }) => content) };
  return data({});
};

/** Puts one to three bubbles under the bot's newest message in a direct chat, for ten minutes after it (feishu-api 11.3). */
export const pushFollowUp = endpoint({
  api: 'push_follow_up',
  method: 'POST',
  path: '/open-apis/im/v1/messages/:message_id/push_follow_up',
  scopes: ['im:message', 'im:message:send_as_bot'],
  handle: push,
});
