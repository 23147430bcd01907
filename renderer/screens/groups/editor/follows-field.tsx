import { Building2, CheckCheck, Ellipsis, RefreshCw, Unlink, UserMinus, UserPlus, X } from 'lucide-react';
import { useCallback } from 'react';
import type { Answer } from '../../../../electron/contract/advice/problem';
import type { FollowedDepartment } from '../../../../electron/contract/model/group';
import type { DepartmentId } from '../../../../electron/contract/model/ids';
import type { Person } from '../../../../electron/contract/model/person';
import { followDifference } from '../../../../electron/contract/rules/groups/followed';
import { personKey } from '../../../../electron/contract/rules/person-key';
import { useBridge } from '../../../bridge';
import { useAdvice, useTranslation } from '../../../i18n/use-translation';
import { useApp } from '../../../state/app-store';
import { useDirectory } from '../../../state/directory';
import { ErrorNote } from '../../../ui/feedback/error-note';
import { Skeleton } from '../../../ui/feedback/placeholder';
import { Button, IconButton } from '../../../ui/form/button';
import { Menu } from '../../../ui/overlay/menu';
import { useAnswer } from '../../shared/use-answer';
import { DifferenceSide } from './difference-side';
import { type ChangeFollows, type Follows, leftOut, notedBefore, takenOver } from './follows';
import styles from './group-editor.module.css';
import { addMembers, type ChangeMembers, type GroupMember, removeMembers, useUndoable } from './members';

type Department = { id: DepartmentId; answer: Answer<readonly Person[]> };

/** The people of the followed departments; asked anew when the contacts have been read anew. */
const useDepartments = (follows: Follows, readAt: number | null | undefined) => {
  const bridge = useBridge();
  const named = JSON.stringify(follows.map(({ departmentId, name }) => ({ departmentId, name })));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `readAt` asks again
  const ask = useCallback(async (): Promise<Answer<readonly Department[]>> => {
    const asked = JSON.parse(named) as Pick<FollowedDepartment, 'departmentId' | 'name'>[];
    const value = await Promise.all(
      asked.map(async (each) => ({ id: each.departmentId, answer: await bridge.listMembers(each) })),
    );
    return { ok: true, value };
  }, [bridge, named, readAt]);
  return useAnswer(ask, readAt !== undefined).state;
};

interface FollowsProps {
  follows: Follows;
  members: readonly GroupMember[];
  onMembers: ChangeMembers;
  onFollows: ChangeFollows;
}

/** One followed department, and why its people are not known. */
const FollowedRow = ({
  department,
  answer,
  onEnd,
}: {
  department: FollowedDepartment;
  answer: Answer<readonly Person[]> | undefined;
  /** Follows it no longer; `alone` false: and takes out those who came from it. */
  onEnd: (alone: boolean) => void;
}) => {
  const { t } = useTranslation(['groups', 'common']);
  const advice = useAdvice();
  const { name, people } = department;
  const problem = answer && !answer.ok ? answer.problem : null;
  return (
    <>
      <div className={styles.linked}>
        <Building2 size={14} aria-hidden />
        <span className={styles.linkedName}>{name}</span>
        <small>{t('common:people', { count: people.length })}</small>
        <Menu
          align="end"
          items={[
            {
              kind: 'item',
              key: 'end',
              label: t('follow-end'),
              icon: <Unlink size={14} />,
              onSelect: () => onEnd(true),
            },
            {
              kind: 'item',
              key: 'remove',
              label: t('follow-end-all', { count: people.length }),
              icon: <UserMinus size={14} />,
              disabled: people.length === 0,
              onSelect: () => onEnd(false),
            },
          ]}
          trigger={<IconButton size="s" label={t('more', { name })} icon={<Ellipsis size={14} aria-hidden />} />}
        />
      </div>
      {problem && (
        <p className={styles.lost}>
          {problem.advice === 'department-gone' ? t('follow-gone', { name }) : advice(problem)}
        </p>
      )}
    </>
  );
};

