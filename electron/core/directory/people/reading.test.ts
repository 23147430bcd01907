import { describe, expect, it } from 'vitest';
import { type Problem, problem } from '../../../contract/advice/problem';
import { OpenId } from '../../../contract/model/ids';
import { afterRefusal } from './after-refusal';
import type { PageRecord, Place } from './directory-record';
import { mostContacts, pathOf, placeAfter, questionOf, type Reading, readOn, startReading } from './reading';

const page = (change: Partial<PageRecord> & Pick<PageRecord, 'go'>): PageRecord => ({
  kind: 'page',
  people: [],
  users: [],
  roots: [],
  departments: [],
  shown: [],
  problems: [],
  ...change,
});
const at = (stage: Place['stage'], index = 0, after: string | null = null): Place => ({ stage, index, after });
const department = (id: string, name: string | null, parentId: string | null) => ({ id, name, parentId });
const ids = (count: number) => Array.from({ length: count }, (_, index) => `ou_${index}`);
const readingAt = (go: Place, change: Partial<PageRecord> = {}): Reading => {
  const reading = startReading(0);
  readOn(reading, page({ go, ...change }));
  return reading;
};

describe('the way through the contacts', () => {
  it('begins with the range, page by page', () => {
    const reading = startReading(0);
    expect(questionOf(reading)?.question).toEqual({ ask: 'range', after: null });
    readOn(reading, page({ go: placeAfter(at('range'), 'p2') }));
    expect(questionOf(reading)?.question).toEqual({ ask: 'range', after: 'p2' });
  });

  it('ends where contacts are larger than any company', () => {
    const people = Array.from({ length: 1000 }, (_, index) => ({ name: '甲', openId: OpenId.parse(`ou_${index}`) }));
    const reading = startReading(0);
    let pages = 0;
    for (; questionOf(reading) && pages < 1000; pages += 1)
      readOn(reading, page({ go: at('range', 0, `p${pages}`), people }));
    expect(pages).toBe(mostContacts.entries / 1000);
    const empty = startReading(0);
    for (pages = 0; questionOf(empty) && pages < 100_000; pages += 1)
      readOn(empty, page({ go: at('range', 0, `p${pages}`) }));
    expect(pages).toBe(mostContacts.pages);
  });

  it('keeps a few names of departments that go down without end', () => {
    const departments = Array.from({ length: 10_000 }, (_, index) =>
      department(`od-${index}`, '组', `od-${index + 1}`),
    );
    expect(pathOf(readingAt(at('people'), { departments }), 'od-0')).toHaveLength(50);
  });

  it('passes over empty parts', () => {
    expect(questionOf(readingAt(at('roots')))).toBeNull();
    expect(questionOf(readingAt(at('roots'), { users: ['ou_1'] }))?.question).toEqual({ ask: 'users', ids: ['ou_1'] });
  });

  it('asks for fifty at a time', () => {
    const reading = readingAt(at('users'), { users: ids(120) });
    const asked: number[] = [];
    for (let next = questionOf(reading); next?.question.ask === 'users'; next = questionOf(reading)) {
      asked.push(next.question.ids.length);
      reading.place = placeAfter(next.place, null);
    }
    expect(asked).toEqual([50, 50, 20]);
  });

  it('reads a department of the range even if Feishu tells nothing about it', () => {
    const reading = readingAt(at('people'), { roots: ['od-1'] });
    expect(questionOf(reading)?.question).toMatchObject({ ask: 'people', department: { id: 'od-1', name: null } });
  });

  it('reads a department once, however often it is listed, and keeps its place and name', () => {
    const reading = readingAt(at('below'), { roots: ['od-1', 'od-2'] });
    readOn(
      reading,
      page({ go: at('below'), departments: [department('od-2', '乙', 'od-1'), department('od-1', '甲', '0')] }),
    );
    readOn(reading, page({ go: at('people'), departments: [department('od-1', null, null)] }));
    expect([...reading.departments.keys()]).toEqual(['od-1', 'od-2']);
    expect(pathOf(reading, 'od-2')).toEqual(['甲', '乙']);
  });

  it('is not led in circles by departments above each other', () => {
    const reading = readingAt(at('people'), {
      departments: [department('od-1', '甲', 'od-2'), department('od-2', '乙', 'od-1')],
    });
    expect(pathOf(reading, 'od-1')).toEqual(['乙', '甲']);
  });

  it('asks for the granted scopes only if a person was met and a field was not shown', () => {
    expect(questionOf(readingAt(at('fields')))).toBeNull();
    expect(questionOf(readingAt(at('fields'), { shown: ['anybody', 'name'] }))?.question).toEqual({ ask: 'scopes' });
    const all = ['anybody', 'name', 'email', 'standing', 'department'] as const;
    expect(questionOf(readingAt(at('fields'), { shown: [...all] }))).toBeNull();
  });

  it('keeps each reason once', () => {
    const reason = problem('department-too-large');
    const reading = readingAt(at('people'), { problems: [reason] });
    readOn(reading, page({ go: at('people', 1), problems: [reason] }));
    expect(reading.problems).toEqual([reason]);
  });
});

