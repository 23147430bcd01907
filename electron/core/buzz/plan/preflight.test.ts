import { expect, it } from 'vitest';
import { buzzDesk, draft } from '../../../../test/support/desk/buzz-desk';
import { crowd, failure, someone } from '../../../../test/support/feishu/scripted-feishu';
import { aPerson, workspaceId } from '../../../../test/support/samples';
import type { Person } from '../../../contract/model/person';
import type { Plan } from '../../../contract/model/plan';
import type { Directory } from '../../directory/directory';
import type { KnownPerson } from '../../directory/people/directory-record';
import { setbackLifeMs } from '../record/setback';
import { resolveDraft } from './resolve-draft';

const warnings = (plan: Plan) => plan.people.map(({ warning }) => warning?.advice ?? null);
const day = 24 * 3_600_000;

it('says before the next try who had too many unread the last time, until a buzz gets through', async () => {
  const desk = buzzDesk();
  const people = crowd(2);
  let full = true;
  desk.feishu.fate = (call) =>
    full && call.api === 'buzz' && call.ids.includes('ou_p2')
      ? {
          failure: {
            ...failure({ code: 230023 }),
            problem: { code: 230023, advice: 'too-many-unread', params: {}, logId: 'log-1' },
          },
        }
      : 'ok';
  await desk.buzz(draft(people));
  const plan = await desk.engine.plan(draft(people));
  expect(warnings(plan)).toEqual([null, 'last-too-many-unread']);
  // Said, and tried all the same: they may have read since.
  expect(plan.counts.buzzes).toBe(2);
  expect(plan.people[1]).toMatchObject({ preflight: null, warning: { code: 230023, logId: 'log-1' } });
  expect('doubt' in (plan.people[1] ?? {})).toBe(false);
  full = false;
  await desk.clock.advance(day);
  await desk.buzz(draft(people));
  expect(warnings(await desk.engine.plan(draft(people)))).toEqual([null, null]);
});

it('says for a month why a message could not be sent to a person', async () => {
  const desk = buzzDesk();
  const people = crowd(2);
  desk.feishu.fate = (call) =>
    call.api === 'send' && call.ids.includes('ou_p1')
      ? {
          failure: {
            ...failure({ code: 230013 }),
            problem: { code: 230013, advice: 'outside-availability', params: {}, logId: null },
          },
        }
      : 'ok';
  await desk.buzz(draft(people));
  expect(warnings(await desk.engine.plan(draft(people)))).toEqual(['last-outside', null]);
  await desk.clock.advance(setbackLifeMs);
  expect(warnings(await desk.engine.plan(draft(people)))).toEqual([null, null]);
});

it('holds nothing against people for failures that were not about them', async () => {
  const desk = buzzDesk();
  desk.feishu.fate = ({ api }) => (api === 'buzz' ? { failure: failure({ code: 230024 }) } : 'ok');
  await desk.buzz(draft(crowd(1)));
  expect(warnings(await desk.engine.plan(draft(crowd(1))))).toEqual([null]);
});

/** A directory that knows these people, and of which nothing may be asked. */
const knowing = (people: readonly KnownPerson[], firstReading: boolean): Directory =>
  ({
    knownPeople: () => ({ people, version: 1 }),
    firstReading: () => firstReading,
    knownPerson: (person: Person) => people.find(({ openId }) => openId === person.openId),
    named: (person: Person) => person,
    resolve: async (asked: readonly Person[]) => ({ people: asked, problem: null, disagreeing: new Map() }),
  }) as unknown as Directory;

const resolveWith = (people: readonly KnownPerson[], to: readonly Person[], firstReading = false) =>
  resolveDraft(draft(to), {
    workspaceName: '某某科技',
    practice: false,
    groups: [],
    directory: knowing(people, firstReading),
    rooms: [],
    setbacks: [],
    asker: '李雷',
    locale: 'zh-CN',
    asking: 'auto',
  });

it('knows from the contacts alone who has left, and doubts who is suspended or has not joined', async () => {
  const people: KnownPerson[] = [
    someone(1),
    { ...someone(2), status: 'resigned' },
    { ...someone(3), status: 'frozen' },
    { ...someone(4), status: 'unjoined' },
  ];
  const { people: resolved } = await resolveWith(people, crowd(4));
  expect(resolved.map(({ preflight, doubt }) => preflight?.problem.advice ?? doubt?.advice ?? null)).toEqual([
    null,
    'resigned',
    'person-frozen',
    'person-unjoined',
  ]);
  expect(resolved[1]?.preflight).toMatchObject({ outcome: 'unreachable', problem: { code: 230029 } });
});

it('tells a name that several people have from one that no person has', async () => {
  const namesakes = ['ou_a', 'ou_b'].map((id) => aPerson('李娜', id));
  const { people } = await resolveWith([...namesakes, someone(1)], [{ name: '李娜' }, { name: '查无此人' }]);
  expect(people.map(({ preflight }) => preflight?.problem.advice)).toEqual(['person-ambiguous', 'person-unresolved']);
});

it('names the department of people who share their name, and their e-mail where that is the same', async () => {
  const known: KnownPerson[] = [
    aPerson('张伟', 'ou_a', { department: '研发' }),
    aPerson('张伟', 'ou_b', { department: '客服' }),
    aPerson('李娜', 'ou_c', { department: '研发', email: 'lina@example.com' }),
    aPerson('李娜', 'ou_d', { department: '研发' }),
    aPerson('王芳', 'ou_e', { department: '研发' }),
  ];
  const written = known.map(({ name, openId }) => aPerson(name, openId ?? ''));
  const { people } = await resolveWith(known, written);
  expect(people.map(({ department }) => department)).toEqual(['研发', '客服', 'lina@example.com', '研发', null]);
  const title = async (who: readonly Person[]) => (await resolveWith(known, who)).title;
  expect(await title(written)).toBe('张伟（研发）、张伟（客服） +3');
  expect(await title([{ name: 'lina', email: 'lina@example.com' }, aPerson('王芳', 'ou_e')])).toBe('lina、王芳');
});

it('does not say that no person has a name while the contacts are still being read for the first time', async () => {
  const namesakes = ['ou_a', 'ou_b'].map((id) => aPerson('李娜', id));
  const { people } = await resolveWith(namesakes, [{ name: '李娜' }, { name: '查无此人' }], true);
  expect(people.map(({ preflight }) => preflight?.problem.advice)).toEqual(['person-ambiguous', 'contacts-being-read']);
});

it('keeps its warnings to one workspace', async () => {
  const desk = buzzDesk();
  desk.feishu.fate = ({ api }) => (api === 'buzz' ? { failure: failure({ code: 230013 }) } : 'ok');
  await desk.buzz(draft(crowd(1)));
  expect(desk.ledger.setbacks(workspaceId, 0)).toHaveLength(1);
  expect(desk.ledger.setbacks('ws_other' as typeof workspaceId, 0)).toEqual([]);
});
