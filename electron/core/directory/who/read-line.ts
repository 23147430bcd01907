import { type Problem, problem } from '../../../contract/advice/problem';
import { personLimits } from '../../../contract/limits';
import { OpenId, UnionId, UserId } from '../../../contract/model/ids';
import type { Person } from '../../../contract/model/person';

/** What a pasted line says about whom it means. `name` alone: somebody has to be found by that name. */
export interface LineReading {
  line: string;
  person: Person;
  problem: Problem | null;
}

/** Splits pasted text: one person per line, or separated by commas, semicolons or tabs, full width included. */
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
 * Reads one pasted line: an id (`ou_…`, `on_…`, `user:…`), an e-mail (also as `李雷 <li@…>`), a mobile, or a name.
 * Ids that no person can have (`om_…`, `oc_…`, `bm_…`) are kept and say why. Nothing is looked up here.
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