describe('after a refusal', () => {
  const refused = (place: Place, reason: Problem, again = false) =>
    afterRefusal(
      place,
      { stage: 'rejected', problem: reason, passing: false, retryAfterMs: null, namedIds: [] },
      new Set(['anybody']),
      again,
    );
  const scope = problem('scope-missing', { scopes: 'contact:contact.base:readonly' });
  const range = problem('contacts-range');

  it.each([
    ['the range', at('range'), at('fields')],
    ['departments by id', at('roots'), at('below')],
    ['those below', at('below', 3), at('users')],
    ['people by id', at('users', 50), at('people')],
    ['people of departments', at('people', 3), at('fields')],
  ])('for want of a permission, the rest of %s is passed over', (_what, place, go) => {
    expect(refused(place, scope)).toMatchObject({ go, problems: [scope] });
  });

  it('of the whole company, reads the departments of the range one by one', () => {
    const hidden = problem('range-people-hidden', { scope: 'contact:user.employee_id:readonly' });
    expect(refused(at('whole'), range)).toMatchObject({
      go: at('roots'),
      problems: [problem('contacts-partial'), hidden],
    });
    const told = afterRefusal(
      at('whole'),
      { stage: 'rejected', problem: range, passing: false, retryAfterMs: null, namedIds: [] },
      new Set(['range-people']),
      false,
    );
    expect(told?.problems).toEqual([problem('contacts-partial')]);
  });

  it('of one department, goes on with the next one', () => {
    expect(refused(at('people', 3, 'p2'), range)).toMatchObject({ go: at('people', 4), problems: [range] });
  });

  it('of a stale page, the list is begun anew, once', () => {
    const stale = problem('paging-invalid');
    expect(refused(at('people', 3, 'p2'), stale)).toMatchObject({ go: at('people', 3), problems: [] });
    expect(refused(at('people', 3, 'p2'), stale, true)).toMatchObject({ go: at('people', 4), problems: [stale] });
    expect(refused(at('people', 3), stale)).toMatchObject({ go: at('people', 4), problems: [stale] });
  });

  it.each(['offline', 'credentials-wrong', 'ip-denied', 'app-disabled', 'rate-limited'] as const)(
    'by %s, nothing is given up: it goes on there another time',
    (advice) => {
      for (const place of [at('range'), at('whole'), at('people', 3), at('fields')]) {
        expect(refused(place, problem(advice))).toBeNull();
      }
    },
  );

  it('of the granted scopes, every field that was not shown counts as hidden', () => {
    const told = refused(at('fields'), scope)?.problems.map(({ advice }) => advice);
    expect(told).toContain('emails-hidden');
    expect(told).toContain('names-hidden');
  });
});
