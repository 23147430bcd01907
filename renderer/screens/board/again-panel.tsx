import { X } from 'lucide-react';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { type Answer, failed, type Problem, problem } from '../../../electron/contract/advice/problem';
import type { Board } from '../../../electron/contract/model/board';
import type { Channel, Gesture } from '../../../electron/contract/model/channel';
import type { BuzzId } from '../../../electron/contract/model/ids';
import type { Plan } from '../../../electron/contract/model/plan';
import { isPaid } from '../../../electron/contract/rules/consent';
import { isMany, stakeOf } from '../../../electron/contract/rules/stake';
import { useBridge } from '../../bridge';
import { useAdvice, useTranslation } from '../../i18n/use-translation';
import { useWhom } from '../../i18n/use-whom';
import { isIme } from '../../keys/key-rules';
import { useConsent } from '../../state/asking';
import { useWindow } from '../../state/window-store';
import { ErrorNote } from '../../ui/feedback/error-note';
import { Skeleton } from '../../ui/feedback/placeholder';
import { Button, IconButton } from '../../ui/form/button';
import { HoldButton } from '../../ui/form/hold-button';
import { Kbd } from '../../ui/text/kbd';
import { CalledNames } from '../shared/called-names';
import { GrantButton } from '../shared/grant-button';
import { NightDialog } from '../shared/night-dialog';
import { PlanRows } from '../shared/plan-rows';
import { useAnswer } from '../shared/use-answer';
import { useRepeatedNote } from '../shared/use-repeated-note';
import styles from './again-panel.module.css';

/** Wish to buzz these people (keys of the board) again over this channel. */
export interface AgainWish {
  channel: Channel;
  people: readonly string[];
  /** True when the outcome of one of them is unknown: buzzing again may reach that person twice. */
  risky: boolean;
}

/**
 * Plans another buzz and confirms it once. An expired plan is made anew and shown before anything is sent, because its
 * counts and its cost may have changed.
 */
const useAgainPlan = (id: BuzzId, wish: AgainWish, onConfirmed: (board: Board) => void) => {
  const bridge = useBridge();
  const [said, setSaid] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  /** Main's question because of the hour; null: none is open. */
  const [night, setNight] = useState<Problem | null>(null);
  const planAgain = useCallback(async (): Promise<Answer<Plan>> => {
    const answer = await bridge.planAgain({ id, channel: wish.channel, people: [...wish.people] });
    return answer.ok && answer.value.problem ? failed(answer.value.problem) : answer;
  }, [bridge, id, wish]);
  const { state, again } = useAnswer(planAgain);
  const plan = state.kind === 'ready' ? state.value : null;
  const noteRepeated = useRepeatedNote();
  const confirm = useCallback(
    async (gesture: Gesture) => {
      setNight(null);
      if (plan === null || busy) return;
      if (plan.expiresAt <= Date.now()) {
        setSaid(problem('plan-gone'));
        return again();
      }
      setBusy(true);
      const answer = await bridge.confirmBuzz({ planId: plan.id, gesture });
      setBusy(false);
      if (answer.ok) {
        noteRepeated(answer.value);
        return onConfirmed(answer.value);
      }
      if (answer.problem.advice === 'night-asks') return setNight(answer.problem);
      setSaid(answer.problem);
      if (answer.problem.advice === 'plan-gone') again();
    },
    [bridge, plan, busy, noteRepeated, onConfirmed, again],
  );
  return { state, said, busy, night, keepNight: () => setNight(null), confirm, retry: again };
};

/** The plan as in Compose, and the people who will not be called or were called lately, with the reason. */
const PlanWords = ({ plan }: { plan: Plan }) => {
  const { t } = useTranslation('board');
  const advice = useAdvice();
  const whom = useWhom();
  const called = plan.people.filter((person) => person.preflight === null);
  const skipped = plan.people.filter((person) => person.preflight !== null);
  return (
    <>
      <PlanRows plan={plan} />
      {skipped.map(
        (person) =>
          person.preflight && (
            <small key={person.key} className={styles.skipped}>
              {t('again-warned', { name: whom(person), advice: advice(person.preflight.problem) })}
            </small>
          ),
      )}
      {called.map(
        (person) =>
          person.recently && (
            <small key={person.key}>{t('again-warned', { name: whom(person), advice: advice(person.recently) })}</small>
          ),
      )}
      {called.map(
        (person) =>
          person.warning && (
            <small key={person.key} className={styles.warned}>
              {t('again-warned', { name: whom(person), advice: advice(person.warning) })}
            </small>
          ),
      )}
    </>
  );
};

