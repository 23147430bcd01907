import { type Problem, problem } from '../../../contract/advice/problem';
import { personLimits } from '../../../contract/limits';
import { OpenId, UnionId, UserId } from '../../../contract/model/ids';
import type { Person } from '../../../contract/model/person';
import { plainText, tidied } from '../../../contract/plain-text';
import { trimEnd, trimStart } from '../../../contract/trim-ends';
import { canonicalEmail } from '../../text/email';
import { canonicalMobile } from '../../text/mobile';

/** The person that a written line names, before any look-up. With `name` alone they have to be found by it. */
export interface LineReading {
  line: string;
  person: Person;
  problem: Problem | null;
}

type Known = Omit<Person, 'name'>;
/** The meaning of one word: an id or address, a mistake, or neither, as words of names are. */
type Word = { kind: 'known'; known: Known } | { kind: 'wrong'; problem: Problem } | null;

/** Longest text that is read as a person (characters): a name, an e-mail, a mobile and an id, and what stands between them. */
export const longestLine = 800;

const shortened = (name: string) => name.slice(0, personLimits.name);
const invalid = (written: string): Word => ({
  kind: 'wrong',
  problem: problem('person-invalid-id', { name: shortened(written) }),
});

/** Reads a word that is an id (`ou_…`, `on_…`, `user:…`), an e-mail or a mobile. An id that is no person's is wrong. */
const readWord = (written: string): Word => {
  const text = plainText(written);
  if (/^bm[-_]/i.test(text)) return { kind: 'wrong', problem: problem('batch-message') };
  if (/^(oc|om|omt|cli|od)_/.test(text)) return invalid(text);
  if (text.startsWith('ou_')) {
    const openId = OpenId.safeParse(text);
    return openId.success ? { kind: 'known', known: { openId: openId.data } } : invalid(text);
  }
  if (text.startsWith('on_')) {
    const unionId = UnionId.safeParse(text);
    return unionId.success ? { kind: 'known', known: { unionId: unionId.data } } : invalid(text);
  }
  if (text.startsWith('user:')) {
    const userId = UserId.safeParse(text.slice('user:'.length).trim());
    return userId.success ? { kind: 'known', known: { userId: userId.data } } : invalid(text);
  }
  const email = text.length <= personLimits.email ? canonicalEmail(text) : null;
  if (email) return { kind: 'known', known: { email } };
  const mobile = canonicalMobile(text);
  return mobile ? { kind: 'known', known: { mobile } } : null;
};

/** True for a word that is an id, an e-mail or a mobile. */
export const isAddress = (word: string): boolean => word.length <= longestLine && readWord(word)?.kind === 'known';

/** A name in quotes at the beginning, and what follows it. */
const quoted = /^(?:"([^"]+)"|“([^“”]+)”|'([^']+)'|‘([^‘’]+)’)(?=$|[\s<(（])(.*)$/su;
/** Text in brackets, the pointed ones around addresses first. */
const bracketed = /<([^<>]*)>|[(（]([^()（）]*)[)）]|\[([^[\]]*)\]|【([^【】]*)】/gu;
/** The word for what follows, as forms have it. */
const label = /(?:电子)?邮[箱件]|手机号?码?|电话|[Ee]-?mail|[Mm]obile|[Pp]hone|[Tt]el/u;
const labeled = new RegExp(`(?:${label.source})\\s*[:：]`, 'gu');
/** A number that stands alone beside other words: of the mainland or with its country code, or it may be anything. */
const numberBeside = /(?<![^\s:：])[(（[]?[+＋\p{Nd}][\p{Nd}\s+().（）[\]/\p{Pd}−·]*\p{Nd}(?!\S)/gu;
const suffixOf = /^(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|esq|inc|ltd|llc|co)\.?$/i;
/** Characters that separate a name from something else. */
const edge = /[\s:：|,，]/u;
const han = /\p{sc=Han}/u;

/**
 * The name that is written family name first, with a comma (Zhang, Wei: Wei Zhang; 张, 伟: 张伟). What stands in brackets
 * stays at the end.
 */
const inOrder = (name: string, quotes: boolean): string => {
  const [last = '', given, ...more] = name.split(/[,，]/u).map((part) => part.trim());
  if (!last || !given || more.length > 0 || suffixOf.test(given)) return name;
  // Without quotes a comma between two Chinese names separates two people, unless the first is but a family name.
  if (han.test(last) && han.test(given)) return quotes || last.length === 1 ? last + given : name;
  const bracket = /[)）]$/u.test(given) ? given.search(/[(（]/u) : -1;
  const first = bracket < 0 ? given : given.slice(0, bracket).trimEnd();
  return `${first} ${last}${given.slice(first.length)}`;
};

/** A line taken apart: its ids and addresses, its first mistake, and the rest, which is a name. */
const takeApart = (line: string) => {
  const known: Known = {};
  let wrong: Problem | null = null;
  /** Takes a word that is an id or address, so that it is no part of the name. */
  const take = (written: string): boolean => {
    const word = readWord(written);
    if (!word) return false;
    if (word.kind === 'wrong') wrong ??= word.problem;
    else Object.assign(known, { ...word.known, ...known });
    return true;
  };
  const [, a, b, c, d, after] = quoted.exec(line) ?? [];
  const inQuotes = a ?? b ?? c ?? d;
  const rest = (after ?? line)
    .replace(bracketed, (whole, pointed?: string, ...others) => {
      if (take(pointed ?? others.slice(0, 3).find((inner) => inner !== undefined) ?? '')) return ' ';
      return pointed === undefined ? whole : ' ';
    })
    .replace(labeled, ' ')
    .replace(/(?<!\S)(?:user[:：]\S+|[^\s:：|]*[@＠_][^\s:：|]*)/gu, (word) =>
      isAddress(word) && take(word) ? ' ' : word,
    )
    .replace(numberBeside, (written) => {
      const mobile = canonicalMobile(written);
      return mobile && /^(?:\+|1[3-9]\d{9}$)/.test(mobile) && take(mobile) ? ' ' : written;
    });
  const name = tidied([inQuotes, rest].filter(Boolean).join(' ')).replace(/\s+/gu, ' ');
  const bare = trimEnd(trimStart(name, edge), edge);
  const isBeside = inQuotes !== undefined || Object.keys(known).length > 0;
  return { known, wrong, name: isBeside ? inOrder(bare, inQuotes !== undefined) : bare };
};

/**
 * Reads one written line: an id (`ou_…`, `on_…`, `user:…`), an e-mail, a mobile, a name, or a name with any of these as
 * programs write it (`"Last, First" <mail>`, `李雷 13800138000`, the cells of a row). An id that is no person's (`om_…`, `oc_…`,
 * `bm_…`) is kept with a problem. Nothing is looked up here.
 */
export const readLine = (line: string): LineReading => {
  const written = tidied(line);
  if (written.length > longestLine) return { line, person: { name: shortened(written) }, problem: null };
  const word = readWord(written);
  if (word?.kind === 'wrong') return { line, person: { name: shortened(written) }, problem: word.problem };
  if (word) {
    const { userId, email } = word.known;
    return { line, person: { name: shortened(userId ?? email ?? written), ...word.known }, problem: null };
  }
  const { known, wrong, name } = takeApart(written);
  const id = known.openId ?? known.unionId ?? known.userId ?? known.email ?? known.mobile;
  const called = shortened(name || (id ?? written));
  if (wrong && !id) return { line, person: { name: called }, problem: wrong };
  return { line, person: { name: called, ...known }, problem: null };
};
