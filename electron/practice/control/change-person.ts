import { isRecord } from '../gateway/json';
import type { PersonStatus, Reading } from '../world/model';
import type { World } from '../world/world';
import { findPerson } from './find-person';

const flags = ['available', 'inContacts', 'acceptsBot', 'blocked'] as const;
const statuses: readonly unknown[] = ['active', 'resigned', 'frozen', 'unactivated'];
const isStatus = (value: unknown): value is PersonStatus => statuses.includes(value);
const kinds: readonly unknown[] = ['after', 'after-sms', 'after-call'];

const isReading = (value: unknown): value is Reading => {
  if (!isRecord(value)) return false;
  if (value.kind === 'never') return true;
  return kinds.includes(value.kind) && typeof value.seconds === 'number' && value.seconds >= 0;
};

/** Changes one person: `{who, available?, inContacts?, acceptsBot?, blocked?, status?, unreadBuzzes?, reading?}`. */
export const changePerson = (world: World, given: unknown): string | null => {
  if (!isRecord(given)) return 'a person is an object';
  const { who, ...rest } = given;
  const person = typeof who === 'string' ? findPerson(world, who) : undefined;
  if (!person) return `nobody, or more than one, answers to ${String(who)}`;
  for (const [name, value] of Object.entries(rest)) {
    const flag = flags.find((other) => other === name);
    if (flag) {
      if (typeof value !== 'boolean') return `${name} is a bool`;
      person[flag] = value;
    } else if (name === 'status') {
      if (!isStatus(value)) return `status is one of ${statuses.join(', ')}`;
      person.status = value;
    } else if (name === 'unreadBuzzes') {
      if (typeof value !== 'number' || value < 0) return 'unreadBuzzes is a number from 0';
      person.unreadBuzzes = value;
    } else if (name === 'reading') {
      if (!isReading(value)) return 'reading is {kind: after | after-sms | after-call, seconds} or {kind: never}';
      person.reading = value;
    } else {
      return `a person has no ${name}`;
    }
  }
  return null;
};