interface AgainPanelProps {
  board: Board;
  wish: AgainWish;
  onConfirmed: (board: Board) => void;
  onClose: () => void;
}

/** Shows the plan of another buzz before anything is sent. Paid channels take the second, different gesture. */
export const AgainPanel = ({ board, wish, onConfirmed, onClose }: AgainPanelProps) => {
  const { t } = useTranslation(['board', 'common']);
  const platform = useWindow((state) => state.platform);
  const { state, said, busy, night, keepNight, confirm, retry } = useAgainPlan(board.id, wish, onConfirmed);
  const panel = useRef<HTMLElement>(null);
  const paid = isPaid(wish.channel);
  useConsent(true);
  useEffect(() => panel.current?.focus(), []);

  const plan = state.kind === 'ready' ? state.value : null;
  const stake = plan && stakeOf(plan);
  const count = stake?.people ?? 0;
  const onKeyDown = (event: KeyboardEvent) => {
    if (isIme(event.nativeEvent)) return;
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.stopPropagation();
      onClose();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.repeat && count > 0) {
      event.preventDefault();
      // On a paid plan Ctrl+Enter only moves the focus to the button: paid takes another gesture, and many people the hold.
      if (!paid) void confirm('plain');
      else if (event.shiftKey && stake && !isMany(stake)) void confirm('paid');
      else panel.current?.querySelector('button')?.focus();
    }
  };
  const confirmWord = board.practice ? t('again-confirm-practice') : t('again-confirm');
  return (
    <section ref={panel} tabIndex={-1} className={styles.panel} aria-label={t('again-confirm')} onKeyDown={onKeyDown}>
      <div className={styles.words} role="status">
        {state.kind === 'loading' && <Skeleton width="70%" />}
        {plan && <PlanWords plan={plan} />}
        {state.kind === 'failed' && (
          <ErrorNote
            problem={state.problem}
            announced={false}
            action={
              <GrantButton problem={state.problem} workspace={{ id: board.workspaceId, practice: board.practice }} />
            }
          />
        )}
        {said && state.kind !== 'failed' && <ErrorNote problem={said} announced={false} variant="line" />}
        {plan && <CalledNames stake={paid ? stake : null} people={plan.people} />}
        {wish.risky && state.kind !== 'failed' && <small className={styles.warned}>{t('again-risk')}</small>}
      </div>
      <div className={styles.row}>
        {state.kind === 'failed' ? (
          <Button wide onClick={retry}>
            {t('common:retry')}
          </Button>
        ) : paid && stake ? (
          <HoldButton
            stake={stake}
            practice={board.practice}
            keysOn={platform}
            loading={busy}
            onHeld={() => void confirm('paid')}
          />
        ) : (
          <Button
            variant={paid ? 'ghost' : 'primary'}
            size="l"
            wide
            loading={busy}
            disabled={count === 0}
            aria-description={count > 0 ? t('common:people', { count }) : undefined}
            onClick={() => void confirm('plain')}
          >
            <span>
              {confirmWord}
              {count > 0 && <span aria-hidden> {t('common:people', { count })}</span>}
            </span>
            <Kbd keys="Mod+Enter" platform={platform} onColor />
          </Button>
        )}
        <IconButton label={t('common:cancel')} icon={<X size={16} aria-hidden />} onClick={onClose} />
      </div>
      <NightDialog
        problem={night}
        stake={stake}
        practice={board.practice}
        onHeld={() => void confirm('paid-at-night')}
        onCancel={keepNight}
      />
    </section>
  );
};
