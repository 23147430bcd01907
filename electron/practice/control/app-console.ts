import { findDepartment } from '../world/departments';
import { isRecord } from '../world/json';
import type { World } from '../world/world';
import { findPerson } from './people';

/** Sets the contacts data range: `all`, or `{departments?: [name or id], people?: [who]}`. */
export const changeRange = (world: World, value: unknown): string | null => {
  if (value === 'all') {
    world.settings.contactRange = 'all';
    return null;
  }
  if (!isRecord(value)) return 'contactRange is all, or departments and people';
  const { departments = [], people = [], ...rest } = value;
  if (!Array.isArray(departments) || !Array.isArray(people) || Object.keys(rest).length > 0) {
    return 'contactRange has lists of departments and people';
  }
  const ids = new Set<string>();
  for (const which of departments) {
    const found = findDepartment(world, which);
    if (found === undefined || found === '0') return `there is no department ${String(which)}`;
    ids.add(found);
  }
  const openIds = new Set<string>();
  for (const who of people) {
    const person = findPerson(world, who);
    if (typeof person === 'string') return person;
    openIds.add(person.openId);
  }
  world.settings.contactRange = { departments: ids, people: openIds };
  return null;
};

/** Sets the availability range, the people the bot may write to: `everybody`, `nobody`, or a list of people. */
export const changeAvailability = (world: World, value: unknown): string | null => {
  if (value === 'everybody' || value === 'nobody') {
    for (const person of world.people) person.available = value === 'everybody';
    return null;
  }
  if (!Array.isArray(value)) return 'availability is everybody, nobody, or a list of people';
  const chosen = new Set<unknown>();
  for (const who of value) {
    const person = findPerson(world, who);
    if (typeof person === 'string') return person;
    chosen.add(person);
  }
  for (const person of world.people) person.available = chosen.has(person);
  return null;
};

/** Publishes a version, or takes the app back to before its first one, without bot and scopes (feishu-api 1.6). */
export const publish = ({ settings }: World, published: boolean): null => {
  const { unpublished } = settings;
  if (published && unpublished) {
    for (const scope of unpublished.scopes) settings.scopes.add(scope);
    settings.botEnabled = unpublished.botEnabled;
    settings.unpublished = null;
  }
  if (!published && !unpublished) {
    settings.unpublished = { scopes: [...settings.scopes], botEnabled: settings.botEnabled };
    settings.scopes.clear();
    settings.botEnabled = false;
  }
  return null;
};
