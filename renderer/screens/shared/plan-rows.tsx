import type { ReactNode } from 'react';
import type { AdviceKey } from '../../../electron/contract/advice/problem';
import type { Channel } from '../../../electron/contract/model/channel';
import type { Plan, PlanCost, PlannedBackup, PlannedRung } from '../../../electron/contract/model/plan';
import { type RungWay, wayOf } from '../../../electron/contract/rules/rungs';
import { useFormat } from '../../i18n/format';
import { useAdvice, useTranslation } from '../../i18n/use-translation';
import { ChannelIcon } from '../../ui/text/icon';
import styles from './plan-rows.module.css';

interface RowProps {
  when: string;
  channel: RungWay;
  /** Said of it in short pieces, which are never torn apart. */
  parts: readonly string[];
  /** What this computer has left of the channel this month; null: it costs nothing. */
  cost: PlanCost | null;
  passed?: boolean;
  /** Feishu would refuse it as things are. */
  trouble?: boolean;
  /** Technical numbers, for those who look for them. */
  detail?: string;
}

const Row = ({ when, channel, parts, cost, passed = false, trouble = false, detail }: RowProps) => {
  const { t } = useTranslation('common');
  const { number } = useFormat();
  const short = cost !== null && cost.calls > cost.leftThisMonth;
  const pieces: ReactNode[] = [t(`channel-${channel}`), ...parts].map((part, index) => (
    <span key={part} className={styles.part}>
      {index > 0 && <span aria-hidden> · </span>}
      {part}
    </span>
  ));
  return (
    <li className={styles.row} data-passed={passed || undefined} data-trouble={trouble || undefined}>
      <span className={styles.when}>{when} </span>
      <span className={styles.rest}>
        <span className={styles.what} title={detail}>
          <ChannelIcon channel={channel} />
          {pieces}
        </span>
        {cost && (
          <span
            className={styles.left}
            data-short={short || undefined}
            title={t('plan-left-of', { left: number(cost.leftThisMonth), limit: number(cost.limit) })}
          >
            {' '}
            {t(short ? 'plan-left-short' : 'plan-left', { left: number(cost.leftThisMonth) })}
          </span>
        )}
      </span>
    </li>
  );
};

/**
 * A plan as one row for each moment: now, and every rung of its ladder with its minutes. Each says how many people, over which
 * channel, and what is left of it this month.
 */
export const PlanRows = ({ plan }: { plan: Plan }) => {
  const { t } = useTranslation('common');
  const advice = useAdvice();
  const { number } = useFormat();
  const { counts, people, channel, ladder, room, cost, ask } = plan;
  const inTurn = ladder?.inTurn ?? null;
  const called = people.filter(({ preflight }) => preflight === null);
  const first = inTurn ? called[0] : undefined;
  const whom =
    counts.buzzes < people.length
      ? t('plan-people-of', { called: number(counts.buzzes), all: number(people.length) })
      : t('people', { count: counts.buzzes });
  const now = [
    first ? t('plan-turn-first', { name: first.name }) : whom,
    // An existing message that is buzzed as it is needs no new one.
    ...(counts.messages > 0 ? [t('plan-messages', { count: counts.messages })] : []),
    ...(ask ? [t(ask.bubbles.length > 0 ? 'plan-ask-bubbles' : 'plan-ask')] : []),
    ...(plan.pictures ? [t('plan-pictures', { count: plan.pictures.count })] : []),
    ...(room?.isNew ? [t('plan-room-new')] : []),
    ...(room && !room.isNew && room.toAdd > 0 ? [t('plan-room-add', { count: room.toAdd })] : []),
  ];
  /** For whom its rungs call: all who have not read, or who have not answered; one answer may end it for all. */
  const waits = ladder?.until === 'acknowledged' ? ladder.enough : 'unread';
  const backupParts = ({ name, people: all }: PlannedBackup): readonly string[] => {
    const callable = all.filter(({ preflight }) => preflight === null);
    const apart = callable.filter((person) => person.apart).length;
    return [
      callable.length < all.length
        ? t('plan-backup-of', { name, called: number(callable.length), all: number(all.length) })
        : t('plan-backup', { name, count: all.length }),
      ...(apart > 0 ? [t('plan-backup-apart', { count: apart })] : []),
    ];
  };
  const rungParts = ({ repeat, passed, problem, backupGroup, calls }: PlannedRung): readonly string[] => {
    if (passed) return [t(problem ? 'plan-rung-skipped' : 'plan-passed')];
    if (problem) return [t(troubles[problem.advice] ?? 'plan-rung-quota')];
    const own = inTurn ? t('plan-turn-calls', { count: calls }) : t(`plan-up-to-${waits}`, { count: called.length });
    const most = backupGroup ? backupParts(backupGroup) : [own];
    return repeat.times === 0
      ? most
      : [...most, t('plan-repeat', { count: repeat.times, minutes: number(repeat.everyMinutes) })];
  };
  const whenOf = ({ afterMinutes, backupGroup }: PlannedRung): string => {
    const minutes = number(afterMinutes);
    if (!inTurn) return t('plan-minutes', { minutes });
    return t(backupGroup ? 'plan-after-turns' : 'plan-in-turn', { minutes });
  };
  const costOf = (over: Channel) => ladder?.costs.find((each) => each.channel === over) ?? null;
  return (
    <ol className={styles.rows}>
      <Row
        when={t('plan-now')}
        channel={channel}
        parts={now}
        cost={cost}
        detail={t('plan-calls', { count: counts.calls })}
      />
      {ladder && inTurn && ladder.turns > 1 && (
        <Row
          when={t('plan-every', { minutes: number(inTurn.minutes) })}
          channel={channel}
          parts={[
            t('plan-turn-next', { count: called.length }),
            ...(ladder.repeat.times > 0 ? [t('plan-rounds', { count: ladder.repeat.times + 1 })] : []),
          ]}
          cost={costOf(channel)}
        />
      )}
      {ladder?.rungs.map((rung, index) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: a rung has nothing of its own but its place
          key={index}
          when={whenOf(rung)}
          channel={wayOf(rung)}
          parts={rungParts(rung)}
          cost={rung.passed ? null : costOf(rung.channel)}
          passed={rung.passed}
          trouble={rung.problem !== null}
          {...(rung.problem && { detail: advice(rung.problem) })}
        />
      ))}
    </ol>
  );
};

/** Words for what is known to keep a rung from calling; anything else is a quota. */
const troubles: Partial<Record<AdviceKey, 'plan-rung-scope' | 'plan-rung-gone' | 'plan-rung-nobody'>> = {
  'channel-unscoped': 'plan-rung-scope',
  'backup-gone': 'plan-rung-gone',
  'backup-unreachable': 'plan-rung-nobody',
};
