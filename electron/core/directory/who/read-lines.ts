import { type Problem, problem } from '../../../contract/advice/problem';
import { personLimits } from '../../../contract/limits';
import type { ReadLine } from '../../../contract/model/directory';
import { OpenId, UnionId, UserId } from '../../../contract/model/ids';
import type { Person } from '../../../contract/model/person';
import { callableId } from '../../../contract/rules/person-key';

/** The person that a pasted line names, before any look-up. With `name` alone they have to be found by it. */
interface LineReading {
  line: string;
  person: Person;
  problem: Problem | null;
}

/** Splits pasted text into people: by lines, commas, semicolons or tabs, also full-width ones. */
export const linesOf = (text: string): string[] =>
  text
    .split(/[\r\n,;\t，；、]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

const email = /^[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+$/;
const mobile = /^\+?\d[\d\s-]{5,18}\d$/;
const named = /^(?<name>.*?)\s*<(?<inner>[^<>]+)>$/;

const invalid = (line: string): LineReading => {
  const name = line.slice(0, personLimits.name);
  return { line, person: { name }, problem: problem('person-invalid-id', { name }) };
};

/**
 * Reads one pasted line: an id (`ou_…`, `on_…`, `user:…`), an e-mail (also as `李雷 <li@…>`), a mobile, or a name. An id
 * that is no person's (`om_…`, `oc_…`, `bm_…`) is kept with a problem. Nothing is looked up here.
 */
export const readLine = (line: string): LineReading => {
  const { name, inner } = named.exec(line)?.groups ?? {};
  if (inner) {
    const reading = readLine(inner.trim());
    return {
      ...reading,
      line,
      person: { ...reading.person, name: name?.slice(0, personLimits.name) || reading.person.name },
    };
  }
  if (/^bm[-_]/i.test(line)) return { ...invalid(line), problem: problem('batch-message') };
  if (/^(oc|om|omt|cli|od)_/.test(line)) return invalid(line);
  if (line.startsWith('ou_')) {
    const openId = OpenId.safeParse(line);
    return openId.success ? { line, person: { name: line, openId: openId.data }, problem: null } : invalid(line);
  }
  if (line.startsWith('on_')) {
    const unionId = UnionId.safeParse(line);
    return unionId.success ? { line, person: { name: line, unionId: unionId.data }, problem: null } : invalid(line);
  }
  if (line.startsWith('user:')) {
    const userId = UserId.safeParse(line.slice('user:'.length).trim());
    return userId.success ? { line, person: { name: userId.data, userId: userId.data }, problem: null } : invalid(line);
  }
  if (line.length <= personLimits.email && email.test(line))
    return { line, person: { name: line.slice(0, personLimits.name), email: line }, problem: null };
  if (mobile.test(line)) return { line, person: { name: line, mobile: line.replace(/[\s-]/g, '') }, problem: null };
  return { line, person: { name: line.slice(0, personLimits.name) }, problem: null };
};

/** Look-ups for pasted lines: e-mails and mobiles by a call, names among the known people. */
interface ReadLinesDeps {
  resolve(people: readonly Person[]): Promise<{ people: readonly Person[]; problem: Problem | null }>;
  /** All known people. `firstReading`: a second person of the same name may still come. */
  people(): Promise<{ people: readonly Person[]; firstReading: boolean }>;
}

/** Reads pasted text, and finds its names among the people whom the bot can see. No line is dropped. */
export const readLines = async (text: string, world: ReadLinesDeps): Promise<readonly ReadLine[]> => {
  const readings = linesOf(text).map(readLine);
  if (readings.length === 0) return [];
  const resolved = await world.resolve(readings.map((reading) => reading.person));
  const { people, firstReading } = await world.people();
  const byId = new Map(people.map((person) => [person.openId, person]));
  const byName = new Map<string, Person[]>();
  for (const person of people) {
    const namesakes = byName.get(person.name);
    if (namesakes) namesakes.push(person);
    else byName.set(person.name, [person]);
  }

  return readings.map(({ line, person, problem: reason }, index): ReadLine => {
    if (reason) return { line, person, problem: reason };
    const found = resolved.people[index] ?? person;
    if (callableId(found)) {
      const known = found.openId && byId.get(found.openId);
      return { line, person: found.name === line && known ? { ...found, name: known.name } : found, problem: null };
    }
    if (person.email || person.mobile) {
      return { line, person, problem: resolved.problem ?? problem('person-unresolved', { name: line }) };
    }
    const [only, ...others] = byName.get(person.name) ?? [];
    if (others.length === 0 && firstReading) return { line, person, problem: problem('contacts-being-read') };
    if (only && others.length === 0) return { line, person: only, problem: null };
    const advice = only ? 'person-ambiguous' : 'person-unresolved';
    return { line, person, problem: problem(advice, { name: person.name }) };
  });
};
