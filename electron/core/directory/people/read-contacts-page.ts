import type { Result } from '../../feishu/failure';
import type { FeishuApp } from '../../feishu/feishu';
import type { ContactUser, Department, FeishuContacts } from '../../feishu/feishu-contacts';
import type { PageRecord, Place, Shown } from './directory-record';
import { hiddenFields } from './hidden-fields';
import { keptPersonOf } from './kept-person-of';
import { pathOf, placeAfter, type Question, type Reading } from './reading';

/** Where the contacts are read from. */
export type ContactsSource = FeishuContacts & Pick<FeishuApp, 'scopes'>;

type Found = Partial<Omit<PageRecord, 'kind' | 'go'>> & { next: string | null };

const shownBy = (users: readonly ContactUser[]): Shown[] => {
  if (users.length === 0) return [];
  const has = (field: 'name' | 'email' | 'userId' | 'standing') => users.some((user) => user[field] !== undefined);
  return ['anybody' as const, ...(['name', 'email', 'userId', 'standing'] as const).filter(has)];
};

const departmentsShown = (departments: readonly Department[]): Shown[] =>
  departments.some(({ name }) => name !== null) ? ['department'] : [];

/** What is read of an answer, if there is one. */
const told = async <T>(asked: Promise<Result<T>>, read: (value: T) => Found): Promise<Result<Found>> => {
  const got = await asked;
  return got.ok ? { ...got, value: read(got.value) } : got;
};

/** Makes one call, and says what is to be kept of its answer and where to go on. */
export const readContactsPage = async (
  feishu: ContactsSource,
  reading: Reading,
  { place, question }: { place: Place; question: Question },
  knownAs: (openId: string) => string | undefined,
): Promise<Result<PageRecord>> => {
  const peopleOf = (users: readonly ContactUser[], departmentOf: (user: ContactUser) => string | undefined): Found => ({
    people: users.flatMap(
      (user) => keptPersonOf(user, pathOf(reading, departmentOf(user) ?? ''), knownAs(user.openId)) ?? [],
    ),
    shown: shownBy(users),
    next: null,
  });
  const departmentsOf = (departments: readonly Department[]): Found => ({
    departments: [...departments],
    shown: departmentsShown(departments),
    next: null,
  });

  const ask = (): Promise<Result<Found>> => {
    switch (question.ask) {
      case 'range':
        return told(feishu.contactRange(question), ({ items, next }) => ({
          users: items.flatMap(({ kind, id }) => (kind === 'user' ? [id] : [])),
          roots: items.flatMap(({ kind, id }) => (kind === 'department' ? [id] : [])),
          next,
        }));
      case 'below':
        return told(feishu.departmentsBelow(question), ({ items, next }) => ({ ...departmentsOf(items), next }));
      case 'departments':
        return told(feishu.departments(question), departmentsOf);
      case 'users':
        return told(feishu.peopleById({ idType: 'open_id', ids: question.ids }), (users) =>
          peopleOf(users, ({ departmentIds }) => departmentIds?.[0]),
        );
      case 'people': {
        const { department, after } = question;
        return told(feishu.departmentPeople({ id: department.id, after }), ({ items, next }) => ({
          ...peopleOf(items, () => department.id),
          next,
        }));
      }
      case 'scopes':
        return told(feishu.scopes(), (granted) => ({ problems: hiddenFields(reading.shown, granted), next: null }));
    }
  };

  const got = await ask();
  if (!got.ok) return got;
  const { next, ...found } = got.value;
  // All departments are known now: those the range names need not be asked for one by one.
  const go: Place =
    place.stage === 'whole' && next === null ? { stage: 'users', index: 0, after: null } : placeAfter(place, next);
  const page = { kind: 'page' as const, people: [], users: [], roots: [], departments: [], shown: [], problems: [] };
  return { ok: true, value: { ...page, ...found, go }, logId: got.logId };
};
