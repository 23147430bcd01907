import type { FieldChange, Group, ImportedField } from '../../../contract/model/group';
import type { Settings } from '../../../contract/model/settings';
import { isPaid } from '../../../contract/rules/consent';

/** A change of one field, as a person sees it, and how it is made. */
export interface PlannedChange extends FieldChange {
  make(group: Group): Group;
}

type Names = Pick<Settings, 'ladders' | 'templates'>;

/** Whether a buzz to the group asks for an answer; null: the draft decides. */
const askOf = ({ defaults: { ask } }: Group): 'yes' | 'no' | null => (ask === undefined ? null : ask ? 'yes' : 'no');

/** The value of each field as a person knows it. Chats, departments, ladders and templates are compared by id. */
const fields: Readonly<
  Record<
    ImportedField,
    {
      id(group: Group): string | null;
      shown(group: Group, names: Names): string | null;
      take(into: Group, from: Group): Group;
    }
  >
> = {
  icon: {
    id: ({ icon }) => icon,
    shown: ({ icon }) => icon,
    take: (into, { icon }) => ({ ...into, icon }),
  },
  pinned: {
    id: ({ pinned }) => (pinned ? 'pinned' : null),
    shown: ({ pinned }) => (pinned ? 'pinned' : null),
    take: (into, { pinned }) => ({ ...into, pinned }),
  },
  linkedChat: {
    id: ({ linkedChat }) => linkedChat?.chatId ?? null,
    shown: ({ linkedChat }) => linkedChat?.name ?? null,
    take: (into, { linkedChat }) => ({ ...into, linkedChat }),
  },
  follows: {
    id: ({ follows = [] }) =>
      follows
        .map(({ departmentId }) => departmentId)
        .sort()
        .join(' ') || null,
    shown: ({ follows = [] }) => follows.map(({ name }) => name).join(' · ') || null,
    take: (into, { follows = [] }) => ({ ...into, follows }),
  },
  channel: {
    id: ({ defaults }) => defaults.channel,
    shown: ({ defaults }) => defaults.channel,
    take: (into, { defaults }) => ({ ...into, defaults: { ...into.defaults, channel: defaults.channel } }),
  },
  delivery: {
    id: ({ defaults }) => defaults.delivery,
    shown: ({ defaults }) => defaults.delivery,
    take: (into, { defaults }) => ({ ...into, defaults: { ...into.defaults, delivery: defaults.delivery } }),
  },
  ladder: {
    id: ({ defaults }) => defaults.ladder,
    shown: ({ defaults }, { ladders }) => ladders.find(({ id }) => id === defaults.ladder)?.name ?? defaults.ladder,
    take: (into, { defaults }) => ({ ...into, defaults: { ...into.defaults, ladder: defaults.ladder } }),
  },
  ask: {
    id: askOf,
    shown: askOf,
    take: (into, { defaults: { ask } }) => ({
      ...into,
      defaults: { ...into.defaults, ...(ask === undefined ? {} : { ask }) },
    }),
  },
  template: {
    id: ({ defaults }) => defaults.template,
    shown: ({ defaults }, { templates }) =>
      templates.find(({ id }) => id === defaults.template)?.name ?? defaults.template,
    take: (into, { defaults }) => ({ ...into, defaults: { ...into.defaults, template: defaults.template } }),
  },
};

/** Tells whether drafts to this group begin with a paid channel or ladder, by this field. */
const isPaidBy = (field: ImportedField, { defaults }: Group, { ladders }: Names): boolean => {
  if (field === 'channel') return defaults.channel !== null && isPaid(defaults.channel);
  if (field !== 'ladder') return false;
  const ladder = ladders.find(({ id }) => id === defaults.ladder);
  // What is not known here may be paid.
  return (
    defaults.ladder !== null &&
    defaults.ladder !== 'off' &&
    (ladder?.steps.some(({ channel }) => isPaid(channel)) ?? true)
  );
};

/** Fields of a saved group that a person has decided on: who it follows; where, how and how loudly it is called. */
const decided: readonly ImportedField[] = ['linkedChat', 'follows', 'channel', 'delivery', 'ladder', 'ask', 'template'];

/**
 * The fields in which a group of a file differs from `before`, the saved one or an empty one. Of a saved group, all that it
 * is called by asks; of a new one only what is paid.
 */
export const changedFields = (before: Group, wanted: Group, isNew: boolean, names: Names): readonly PlannedChange[] =>
  (Object.keys(fields) as ImportedField[]).flatMap((field) => {
    const { id, shown, take } = fields[field];
    if (id(before) === id(wanted)) return [];
    return [
      {
        field,
        before: shown(before, names),
        after: shown(wanted, names),
        asks: isNew ? isPaidBy(field, wanted, names) : decided.includes(field),
        make: (group: Group) => take(group, wanted),
      },
    ];
  });
