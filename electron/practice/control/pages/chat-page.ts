import { type Context, Hono } from 'hono';
import type { PracticeApp } from '../../gateway/endpoint';
import { pictureKeys, plainText } from '../../message/plain-text';
import { bubblesIn, reactionBy } from '../../people/act';
import { settlePeople } from '../../people/settle-people';
import type { PracticeServer } from '../../server/practice-server';
import { readCapped } from '../../server/read-capped';
import type { Bindings } from '../../server/wire';
import { hasRead } from '../../world/read-times';
import type { World, WorldChat, WorldMessage, WorldPerson } from '../../world/world';
import { act } from '../act';
import { markRead } from '../people';
import { escaped, page, pageHeaders, pageTitle } from './page-frame';

/** Largest form that is read (bytes). */
const largestForm = 64 * 1024;
/** Messages shown, the newest last. */
const mostShown = 30;

const reactions = [
  ['OK', 'OK'],
  ['THUMBSUP', '赞 / Thumbs up'],
  ['DONE', '完成 / Done'],
  ['No', '不行 / No'],
] as const;

/** A person, and the chat in which the page shows them. */
interface View {
  world: World;
  person: WorldPerson;
  /** null: the direct chat has not begun. */
  chat: WorldChat | null;
  token: string;
}

const ago = (world: World, at: number): string => {
  const seconds = Math.max(0, Math.round((world.now() - at) / 1000));
  return seconds < 120 ? `${seconds} 秒前 / s ago` : `${Math.round(seconds / 60)} 分钟前 / min ago`;
};

const senderOf = (world: World, { sender }: WorldMessage): string => {
  switch (sender.kind) {
    case 'bot':
      return world.appName;
    case 'app':
      return sender.appId;
    case 'person':
      return world.byOpenId.get(sender.openId)?.name ?? sender.openId;
  }
};

const addressOf = ({ person, chat, token }: View, part = ''): string => {
  const query = new URLSearchParams({ token, ...(chat && chat.mode !== 'p2p' ? { chat: chat.chatId } : {}) });
  return escaped(`/_practice/chats/${person.openId}${part}?${query}`);
};

