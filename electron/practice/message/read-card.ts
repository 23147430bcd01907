import { Refusal, refuse } from '../gateway/refusal';
import { isRecord, type JsonRecord } from '../world/json';
import type { World } from '../world/world';
import type { StoredContent } from './mentions';

/** Most elements of a JSON 2.0 card, those inside others included (feishu-api 3.3). */
const mostElements = 200;

const refuseCard = (subCode: number, reason: string): Refusal =>
  new Refusal(230099, `Failed to create card content, ext=ErrCode: ${subCode}; ErrMsg: ${reason}; `);
/** The card is not what the card service parses (feishu-api 3.7). */
const unparsable = (reason: string): Refusal => refuseCard(200621, `parse card json err, ${reason}`);

/** Words that a field may hold, by its name (feishu-api 3.3). */
const headerColors = 'blue wathet turquoise green yellow orange red carmine violet purple indigo grey default';
const buttonTypes = {
  '1.0': 'default primary danger',
  '2.0': 'default primary danger text primary_text danger_text primary_filled danger_filled laser',
} as const;
const buttonSizes = 'tiny small medium large';

const among = (words: string, field: string, value: unknown): void => {
  if (value !== undefined && !words.split(' ').includes(String(value))) throw unparsable(`${field} is invalid`);
};

const isText = (value: unknown): boolean =>
  isRecord(value) && ['plain_text', 'lark_md'].includes(String(value.tag)) && typeof value.content === 'string';

const checkKeys = (record: JsonRecord, known: readonly string[], where: string): void => {
  const unknown = Object.keys(record).find((key) => !known.includes(key));
  if (unknown !== undefined) throw unparsable(`unknown property ${where}${unknown}`);
};

const checkHeader = (header: unknown): void => {
  if (header === undefined) return;
  if (!isRecord(header) || !isText(header.title)) throw unparsable('header.title is required');
  among(headerColors, 'header.template', header.template);
};

const checkButton = (button: JsonRecord, schema: '1.0' | '2.0'): void => {
  among(buttonTypes[schema], 'button.type', button.type);
  if (schema === '1.0') return;
  among(buttonSizes, 'button.size', button.size);
  const { behaviors, confirm } = button;
  if (isRecord(confirm) && !isText(confirm.title)) throw unparsable('confirm.title is required');
  if (behaviors === undefined) return;
  if (!Array.isArray(behaviors) || !behaviors.every(isRecord)) throw unparsable('button.behaviors is not a list');
  for (const { type } of behaviors) among('callback open_url form_action', 'behaviors.type', type);
};

/** Every element of a card, those inside others included. An element is an object with a `tag`. */
const elementsIn = (value: unknown): JsonRecord[] => {
  if (Array.isArray(value)) return value.flatMap(elementsIn);
  if (!isRecord(value)) return [];
  const inner = Object.values(value).flatMap(elementsIn);
  const isElement = typeof value.tag === 'string' && !isText(value);
  return isElement ? [value, ...inner] : inner;
};

const mentioned = /<at\s+id=["']?([^"'\s>]+)["']?\s*>/g;

/** Refuses people and pictures that practice does not know, in either schema (feishu-api 3.7). */
const checkNamed = (world: World, elements: readonly JsonRecord[]): void => {
  for (const { img_key: picture, user_id: person, content, text } of elements) {
    // Practice has no uploads, so no key is the bot's own.
    if (picture !== undefined) throw refuseCard(200570, 'image key is invalid');
    const inner = isRecord(text) ? text.content : undefined;
    const ids = [content, inner].flatMap((words) =>
      typeof words === 'string' ? [...words.matchAll(mentioned)].map((match) => match[1] ?? '') : [],
    );
    for (const id of [...ids, ...(typeof person === 'string' ? [person] : [])]) {
      const known = id === 'all' || world.byOpenId.has(id) || world.byUnionId.has(id) || world.byUserId.has(id);
      if (!known) throw refuseCard(100290, 'user id is invalid');
    }
  }
};

/** JSON 2.0: elements under `body`, buttons among them, shared cards only, unknown properties are errors. */
const checkSecond = (card: JsonRecord): readonly JsonRecord[] => {
  checkKeys(card, ['schema', 'config', 'card_link', 'header', 'body'], '');
  const { body, config } = card;
  if (!isRecord(body) || !Array.isArray(body.elements)) throw unparsable('body.elements is required');
  if (isRecord(config) && config.update_multi === false) throw unparsable('config.update_multi is only true');
  among('vertical horizontal', 'body.direction', body.direction);
  const elements = elementsIn(body.elements);
  if (elements.length > mostElements) throw refuseCard(11310, 'element exceeds the limit');
  const first = elements.find(({ tag }) => tag === 'action' || tag === 'note');
  if (first) throw refuseCard(200861, `unsupported tag ${first.tag} in schema 2.0`);
  const ids = elements.flatMap(({ element_id: id }) => (id === undefined ? [] : [String(id)]));
  if (ids.some((id) => !/^[A-Za-z]\w{0,19}$/.test(id))) throw unparsable('element_id is invalid');
  if (new Set(ids).size < ids.length) throw unparsable('element_id is not unique');
  return elements;
};

/** JSON 1.0: elements at the root, buttons inside an `action`; unknown properties are ignored. */
const checkFirst = (card: JsonRecord): readonly JsonRecord[] => {
  if (!Array.isArray(card.elements)) throw unparsable('elements is required');
  if (card.elements.some((element) => isRecord(element) && element.tag === 'button')) {
    throw unparsable('a button belongs into an action');
  }
  return elementsIn(card.elements);
};

const wordsOf = (card: JsonRecord): string => {
  const summary = isRecord(card.config) && isRecord(card.config.summary) ? card.config.summary.content : undefined;
  const title = isRecord(card.header) && isRecord(card.header.title) ? card.header.title.content : undefined;
  return [summary, title].find((words) => typeof words === 'string') ?? '';
};

/** Reads an `interactive` message: a card of schema 1.0 or 2.0, or the name of a template or card that practice lacks. */
export const readCard = (world: World, content: string, card: JsonRecord): StoredContent => {
  if (card.type === 'template') throw refuseCard(200380, 'template does not exist');
  if (card.type === 'card') throw refuseCard(11310, 'card does not exist');
  if (Object.keys(card).length === 0) throw refuse(230099);
  const { schema = '1.0' } = card;
  if (schema !== '1.0' && schema !== '2.0') throw unparsable('schema is invalid');
  checkHeader(card.header);
  const elements = schema === '2.0' ? checkSecond(card) : checkFirst(card);
  for (const element of elements) if (element.tag === 'button') checkButton(element, schema);
  checkNamed(world, elements);
  return { content, text: wordsOf(card), mentions: [] };
};
