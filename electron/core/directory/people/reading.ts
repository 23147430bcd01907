import type { Problem } from '../../../contract/advice/problem';
import type { Department } from '../../feishu/feishu-contacts';
import { hideable, type PageRecord, type Place, type Shown } from './directory-record';

/** The company's contacts while they are being read: what is known of the way, and how far it was gone. */
export interface Reading {
  startedAt: number;
  place: Place;
  /** People the range names one by one. */
  users: string[];
  /** Departments the range names. */
  roots: string[];
  /** All departments to be read, in order. */
  departments: Map<string, Department>;
  /** Fields that were shown of somebody. */
  shown: Set<Shown>;
  problems: Problem[];
}

/** The next thing to be asked of Feishu. */
export type Question =
  | { ask: 'range'; after: string | null }
  /** All departments, which only an app that may see everybody is told. */
  | { ask: 'below'; id: string; after: string | null }
  | { ask: 'departments'; ids: readonly string[] }
  | { ask: 'users'; ids: readonly string[] }
  | { ask: 'people'; department: Department; after: string | null }
  /** Whether what was never shown is hidden, or there is none. */
  | { ask: 'scopes' };

/** The company itself, above the first departments (feishu-api 7.2). */
export const wholeCompany = '0';
const perCall = 50;
const stages = ['range', 'whole', 'roots', 'below', 'users', 'people', 'fields'] as const;
type Stage = Place['stage'];

export const startReading = (at: number): Reading => ({
  startedAt: at,
  place: { stage: 'range', index: 0, after: null },
  users: [],
  roots: [],
  departments: new Map(),
  shown: new Set(),
  problems: [],
});

/** The beginning of the next part. */
export const nextStage = (stage: Stage): Place => ({
  stage: stages[stages.indexOf(stage) + 1] ?? 'fields',
  index: 0,
  after: null,
});

const lengthOf = (reading: Reading, stage: Stage): number => {
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
      return reading.shown.has('anybody') && reading.shown.size <= hideable.length ? 1 : 0;
  }
};

const inBatches = (stage: Stage) => stage === 'roots' || stage === 'users';

/** Where to go after a page at this place: its next page, or the next of its list. */
export const placeAfter = ({ stage, index }: Place, next: string | null): Place =>
  next === null
    ? { stage, index: index + (inBatches(stage) ? perCall : 1), after: null }
    : { stage, index, after: next };

/** What to ask at the place that was reached; null at the end. Parts that have nothing in them are passed over. */
export const questionOf = (reading: Reading): { place: Place; question: Question } | null => {
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

/** Takes in what a page told of the way; its people are the book's. */
export const readOn = (reading: Reading, page: PageRecord): void => {
  reading.users.push(...page.users);
  reading.roots.push(...page.roots);
  for (const id of page.roots) {
    if (!reading.departments.has(id)) reading.departments.set(id, { id, name: null, parentId: null });
  }
  for (const department of page.departments) {
    // One that was met by its id alone keeps its place.
    if (!reading.departments.get(department.id)?.name) reading.departments.set(department.id, department);
  }
  for (const field of page.shown) reading.shown.add(field);
  for (const problem of page.problems) {
    const known = reading.problems.some(({ advice, code }) => advice === problem.advice && code === problem.code);
    if (!known) reading.problems.push(problem);
  }
  reading.place = page.go;
};

/** The names of a department and those above it, outermost first, as far as they are shown. */
export const pathOf = (reading: Reading, id: string): string[] => {
  const names: string[] = [];
  const met = new Set<string>();
  for (let at: string | null = id; at !== null && !met.has(at); ) {
    met.add(at);
    const department: Department | undefined = reading.departments.get(at);
    if (department?.name) names.unshift(department.name);
    at = department?.parentId ?? null;
  }
  return names;
};
