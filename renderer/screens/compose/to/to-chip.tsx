import { CircleHelp, MessagesSquare } from 'lucide-react';
import type { Ref } from 'react';
import type { Recipient } from '../../../../electron/contract/model/draft';
import type { Group } from '../../../../electron/contract/model/group';
import type { PlannedPerson } from '../../../../electron/contract/model/plan';
import { callableId, personKey, recipientKey } from '../../../../electron/contract/rules/person-key';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useWhom } from '../../../i18n/use-whom';
import { Avatar } from '../../../ui/text/avatar';
import { GroupIcon } from '../../../ui/text/icon';
import { Chip, type ChipProps } from '../../../ui/text/pill';
import { DepartmentChip } from './department-chip';
import styles from './to-field.module.css';

/** The people of the plan by their key. */
type PeopleByKey = ReadonlyMap<string, PlannedPerson>;

/** True for a name that cannot be looked up yet, because the contacts are still being read. */
export const isWaiting = (recipient: Recipient, planned: PeopleByKey): boolean =>
  planned.get(recipientKey(recipient))?.preflight?.problem.advice === 'contacts-being-read';

/** True for a name that several people have. */
export const isAmbiguous = (recipient: Recipient, planned: PeopleByKey): boolean =>
  planned.get(recipientKey(recipient))?.preflight?.problem.advice === 'person-ambiguous';

/** True for a person who cannot be found: no one or several people have this name, or the address is unknown. */
export const isLost = (recipient: Recipient, planned: PeopleByKey): boolean => {
  if (recipient.kind !== 'person' || callableId(recipient.person)) return false;
  const { email, mobile } = recipient.person;
  const known = planned.get(personKey(recipient.person));
  return known ? known.preflight !== null : !email && !mobile;
};

interface ToChipProps {
  recipient: Recipient;
  groups: readonly Group[];
  /** The people of the plan, with the problems known before sending. */
  planned: PeopleByKey;
  onRemove: () => void;
  /** Takes the text back into the field, so that the person can correct it. */
  onFix: () => void;
  /** Puts the people of a department in its place. */
  onOpen: (people: readonly Recipient[]) => void;
  buttonRef: Ref<HTMLButtonElement>;
}

/** A chosen recipient, marked when it cannot be reached; one that was not found can be corrected. */
export const ToChip = ({ recipient, groups, planned, onRemove, onFix, onOpen, buttonRef }: ToChipProps) => {
  const { t } = useTranslation('compose');
  const { t: common } = useTranslation('common');
  const advice = useAdvice();
  const whomOf = useWhom();
  const chip = (name: string, label: string, look: Pick<ChipProps, 'tone' | 'lead' | 'title'>) => (
    <Chip {...look} onRemove={onRemove} removeLabel={t('to-remove', { name })} removeRef={buttonRef}>
      {label}
    </Chip>
  );

  switch (recipient.kind) {
    case 'group': {
      const group = groups.find((each) => each.id === recipient.groupId);
      if (!group) {
        const name = t('to-group-gone');
        return chip(name, name, { tone: 'bad', lead: <CircleHelp size={14} aria-hidden /> });
      }
      const label = t('to-group', { name: group.name, count: group.members.length });
      return chip(group.name, label, { tone: 'brand', lead: <GroupIcon name={group.icon} /> });
    }
    case 'chat':
      return chip(recipient.name, recipient.name, {
        tone: 'brand',
        lead: <MessagesSquare size={14} aria-hidden />,
      });
    case 'department':
      return <DepartmentChip department={recipient} onOpen={onOpen} onRemove={onRemove} buttonRef={buttonRef} />;
    case 'person': {
      const { person } = recipient;
      const known = planned.get(personKey(person));
      // Where only an id was written, the plan may know whose it is.
      const name = known?.name ?? person.name;
      const whom = known ? whomOf(known) : name;
      if (isLost(recipient, planned)) {
        const why = known?.preflight?.problem;
        const waiting = isWaiting(recipient, planned);
        const words = () => {
          if (why?.advice === 'person-ambiguous') return t('to-ambiguous', { name });
          if (waiting) return t('to-waiting', { name });
          // An address that could not be looked up may still be valid.
          if (why && why.advice !== 'person-unresolved')
            return t('to-problem', { name, problem: common('outcome-unreachable') });
          return t('to-unresolved', { name });
        };
        return (
          <Chip
            tone={waiting ? 'warn' : 'bad'}
            lead={<CircleHelp size={14} aria-hidden />}
            title={why ? advice(why) : undefined}
            onRemove={onRemove}
            removeLabel={t('to-remove', { name })}
          >
            <button type="button" ref={buttonRef} className={styles.fix} tabIndex={-1} onClick={onFix}>
              {words()}
            </button>
          </Chip>
        );
      }
      const lead = <Avatar name={name} />;
      if (known?.preflight) {
        const problem = common(`outcome-${known.preflight.outcome}`);
        return chip(whom, t('to-problem', { name: whom, problem }), {
          tone: 'bad',
          lead,
          title: advice(known.preflight.problem),
        });
      }
      if (known?.warning) return chip(whom, whom, { tone: 'warn', lead, title: advice(known.warning) });
      return chip(whom, whom, { lead, title: known?.recently ? advice(known.recently) : undefined });
    }
  }
};
