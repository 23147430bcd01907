import { type AdviceKey, type Problem, problem } from '../../../contract/advice/problem';
import { allRoundContactScopes } from '../../feishu/contact-scopes';
import type { Department } from '../../feishu/feishu-contacts';
import { type Hideable, hideable, type PageRecord, type Place, type ShownField } from './directory-record';

/** An unfinished reading of the contacts: the lists to read, and the place that was reached. */
export interface Reading {
  startedAt: number;
  /** True if its pages say of each person in which departments they are. */
  tellsDepartments: boolean;
  place: Place;
  /** Open ids of people whom the range names one by one. */
  users: string[];
  /** Ids of departments that the range names. */
  roots: string[];
  /** All departments to read, in order. */
  departments: Map<string, Department>;
  /** Fields that were shown of at least one person. */
  shown: Set<ShownField>;
  problems: Problem[];
  /** Number of pages, and of the people, departments and ids on them. */
  pages: number;
  entries: number;
}

/** Most that is read of contacts, several times a large company: a server that always has one more page must not fill the disk. */
export const mostContacts = { pages: 20_000, entries: 300_000 } as const;

/** True for contacts of which no more is read. */
export const isTooMuch = ({ pages, entries }: Reading): boolean =>
  pages >= mostContacts.pages || entries >= mostContacts.entries;

/** The next call to make. */
export type Question =
  | { ask: 'range'; after: string | null }
  /** All departments, which Feishu tells only an app that may see all people. */
  | { ask: 'below'; id: string; after: string | null }
  | { ask: 'departments'; ids: readonly string[] }
  | { ask: 'users'; ids: readonly string[] }
  | { ask: 'people'; department: Department; after: string | null }
  /** The granted scopes: they tell whether a field that was never shown is hidden or empty. */
  | { ask: 'scopes' };

/** The company itself, above the first departments: people who are in none are its direct members (feishu-api 7.2). */
export const wholeCompany = '0';
const perCall = 50;
const stages = ['range', 'whole', 'roots', 'below', 'users', 'people', 'fields'] as const;
type ReadingStage = Place['stage'];

export const startReading = (at: number, tellsDepartments = false): Reading => ({
  startedAt: at,
  tellsDepartments,
  place: { stage: 'range', index: 0, after: null },
  users: [],
  roots: [],
  departments: new Map(),
  shown: new Set(),
  problems: [],
  pages: 0,
  entries: 0,
});

/** The beginning of the stage after this one. */
export const nextStage = (stage: ReadingStage): Place => ({
  stage: stages[stages.indexOf(stage) + 1] ?? 'fields',
  index: 0,
  after: null,
});

const lengthOf = (reading: Reading, stage: ReadingStage): number => {
  switch (stage) {
    case 'range':
    case 'whole':
      return 1;
    case 'roots':
    case 'below':
      return reading.roots.length;
    case 'users':
      return reading.users.length;
    case 'people':
      return reading.departments.size;
    case 'fields':
      return reading.shown.has('anybody') && hideable.some((field) => !reading.shown.has(field)) ? 1 : 0;
  }
};

const inBatches = (stage: ReadingStage) => stage === 'roots' || stage === 'users';

/** The place after a page: its next page, or the next entry of the list. */
export const placeAfter = ({ stage, index }: Place, next: string | null): Place =>
  next === null
    ? { stage, index: index + (inBatches(stage) ? perCall : 1), after: null }
    : { stage, index, after: next };

/** The next call of a reading; null at the end, or when it is too much. Empty stages are passed over. */
export const questionOf = (reading: Reading): { place: Place; question: Question } | null => {
  if (isTooMuch(reading)) return null;
  let { place } = reading;
  while (place.index >= lengthOf(reading, place.stage)) {
    if (place.stage === 'fields') return null;
    place = nextStage(place.stage);
  }
  const { stage, index, after } = place;
  const batch = (ids: readonly string[]) => ids.slice(index, index + perCall);
  switch (stage) {
    case 'range':
      return { place, question: { ask: 'range', after } };
    case 'whole':
      return { place, question: { ask: 'below', id: wholeCompany, after } };
    case 'roots':
      return { place, question: { ask: 'departments', ids: batch(reading.roots) } };
    case 'below':
      return { place, question: { ask: 'below', id: reading.roots[index] ?? wholeCompany, after } };
    case 'users':
      return { place, question: { ask: 'users', ids: batch(reading.users) } };
    case 'people': {
      const department = [...reading.departments.values()][index];
      return department ? { place, question: { ask: 'people', department, after } } : null;
    }
    case 'fields':
      return { place, question: { ask: 'scopes' } };
  }
};

/** Takes in the lists and the place of a page; its people go to the book. */
export const readOn = (reading: Reading, page: PageRecord): void => {
  reading.pages += 1;
  reading.entries += page.people.length + page.departments.length + page.users.length + page.roots.length;
  reading.users.push(...page.users);
  reading.roots.push(...page.roots);
  for (const id of page.roots) {
    if (!reading.departments.has(id)) reading.departments.set(id, { id, name: null, parentId: null });
  }
  for (const department of page.departments) {
    // A department that was known by its id only keeps its place in the order.
    if (!reading.departments.get(department.id)?.name) reading.departments.set(department.id, department);
  }
  for (const field of page.shown) reading.shown.add(field);
  for (const problem of page.problems) {
    const known = reading.problems.some(({ advice, code }) => advice === problem.advice && code === problem.code);
    if (!known) reading.problems.push(problem);
  }
  reading.place = page.go;
};

/** Deepest place of a department: those of a company are a few levels deep, and each person keeps the names. */
const deepest = 50;

/** Names of a department and those above it, the outermost first, as far as Feishu shows them. */
export const pathOf = (reading: Reading, id: string): string[] => {
  const names: string[] = [];
  const met = new Set<string>();
  for (let at: string | null = id; at !== null && !met.has(at) && met.size < deepest; ) {
    met.add(at);
    const department: Department | undefined = reading.departments.get(at);
    if (department?.name) names.unshift(department.name);
    at = department?.parentId ?? null;
  }
  return names;
};

/** The scope of each field, and the sentence for its absence (feishu-api 5). */
const fields: Readonly<Record<Hideable, readonly [scope: string, advice: AdviceKey]>> = {
  name: ['contact:user.base:readonly', 'names-hidden'],
  email: ['contact:user.email:readonly', 'emails-hidden'],
  department: ['contact:department.base:readonly', 'departments-hidden'],
  standing: ['contact:user.employee:readonly', 'standing-hidden'],
};

/**
 * Problems for the fields that Feishu left out silently. A field without values whose scope is granted is merely empty.
 * `granted` null: the granted scopes could not be asked for.
 */
export const hiddenFields = (shown: ReadonlySet<ShownField>, granted: ReadonlySet<string> | null): Problem[] =>
  hideable.flatMap((field) => {
    const [scope, advice] = fields[field];
    const covered = field === 'email' ? [scope] : [scope, ...allRoundContactScopes];
    const mayShow = granted !== null && covered.some((one) => granted.has(one));
    return shown.has(field) || mayShow ? [] : [problem(advice, { scope })];
  });
