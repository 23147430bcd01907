import { type Problem, problem } from '../../../../contract/advice/problem';
import { personLimits } from '../../../../contract/limits';
import { OpenId, UnionId, UserId } from '../../../../contract/model/ids';
import type { Person } from '../../../../contract/model/person';
import { plainText, tidied } from '../../../../contract/plain-text';
import { canonicalEmail } from '../../../text/email';
import { canonicalMobile } from '../../../text/mobile';
import type { Column } from './columns';

/** A long number that a spreadsheet has rounded: its digits are lost. */
const rounded = /^\d(?:[.,]\d+)?E\+?\d+$/i;
/** A value written as a formula or after an apostrophe, so that a spreadsheet takes it for text. */
const forSpreadsheets = /^\s*(?:="([^"]*)"|'(?=[^']*$))\s*/;

const ids = [
  ['open_id', 'openId', OpenId],
  ['union_id', 'unionId', UnionId],
  ['user_id', 'userId', UserId],
] as const;

const eastAsian = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** A name whose parts have columns of their own, in the order of its language: 王小明, Anna Maria Rossi. */
const inOneName = (cell: (column: Column) => string): string => {
  const [family, given, middle] = [cell('family'), cell('given'), cell('middle')];
  if (eastAsian.test(family + given)) return family + middle + given;
  return [given, middle, family].filter((part) => part !== '').join(' ');
};

/** Reads the person of a row, with a problem for every cell that is invalid. null: the row names no person, only its group. */
export const readMember = (
  cell: (column: Column) => string,
): { person: Person | null; problems: readonly Problem[] } => {
  const problems: Problem[] = [];
  const known: Omit<Person, 'name'> = {};
  /** First invalid value: it still tells which person was meant. */
  let written = '';
  for (const [column, field, schema] of ids) {
    const value = plainText(cell(column).replace(forSpreadsheets, '$1'));
    if (value === '') continue;
    const id = schema.safeParse(value);
    if (id.success) Object.assign(known, { [field]: id.data });
    else {
      problems.push(problem('person-invalid-id', { name: value.slice(0, 80) }));
      written ||= value;
    }
  }
  const within = (column: 'name' | 'email' | 'mobile' | 'department', value: string) => {
    if (value.length <= personLimits[column]) return value;
    problems.push(problem('line-long', { value: `${value.slice(0, 20)}…` }));
    written ||= value;
    return column === 'name' ? value.slice(0, personLimits.name) : '';
  };
  const plain = (column: Column) => tidied(cell(column).replace(forSpreadsheets, '$1'));
  const text = (column: 'email' | 'mobile' | 'department') => within(column, plain(column));
  const name = within('name', plain('name') || inOneName(plain) || plain('alias'));
  // An address that is none is kept as written: it still tells which person was meant.
  const [writtenEmail, writtenMobile] = [text('email'), text('mobile')];
  const email = canonicalEmail(writtenEmail) ?? writtenEmail;
  const mobile = canonicalMobile(writtenMobile) ?? writtenMobile;
  const department = text('department');
  const lost = rounded.test(plainText(mobile));
  if (lost) problems.push(problem('line-rounded', { value: mobile }));
  const called =
    name || email || mobile || known.openId || known.unionId || known.userId || written.slice(0, personLimits.name);
  if (called === '') return { person: null, problems };
  const person: Person = {
    name: called,
    ...known,
    ...(email && { email }),
    ...(mobile && !lost && { mobile }),
    ...(department && { department }),
  };
  return { person, problems };
};
