import { CircleHelp, MessagesSquare } from 'lucide-react';
import type { Ref } from 'react';
import type { Recipient } from '../../../electron/contract/draft';
import type { Group } from '../../../electron/contract/group';
import { callableId, personKey } from '../../../electron/contract/person-key';
import type { PlannedPerson } from '../../../electron/contract/plan';
import { useAdvice } from '../../i18n/advice';
import { useTranslation } from '../../i18n/use-translation';
import { Avatar } from '../../ui/avatar';
import { Chip, type ChipProps } from '../../ui/chip';
import { GroupIcon } from '../../ui/icon';

export interface ToChipProps {
  recipient: Recipient;
  groups: readonly Group[];
  /** The people of the plan, who carry what is known beforehand. */
  planned: readonly PlannedPerson[];
  onRemove: () => void;
  removeRef: Ref<HTMLButtonElement>;
}

/** A chosen recipient, marked when it cannot be reached as things stand. */
export const ToChip = ({ recipient, groups, planned, onRemove, removeRef }: ToChipProps) => {
  const { t } = useTranslation('compose');
  const { t: common } = useTranslation('common');
  const advice = useAdvice();
  const chip = (name: string, label: string, look: Pick<ChipProps, 'tone' | 'lead' | 'title'>) => (
    <Chip {...look} onRemove={onRemove} removeLabel={t('to-remove', { name })} removeRef={removeRef}>
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
      return chip(group.name, label, { tone: 'group', lead: <GroupIcon name={group.icon} /> });
    }
    case 'chat':
      return chip(recipient.name, recipient.name, {
        tone: 'group',
        lead: <MessagesSquare size={14} aria-hidden />,
      });
    case 'person': {
      const { person } = recipient;
      const { name } = person;
      const known = planned.find((each) => each.key === personKey(person));
      const lead = <Avatar name={name} />;
      if (known?.preflight) {
        const problem = common(`outcome-${known.preflight.outcome}`);
        return chip(name, t('to-problem', { name, problem }), {
          tone: 'bad',
          lead,
          title: advice(known.preflight.problem),
        });
      }
      if (!known && !callableId(person) && !person.email && !person.mobile)
        return chip(name, t('to-unresolved', { name }), { tone: 'bad', lead: <CircleHelp size={14} aria-hidden /> });
      if (known?.warning) return chip(name, name, { tone: 'warn', lead, title: advice(known.warning) });
      return chip(name, name, { lead });
    }
  }
};
