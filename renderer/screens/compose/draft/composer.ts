import { createContext, useContext } from 'react';
import type { Answer, Problem } from '../../../../electron/contract/advice/problem';
import type { Bridge } from '../../../../electron/contract/ipc/ipc';
import type { ConfirmedBoard } from '../../../../electron/contract/model/board';
import type { Gesture } from '../../../../electron/contract/model/channel';
import type { ReadLine } from '../../../../electron/contract/model/directory';
import type { Draft, Recipient } from '../../../../electron/contract/model/draft';
import type { ChannelProblems, Plan, PlannedPerson } from '../../../../electron/contract/model/plan';
import { isBlank } from '../../../../electron/contract/plain-text';
import { allOffered, withoutPeople } from '../../../../electron/contract/rules/channel-problems';
import { createStore, type Store, useSelected } from '../../../state/store';
import { blankDraft, fromBefore, isBlankDraft, isFromLink, sameCalls } from './draft-changes';
import { type DraftKeeper, keepDrafts } from './keep-drafts';
import { isPaidPlan, sameCost } from './paid-draft';

/** Rest after the last change before the draft is planned again (ms). */
export const planDelay = 120;

/**
 * The plan of the current draft; `last` is the plan before it, shown until the next one is there. `holds`: only the text has
 * changed since, so its numbers are still those of the draft.
 */
export type PlanState =
  | { kind: 'none' }
  | { kind: 'planning'; last: Plan | null; holds: boolean }
  | { kind: 'ready'; plan: Plan }
  | { kind: 'failed'; problem: Problem };

/** Text in To that is not chosen yet. Main does not have it; here it outlives a look at another screen. */
interface Typing {
  typed: string;
  /** The recipient being corrected: the next pick replaces it. */
  fixing: Recipient | null;
}

interface ComposerState extends Typing {
  draft: Draft;
  /** True for what a link has filled in until the person does something to it: a key that was meant for another program must not send it. */
  unseen: boolean;
  /** Number of texts that are being read into people right now. */
  reading: number;
  /** Names that could not be looked up because the contacts were still being read. */
  unsure: ReadonlySet<string>;
  plan: PlanState;
  /** What is known to keep each channel from working, by the newest plan. */
  channels: ChannelProblems;
  /** The people with problems that main knew at once, used until the plan says more. */
  foreseen: readonly PlannedPerson[];
  sending: boolean;
  /** Why the last press of Buzz failed; cleared by the next change. */
  problem: Problem | null;
}

export type BuzzResult =
  | { kind: 'sent'; board: ConfirmedBoard }
  /** A buzz is being sent already: a double click. */
  | { kind: 'busy' }
  | { kind: 'missing'; field: 'to' | 'message' }
  /** A name is typed but not chosen: the person means to reach them, so nothing is sent without them. */
  | { kind: 'unfinished'; typed: string }
  /** A text is still being read into people. */
  | { kind: 'reading' }
  /** The draft is paid and needs the paid gesture. */
  | { kind: 'needs-paid' }
  /** A link filled it in, and the person has not touched it: keys alone do not send it. */
  | { kind: 'needs-look' }
  /** No one in the plan can be reached. */
  | { kind: 'nobody-left' }
  /** Paid calls would leave at night: the person is asked once more, about this plan. */
  | { kind: 'night'; problem: Problem; plan: Plan }
  /** The plan is no longer the one the person held the button for, so they have to look again. */
  | { kind: 'changed' }
  | { kind: 'problem' };

export interface Composer extends Store<ComposerState> {
  edit(change: Partial<Draft>): void;
  type(change: Partial<Typing>): void;
  /** Reads a text into people. Null when the draft belongs to another workspace by then, where they are not known. */
  readLines(text: string): Promise<Answer<readonly ReadLine[]> | null>;
  /** Replaces the draft by one from main. */
  replace(draft: Draft): void;
  /** Notes that the window was opened anew: what is in the draft is older than that, and the person is told. */
  opened(): void;
  /** Empties the draft and the text in To; the returned function brings both back. */
  clear(): () => void;
  /** Plans again because something other than the draft changed: groups, quotas, time. */
  replan(): void;
  /**
   * Confirms the plan of the current draft. `seen` is the plan that the person saw when the paid gesture began; a plan of
   * another cost is not confirmed. `paid-at-night` is the answer to the question that `night` asks.
   */
  buzz(gesture: Gesture, seen: Plan | null, byKeys?: boolean): Promise<BuzzResult>;
  /** Lets a buzz wait for this work: what is being added to the draft goes with it. */
  holdFor(work: Promise<void>): void;
  /** Hands the draft to main now. */
  flush(): void;
}