/** The followed departments, and who came to them or left them, to be taken over one by one or all at once. */
const FollowedDepartments = ({
  follows,
  members,
  undoable,
  onFollows,
}: Omit<FollowsProps, 'onMembers'> & { undoable: ReturnType<typeof useUndoable> }) => {
  const { t } = useTranslation(['groups', 'common']);
  const bridge = useBridge();
  const workspaceId = useApp((state) => state.currentWorkspaceId);
  const directory = useDirectory(workspaceId);
  const reading = directory?.reading != null;
  const state = useDepartments(follows, reading ? undefined : directory?.at);

  const answers = new Map(state.kind === 'ready' ? state.value.map(({ id, answer }) => [id, answer]) : []);
  const now = new Map([...answers].flatMap(([id, answer]) => (answer.ok ? [[id, answer.value] as const] : [])));
  const people = members.map(({ person }) => person);
  const { came, left } = followDifference(people, follows, now);
  const same = came.length + left.length === 0;
  const gap = left.length > 0 ? directory?.problems.find(({ advice }) => !advice.endsWith('-hidden')) : undefined;

  const take = (difference: { came: readonly Person[]; left: readonly Person[] }, said: string) => {
    const before = follows;
    const added = difference.came.map((person) => ({ person, problem: null }));
    const gone = new Set(difference.left.map(personKey));
    undoable(
      (there) => removeMembers(addMembers(there, added).members, gone),
      said,
      () => onFollows((later) => notedBefore(later, before)),
    );
    onFollows((later) => takenOver(later, now, difference));
  };
  const end = ({ departmentId, name, people: ids }: FollowedDepartment, alone: boolean) => {
    const others = new Set(follows.flatMap((each) => (each.departmentId === departmentId ? [] : each.people)));
    const gone = new Set<string>(alone ? [] : ids.filter((id) => !others.has(id)));
    const before = follows;
    undoable(
      (there) => removeMembers(there, gone),
      t('follow-ended', { name }),
      () => onFollows(() => before),
    );
    onFollows((later) => later.filter((each) => each.departmentId !== departmentId));
  };

  return (
    <section className={styles.field} aria-label={t('follows')}>
      <h2 className={styles.label}>{t('follows')}</h2>
      {follows.map((each) => (
        <FollowedRow
          key={each.departmentId}
          department={each}
          answer={answers.get(each.departmentId)}
          onEnd={(alone) => end(each, alone)}
        />
      ))}
      <div className={styles.nameLine} role="status">
        {state.kind === 'ready' && same && now.size > 0 && <CheckCheck size={14} aria-hidden />}
        <span className={styles.grow}>
          {reading
            ? t('follow-reading')
            : state.kind === 'ready' &&
              (same ? now.size > 0 && t('follow-same') : t('follow-differs', { count: came.length + left.length }))}
        </span>
        {!same && (
          <Button size="s" onClick={() => take({ came, left }, t('follow-synced'))}>
            {t('follow-all')}
          </Button>
        )}
        <IconButton
          size="s"
          label={t('follow-read')}
          icon={<RefreshCw size={13} />}
          disabled={reading}
          onClick={() => void bridge.refreshDirectory({ workspaceId })}
        />
      </div>
      {state.kind === 'loading' && <Skeleton height="28px" />}
      {gap && <ErrorNote problem={gap} variant="line" announced={false} />}
      <DifferenceSide
        title={t('follow-came', { count: came.length })}
        people={came}
        icon={<UserPlus size={14} />}
        one={(name) => t('take-in', { name })}
        all={t('take-in-all')}
        onTake={(some) => take({ came: some, left: [] }, t('added', { count: some.length }))}
        other={{
          icon: <X size={14} />,
          label: (name) => t('follow-without', { name }),
          onTake: (person) => onFollows((later) => leftOut(later, now, person)),
        }}
      />
      <DifferenceSide
        title={t('follow-left', { count: left.length })}
        people={left}
        icon={<UserMinus size={14} />}
        one={(name) => t('remove-member', { name })}
        all={t('take-out-all')}
        onTake={(some) => take({ came: [], left: some }, t('taken-out', { count: some.length }))}
      />
    </section>
  );
};

/** The departments that the group follows; nothing while it follows none. */
export const FollowsField = ({ onMembers, ...shown }: FollowsProps) => {
  // Stays when the last department goes: that can be undone, too.
  const undoable = useUndoable(shown.members, onMembers);
  return shown.follows.length > 0 ? <FollowedDepartments {...shown} undoable={undoable} /> : null;
};
