import { forApp, type PracticeServer } from '../server/practice-server';
import { allEvents } from '../socket/event-types';
import { isRecord, type JsonRecord } from '../world/json';
import type { Registration } from '../world/registrar';
import { allScopes, scopesFor } from '../world/scopes';
import { changeWorld } from './change-world';
import { openApp } from './open-app';
import { type LauncherLink, readLauncherLink } from './pages/read-launcher-link';
import { findPerson } from './people';

/** Scopes and events of the platform's own template, which come unless `preset` is false. */
const templateScopes: readonly string[] = ['im:message:send_as_bot', 'im:message:readonly', 'im:chat:readonly'];

const templateEvents: readonly string[] = ['im.message.receive_v1', 'im.message.reaction.created_v1'];

const linkOf = (given: JsonRecord): LauncherLink | string => {
  if (given.link === undefined) return readLauncherLink(new URLSearchParams());
  if (typeof given.link !== 'string' || !URL.canParse(given.link)) return 'link is the address of the launcher page';
  return readLauncherLink(new URL(given.link).searchParams);
};

/** The app that an approval creates or extends; the mistake when there can be none. */
const appFor = (server: PracticeServer, link: LauncherLink, given: JsonRecord): string => {
  const { addons = 'honored', brand = server.brand, who = '李雷', availability = 'everybody' } = given;
  const { review = false, personal = false, company, reviewScopes = [] } = given;
  if (addons !== 'honored' && addons !== 'ignored') return 'addons is honored or ignored';
  if (brand !== 'feishu' && brand !== 'lark') return 'brand is feishu or lark';
  if (availability !== 'everybody' && availability !== 'creator') return 'availability is everybody or creator';
  const payload = addons === 'ignored' ? null : link.addons;
  // Names that the catalog does not know are dropped, and no one is told.
  const asked = scopesFor(brand, payload?.scopes ?? []).filter((scope) => allScopes.includes(scope));
  const events = (payload?.events ?? []).filter((event) => allEvents.includes(event));
  // The account of another company knows nothing of the app that the link names.
  if (link.clientId !== null && company === undefined) {
    const app = server.apps.get(link.clientId);
    if (!app) return `there is no app ${link.clientId}`;
    for (const scope of asked) app.world.settings.scopes.add(scope);
    const { settings } = app.lines;
    if (settings.events !== 'all') settings.events = [...new Set([...settings.events, ...events])];
    return changeWorld(forApp(server, app), { reviewScopes }) ?? link.clientId;
  }
  const opened = openApp(server, {
    name: link.name ?? undefined,
    brand,
    scopes: [...new Set([...(payload?.preset === false ? [] : templateScopes), ...asked])],
    availability: availability === 'creator' ? [who] : 'everybody',
    // The range of contacts follows the availability.
    contactRange: availability === 'creator' ? { people: [who] } : 'all',
    personal,
    reviewScopes,
    ...(company === undefined ? {} : { tenantName: company }),
    ...(review ? { published: false } : {}),
  });
  if (typeof opened === 'string') return opened;
  const made = server.apps.get(String(opened.appId));
  if (made) made.lines.settings.events = [...(payload?.preset === false ? [] : templateEvents), ...events];
  return String(opened.appId);
};

const approve = (server: PracticeServer, registration: Registration, link: LauncherLink, given: JsonRecord) => {
  const appId = appFor(server, link, given);
  const app = server.apps.get(appId);
  if (!app) return appId;
  const person = findPerson(app.world, given.who ?? '李雷');
  if (typeof person === 'string') return person;
  registration.state = {
    kind: 'approved',
    appId,
    appSecret: app.appSecret,
    brand: app.brand,
    openId: person.openId,
  };
  return null;
};

/**
 * Does what the person in front of the launcher page does: `{answer: approve | refuse | expire | fail, link?, who?, addons?: ignored,
 * availability?: creator, review?: true, reviewScopes?, company?, personal?: true, brand?: lark, error?}`. Without a link it is about the newest registration, and
 * nothing is asked for. `slowDowns`, `interval` and `expiresIn` change what comes next. Gives the mistake, or what it is now.
 */
export const answerRegistration = (server: PracticeServer, given: unknown): JsonRecord | string => {
  if (!isRecord(given)) return 'an answer is an object';
  const { registrar } = server;
  const { interval, expiresIn, slowDowns, answer } = given;
  if (interval !== undefined && typeof interval !== 'number') return 'interval is a number of seconds';
  if (expiresIn !== undefined && typeof expiresIn !== 'number') return 'expiresIn is a number of seconds';
  if (slowDowns !== undefined && typeof slowDowns !== 'number') return 'slowDowns is a number';
  if (interval !== undefined) registrar.promises.interval = interval;
  if (expiresIn !== undefined) registrar.promises.expiresIn = expiresIn;
  if (answer === undefined && slowDowns === undefined) return describe(server);
  const link = linkOf(given);
  if (typeof link === 'string') return link;
  const registration = registrar.byUserCode(link.userCode === '' ? null : link.userCode);
  if (!registration) return 'there is no such registration';
  if (slowDowns !== undefined) registration.slowDowns = slowDowns;
  if (answer === undefined) return describe(server);
  if (registration.state.kind !== 'open') return `it is ${registration.state.kind} already`;
  switch (answer) {
    case 'approve': {
      const wrong = approve(server, registration, link, given);
      if (wrong !== null) return wrong;
      break;
    }
    case 'refuse':
      registration.state = { kind: 'refused' };
      break;
    case 'expire':
      registration.state = { kind: 'expired' };
      break;
    case 'fail':
      registration.state = { kind: 'failed', error: String(given.error ?? 'server_error'), description: 'try later' };
      break;
    default:
      return 'answer is approve, refuse, expire or fail';
  }
  return describe(server);
};

/** Every registration, without its secrets. */
const describe = ({ registrar }: PracticeServer): JsonRecord => ({
  ...registrar.promises,
  registrations: registrar.all.map(({ userCode, state }) => ({
    userCode,
    state: state.kind,
    ...(state.kind === 'approved' ? { appId: state.appId } : {}),
  })),
});