type ComposerDeps = Pick<Bridge, 'keepDraft' | 'readLines' | 'foreseePeople' | 'planBuzz' | 'confirmBuzz'>;

/** Makes the composer: it holds the draft, hands it to main and plans it as it changes, and sends it once. Lives outside of React. */
export const createComposer = (bridge: ComposerDeps, first: Draft): Composer => {
  const { current, put, subscribe } = createStore<ComposerState>({
    draft: fromBefore(first, null),
    unseen: isFromLink(first),
    typed: '',
    fixing: null,
    reading: 0,
    unsure: new Set(),
    plan: { kind: 'none' },
    channels: allOffered,
    foreseen: [],
    sending: false,
    problem: null,
  });
  let timer: ReturnType<typeof setTimeout> | null = null;
  /** Time of the last change that a person made (ms since the epoch); null: none since the page was loaded. */
  let changedAt: number | null = null;
  /** Grows with every request for a plan: only the newest answer counts. */
  let round = 0;
  /** Work that a buzz waits for. */
  const held = new Set<Promise<void>>();
  const keeper: DraftKeeper = keepDrafts(bridge, first);
  const newest = (): Plan | null => {
    const { plan } = current();
    if (plan.kind === 'ready') return plan.plan;
    return plan.kind === 'planning' ? plan.last : null;
  };

  const planNow = async (): Promise<Answer<Plan>> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const mine = ++round;
    const answer = await bridge.planBuzz(current().draft);
    if (mine === round) {
      if (answer.ok) put({ plan: { kind: 'ready', plan: answer.value }, channels: answer.value.channels });
      else put({ plan: { kind: 'failed', problem: answer.problem } });
    }
    return answer;
  };
  /** @param holds whether the numbers of the plan so far are still those of the draft */
  const planSoon = (holds = false) => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    round++;
    const { draft, plan } = current();
    if (draft.to.length === 0) {
      put({ plan: { kind: 'none' }, channels: withoutPeople(current().channels) });
      return;
    }
    const held = plan.kind === 'ready' || (plan.kind === 'planning' && plan.holds);
    put({ plan: { kind: 'planning', last: newest(), holds: holds && held } });
    timer = setTimeout(() => void planNow(), planDelay);
  };
  const foresee = async (draft: Draft) => {
    const answer = await bridge.foreseePeople(draft);
    if (answer.ok && current().draft.to === draft.to) put({ foreseen: answer.value });
  };
  /** @param anew the draft comes from main, so no plan so far is about it */
  const change = (draft: Draft, anew = false) => {
    const before = current().draft;
    const { to, channel } = before;
    if (draft.workspaceId !== before.workspaceId) put({ channels: allOffered });
    put({ draft: isBlankDraft(draft) && draft.origin !== null ? { ...draft, origin: null } : draft, problem: null });
    planSoon(!anew && sameCalls(before, draft));
    if (draft.to.length > 0 && (draft.to !== to || draft.channel !== channel)) void foresee(draft);
  };
  const failed = (problem: Problem): BuzzResult => {
    put({ problem });
    return { kind: 'problem' };
  };

  const send = async (gesture: Gesture, seen: Plan | null, again: boolean): Promise<BuzzResult> => {
    const { draft, plan: state } = current();
    const fresh = state.kind === 'ready' && state.plan.expiresAt > Date.now() ? state.plan : null;
    const planned: Answer<Plan> = fresh ? { ok: true, value: fresh } : await planNow();
    if (!planned.ok) return failed(planned.problem);
    const plan = planned.value;
    // The draft was edited while it was being planned, so the plan no longer matches it.
    if (current().draft !== draft) return { kind: 'changed' };
    // The line of the plan tells it, and takes it back when the next plan has it no more.
    if (plan.problem) return { kind: 'problem' };
    if (plan.counts.buzzes === 0) return { kind: 'nobody-left' };
    if (gesture === 'plain' && isPaidPlan(plan)) return { kind: 'needs-paid' };
    if (gesture !== 'plain' && !sameCost(seen, plan)) return { kind: 'changed' };
    const answer = await bridge.confirmBuzz({ planId: plan.id, gesture });
    if (answer.ok) {
      if (current().draft === draft) {
        put({ draft: blankDraft(draft.workspaceId) });
        keeper.keep(current().draft);
        keeper.flush();
        planSoon();
      }
      return { kind: 'sent', board: answer.value };
    }
    if (answer.problem.advice === 'night-asks') return { kind: 'night', problem: answer.problem, plan };
    if (answer.problem.advice !== 'plan-gone') return failed(answer.problem);
    const next = await planNow();
    if (!next.ok) return failed(next.problem);
    return gesture === 'plain' && !again ? send(gesture, seen, true) : failed(answer.problem);
  };

  if (first.to.length > 0) {
    planSoon();
    void foresee(first);
  }

  return {
    current,
    subscribe,
    edit: (part) => {
      changedAt = Date.now();
      put({ unseen: false });
      change({ ...current().draft, ...part });
      keeper.keep(current().draft);
    },
    replace: (draft) => {
      // Main sent back our own draft: it must not replace newer typing.
      if (keeper.isEcho(draft)) return;
      keeper.forget(draft);
      changedAt = null;
      put({ fixing: null, unseen: isFromLink(draft) });
      change(fromBefore(draft, null), true);
    },
    opened: () => {
      // A draft that is on its way is recognized by its identity, and is gone in a moment.
      if (current().sending) return;
      const draft = fromBefore(current().draft, changedAt);
      if (JSON.stringify(draft.origin) === JSON.stringify(current().draft.origin)) return;
      put({ draft });
      keeper.keep(draft);
    },
    clear: () => {
      const { draft: before, typed, fixing } = current();
      change(blankDraft(before.workspaceId));
      keeper.keep(current().draft);
      put({ typed: '', fixing: null });
      return () => {
        // Another workspace has a draft of its own, and what was typed since then is not lost to a draft from before.
        if (current().draft.workspaceId !== before.workspaceId || !isBlankDraft(current().draft)) return;
        change(before);
        keeper.keep(before);
        put({ typed, fixing });
      };
    },
    replan: () => planSoon(),
    type: (part) => put({ ...part, unseen: false }),
    readLines: async (text) => {
      const { workspaceId } = current().draft;
      put({ reading: current().reading + 1 });
      try {
        const answer = await bridge.readLines({ text });
        const unsure = new Set(current().unsure);
        for (const { person, problem } of answer.ok ? answer.value : []) {
          if (problem?.advice === 'contacts-being-read') unsure.add(person.name);
          else unsure.delete(person.name);
        }
        put({ unsure });
        return current().draft.workspaceId === workspaceId ? answer : null;
      } finally {
        put({ reading: current().reading - 1 });
      }
    },
    holdFor: (work) => {
      const over = work.catch(() => undefined).then(() => void held.delete(over));
      held.add(over);
    },
    buzz: async (gesture, seen, byKeys = false) => {
      while (held.size > 0) await Promise.all(held);
      const { draft, typed, reading, sending, unseen } = current();
      if (sending) return { kind: 'busy' };
      if (byKeys && unseen) return { kind: 'needs-look' };
      if (!isBlank(typed)) return { kind: 'unfinished', typed: typed.trim() };
      if (reading > 0) return { kind: 'reading' };
      if (draft.to.length === 0) return { kind: 'missing', field: 'to' };
      if (isBlank(draft.text) && draft.about?.kind !== 'message') return { kind: 'missing', field: 'message' };
      if (draft.channel !== 'app' && gesture === 'plain') return { kind: 'needs-paid' };
      put({ sending: true, problem: null });
      try {
        return await send(gesture, seen, false);
      } finally {
        put({ sending: false });
      }
    },
    flush: keeper.flush,
  };
};

const ComposerContext = createContext<Composer | null>(null);

export const ComposerProvider = ComposerContext.Provider;

/** The composer, the same on every screen, so that a draft outlives a look at Groups. */
export const useComposer = (): Composer => {
  const composer = useContext(ComposerContext);
  if (!composer) throw new Error('useComposer outside of ComposerProvider');
  return composer;
};

/** The composer's state; renders again at every change. */
export const useComposerState = (): ComposerState => {
  const composer = useComposer();
  return useSelected(composer, (state) => state);
};