/** A button that is a form of its own; the answer replaces the whole page. */
const button = (view: View, fields: Readonly<Record<string, string>>, words: string): string => {
  const inputs = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`,
  );
  return `<form method="post" target="_top" action="${addressOf(view)}">${inputs.join('')}<button>${escaped(words)}</button></form>`;
};

const channels = {
  app: '应用内加急 / In-app buzz',
  sms: '短信加急 / SMS buzz',
  phone: '电话加急 / Phone buzz',
} as const;

const marksOf = ({ world, person }: View, message: WorldMessage): string => {
  const buzzes = message.buzzes.get(person.openId) ?? {};
  const rung = (['app', 'sms', 'phone'] as const).filter((channel) => buzzes[channel] !== undefined);
  const read = message.sender.kind === 'bot' && hasRead(world, message, person) ? ['已读 / Read'] : [];
  const given = message.reactions.map((one) =>
    `${one.emoji} ${one.by.kind === 'person' ? (world.byOpenId.get(one.by.openId)?.name ?? '') : world.appName}`.trim(),
  );
  return [...rung.map((channel) => channels[channel]), ...read, ...given].map(escaped).join(' · ');
};

const buttonsOf = (view: View, message: WorldMessage): string => {
  const { messageId } = message;
  const { openId } = view.person;
  return reactions
    .map(([emoji, words]) =>
      reactionBy(message, { kind: 'person', openId }, emoji)
        ? button(view, { takeBack: emoji, messageId }, `收回 / Take back ${emoji}`)
        : button(view, { react: emoji, messageId }, words),
    )
    .join('');
};

/** Types that a browser draws without running anything in them; the others Feishu shows, practice only names. */
const drawn: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
};

const picturesOf = (view: View, message: WorldMessage): string =>
  pictureKeys(message)
    .map((key, index) => {
      const { bytes, kind } = view.world.images.get(key) ?? { bytes: null, kind: '' };
      const words = `图片 ${index + 1} / Picture ${index + 1}`;
      return bytes === null || drawn[kind] === undefined
        ? `<small>${escaped(words)}: ${bytes === null ? '不再保留 / no longer kept' : escaped(kind)}</small>`
        : `<img alt="${escaped(words)}" src="${addressOf(view, `/pictures/${message.messageId}/${index}`)}">`;
    })
    .join('');

const messageOf = (view: View, message: WorldMessage): string => {
  const { world, person } = view;
  const own = message.sender.kind === 'person' && message.sender.openId === person.openId;
  const head = `<small>${escaped(senderOf(world, message))} · ${ago(world, message.createdAt)}</small>`;
  if (message.deletedAt !== null) return `<article>${head}<p><small>已撤回 / Recalled</small></p></article>`;
  const parent = message.parentId === null ? undefined : world.messages.get(message.parentId);
  const quoted = parent ? `<small>回复 / Reply to: ${escaped(plainText(parent).slice(0, 60))}</small>` : '';
  const marks = marksOf(view, message);
  return `<article${own ? ' class="own"' : ''}>${head}${quoted}<p>${escaped(plainText(message))}</p>${picturesOf(view, message)}${
    marks === '' ? '' : `<p><small>${marks}</small></p>`
  }${own ? '' : buttonsOf(view, message)}</article>`;
};

/** What moves by itself: the bubbles, and the messages from the newest up, so that the page begins at its lower end. */
const inner = (view: View): string => {
  const { world, chat } = view;
  const messages = (chat?.messages ?? []).slice(-mostShown).flatMap((id) => world.messages.get(id) ?? []);
  const bubbles = chat ? bubblesIn(world, chat) : [];
  const taps = bubbles.map(({ content }) => button(view, { tap: content }, content)).join('');
  const shown = messages.toReversed().map((one) => messageOf(view, one));
  const empty = '<p>还没有消息 / No messages yet</p>';
  const footer = taps === '' ? '' : `<footer>${taps}</footer>`;
  return page(pageTitle, footer + (shown.join('') || empty), { refresh: 2 });
};

const outer = (view: View, wrong: string | null): string => {
  const { world, person, chat, token } = view;
  const groups = [...world.chats.values()].filter(
    (one) => one.mode !== 'p2p' && one.members.has(person.openId) && one.botIn,
  );
  const rooms = [null, ...groups].map(
    (one) => `<a href="${addressOf({ ...view, chat: one })}">${one ? escaped(one.name) : escaped(world.appName)}</a>`,
  );
  const pinned = chat?.reminded.has(person.openId) ? '<p><b>已置顶：即时提醒 / Pinned: reminder</b></p>' : '';
  return page(
    pageTitle,
    `<h2>${escaped(person.name)}</h2><nav><a href="/_practice/chats?token=${escaped(token)}">成员 / People</a>${rooms.join('')}</nav>
${pinned}${wrong === null ? '' : `<p role="alert">${escaped(wrong)}</p>`}
<iframe title="消息 / Messages" src="${addressOf(view, '/messages')}"></iframe>
<form method="post" action="${addressOf(view)}"><p><input name="write" aria-label="消息 / Message" autofocus autocomplete="off"><button>发送 / Send</button></p></form>
${button(view, { read: 'all' }, '标为已读 / Mark as read')}`,
  );
};

const listOf = (world: World, token: string): string => {
  const newest = ({ openId }: WorldPerson) => {
    const id = world.directChats.get(openId)?.messages.at(-1);
    return world.messages.get(id ?? '')?.createdAt ?? 0;
  };
  const people = world.people
    .filter(({ tenant, status }) => tenant === 'own' && status === 'active')
    .toSorted((one, other) => newest(other) - newest(one))
    .slice(0, 200);
  const items = people.map((person) => {
    const address = escaped(`/_practice/chats/${person.openId}?${new URLSearchParams({ token })}`);
    const at = newest(person);
    return `<li><a href="${address}">${escaped(person.name)}</a> <small>${at === 0 ? '' : ago(world, at)}</small></li>`;
  });
  return page(pageTitle, `<p>选择要扮演的成员 / Choose a person to play</p><ul>${items.join('')}</ul>`);
};

/** Carries out one form of the page; gives the mistake. */
const submit = (app: PracticeApp, { world, person, chat }: View, form: URLSearchParams): string | null => {
  const given: Record<string, unknown> = Object.fromEntries(form);
  if (given.read !== undefined) {
    const read = markRead(world, { who: person.openId });
    return typeof read === 'string' ? read : null;
  }
  const room = chat && chat.mode !== 'p2p' && given.write !== undefined ? { chat: chat.chatId } : {};
  const done = act(app, { ...given, ...room, who: person.openId });
  return typeof done === 'string' ? done : null;
};

/**
 * Pages on which a person plays one of the company: their chat with the bot, the bubbles to tap, reactions, a line to write.
 * Their addresses and forms carry the control token.
 */
export const chatPages = (server: PracticeServer) => {
  const routes = new Hono<{ Bindings: Bindings }>();
  const viewOf = (context: Context<{ Bindings: Bindings }>): View | null => {
    const { world } = server.app;
    settlePeople(world);
    const person = world.byOpenId.get(context.req.param('person') ?? '');
    if (!person) return null;
    const chatId = context.req.query('chat');
    const chat = chatId === undefined ? world.directChats.get(person.openId) : world.chats.get(chatId);
    if (chatId !== undefined && !chat?.members.has(person.openId)) return null;
    return { world, person, chat: chat ?? null, token: context.req.query('token') ?? '' };
  };
  const missing = '没有这个成员或会话 / There is no such person or chat';
  routes.get('/', (context) =>
    context.html(listOf(server.app.world, context.req.query('token') ?? ''), 200, pageHeaders),
  );
  routes.get('/:person', (context) => {
    const view = viewOf(context);
    return context.html(view ? outer(view, null) : page(pageTitle, missing), view ? 200 : 404, pageHeaders);
  });
  routes.get('/:person/messages', (context) => {
    const view = viewOf(context);
    return context.html(view ? inner(view) : page(pageTitle, missing), view ? 200 : 404, pageHeaders);
  });
  // Bytes that a message in this chat shows, and no others: an upload is no public address.
  routes.get('/:person/pictures/:message/:index', (context) => {
    const view = viewOf(context);
    const message = view?.world.messages.get(context.req.param('message'));
    const key = message && pictureKeys(message)[Number(context.req.param('index'))];
    const image = message && message.deletedAt === null && view?.chat?.messages.includes(message.messageId) && key;
    const { bytes = null, kind = '' } = (image && view?.world.images.get(image)) || {};
    const type = drawn[kind];
    if (bytes === null || type === undefined) return context.html(page(pageTitle, missing), 404, pageHeaders);
    return context.body(new Uint8Array(bytes), 200, {
      ...pageHeaders,
      'Content-Type': type,
      'X-Content-Type-Options': 'nosniff',
    });
  });
  routes.post('/:person', async (context) => {
    const view = viewOf(context);
    if (!view) return context.html(page(pageTitle, missing), 404, pageHeaders);
    const bytes = await readCapped(context.req.raw, largestForm).catch(() => null);
    const wrong = submit(server.app, view, new URLSearchParams(new TextDecoder().decode(bytes ?? undefined)));
    if (wrong !== null) return context.html(outer(view, wrong), 400, pageHeaders);
    // Loading it again must not tap again.
    return context.body(null, 303, { Location: context.req.url });
  });
  return routes;
};
