import type { Problem } from '../../../contract/advice/problem';
import type { OpenId } from '../../../contract/model/ids';
import type { Result } from '../../feishu/failure';
import type { FeishuApp } from '../../feishu/feishu';
import type { ContactUser, Department, FeishuContacts } from '../../feishu/feishu-contacts';
import { afterRefusal } from './after-refusal';
import type { DirectoryRecord, KeptPerson, PageRecord, Place, ShownField } from './directory-record';
import type { PeopleBook } from './people-book';
import { hiddenFields, pathOf, placeAfter, type Question, questionOf, type Reading, wholeCompany } from './reading';

interface ReadContactsDeps {
  book: PeopleBook;
  feishu: ContactsSource;
  /** Resolves when a call may be made: slowly, and not while a buzz is being sent. Rejects when aborted. */
  turn: (signal: AbortSignal) => Promise<void>;
  learn: (record: DirectoryRecord) => void;
}

/**
 * Reads the company's contacts from the book's place on, a call at a time. Answers with null at the end, or with the problem
 * that stops it for now; the book knows where to continue. Rejects when aborted, between two calls.
 */
export const readContacts = async (deps: ReadContactsDeps, signal: AbortSignal): Promise<Problem | null> => {
  const { book, feishu, turn, learn } = deps;
  const begunAnew = new Set<string>();
  for (;;) {
    const { reading } = book;
    const next = reading && questionOf(reading);
    if (!reading || !next) return null;
    await turn(signal);
    const page = await readContactsPage(feishu, reading, next, (openId) => book.chatNameOf(openId));
    signal.throwIfAborted();
    if (page.ok) {
      learn(page.value);
      continue;
    }
    const list = `${next.place.stage} ${next.place.index}`;
    const skipped = afterRefusal(next.place, page.failure, reading.shown, begunAnew.has(list));
    if (!skipped) return page.failure.problem;
    if (skipped.problems.length === 0) begunAnew.add(list);
    learn(skipped);
  }
};

/**
 * A person of the contacts as the directory keeps them, in the department with this path. null: without a name and an
 * e-mail they could be neither found nor recognized. `knownAs`: their name in chats, for when names are hidden.
 */
const keptPersonOf = (
  user: ContactUser,
  departments: readonly string[],
  departmentIds: readonly string[],
  knownAs: string | undefined,
): KeptPerson | null => {
  const name = user.name || knownAs || user.email;
  if (!name) return null;
  const innermost = departments.at(-1);
  return {
    name,
    openId: user.openId,
    ...(user.unionId ? { unionId: user.unionId } : {}),
    ...(user.userId ? { userId: user.userId } : {}),
    ...(user.email ? { email: user.email } : {}),
    ...(user.enName ? { enName: user.enName } : {}),
    ...(user.nickname ? { nickname: user.nickname } : {}),
    ...(innermost === undefined ? {} : { department: innermost, departments: [...departments] }),
    ...(departmentIds.length === 0 ? {} : { departmentIds: [...departmentIds] }),
    ...(user.standing === undefined || user.standing === 'active' ? {} : { status: user.standing }),
  };
};

/** The calls that read contacts. */
export type ContactsSource = FeishuContacts & Pick<FeishuApp, 'readScopes'>;

type PageFinds = Partial<Omit<PageRecord, 'kind' | 'go'>> & { next: string | null };

const shownBy = (users: readonly ContactUser[]): ShownField[] => {
  if (users.length === 0) return [];
  const has = (field: 'name' | 'email' | 'standing') => users.some((user) => user[field] !== undefined);
  return ['anybody' as const, ...(['name', 'email', 'standing'] as const).filter(has)];
};

const departmentsShown = (departments: readonly Department[]): ShownField[] =>
  departments.some(({ name }) => name !== null) ? ['department'] : [];

/** Maps the value of a result. */
const told = async <T>(asked: Promise<Result<T>>, read: (value: T) => PageFinds): Promise<Result<PageFinds>> => {
  const got = await asked;
  return got.ok ? { ...got, value: read(got.value) } : got;
};

/** Makes one call, and answers with the record of its page and the place to continue at. */
const readContactsPage = async (
  feishu: ContactsSource,
  reading: Reading,
  { place, question }: { place: Place; question: Question },
  knownAs: (openId: OpenId) => string | undefined,
): Promise<Result<PageRecord>> => {
  const peopleOf = (
    users: readonly ContactUser[],
    departmentOf: (user: ContactUser) => string | undefined,
  ): PageFinds => ({
    people: users.flatMap((user) => {
      const department = departmentOf(user);
      const all = [...new Set([...(department === undefined ? [] : [department]), ...(user.departmentIds ?? [])])];
      return keptPersonOf(user, pathOf(reading, department ?? ''), all, knownAs(user.openId)) ?? [];
    }),
    shown: shownBy(users),
    next: null,
  });
  const departmentsOf = (departments: readonly Department[]): PageFinds => ({
    departments: [...departments],
    shown: departmentsShown(departments),
    next: null,
  });

  const ask = (): Promise<Result<PageFinds>> => {
    switch (question.ask) {
      case 'range':
        return told(feishu.readContactRange(question), ({ items, next, tellsPeople }) => ({
          shown: tellsPeople ? ['range-people'] : [],
          users: items.flatMap(({ kind, id }) => (kind === 'user' ? [id] : [])),
          roots: items.flatMap(({ kind, id }) => (kind === 'department' ? [id] : [])),
          next,
        }));
      case 'below':
        return told(feishu.readDepartmentsBelow(question), ({ items, next }) => {
          const found = departmentsOf(items);
          if (place.stage !== 'whole' || next !== null) return { ...found, next };
          // The range may not tell who is in no department: they are members of the company itself.
          return { ...found, departments: [...items, { id: wholeCompany, name: null, parentId: null }], next };
        });
      case 'departments':
        return told(feishu.readDepartments(question), departmentsOf);
      case 'users':
        return told(feishu.readPeopleById({ idType: 'open_id', ids: question.ids }), (users) =>
          peopleOf(users, ({ departmentIds }) => departmentIds?.[0]),
        );
      case 'people': {
        const { department, after } = question;
        return told(feishu.readDepartmentPeople({ id: department.id, after }), ({ items, next }) => ({
          ...peopleOf(items, () => department.id),
          next,
        }));
      }
      case 'scopes':
        return told(feishu.readScopes(), (granted) => ({ problems: hiddenFields(reading.shown, granted), next: null }));
    }
  };

  const got = await ask();
  if (!got.ok) return got;
  const { next, ...found } = got.value;
  // All departments are known: those of the range need not be asked for one by one.
  const go: Place =
    place.stage === 'whole' && next === null ? { stage: 'users', index: 0, after: null } : placeAfter(place, next);
  const page = { kind: 'page' as const, people: [], users: [], roots: [], departments: [], shown: [], problems: [] };
  return { ok: true, value: { ...page, ...found, go }, logId: got.logId };
};
