import { createContext, useContext } from 'react';
import type { Answer, Problem } from '../../../../electron/contract/advice/problem';
import type { Bridge } from '../../../../electron/contract/ipc/ipc';
import type { Board } from '../../../../electron/contract/model/board';
import type { ReadLine } from '../../../../electron/contract/model/directory';
import type { Draft, Recipient } from '../../../../electron/contract/model/draft';
import type { Plan, PlannedPerson } from '../../../../electron/contract/model/plan';
import { createStore, type Store, useSelected } from '../../../state/store';
import { type DraftKeeper, keepDrafts } from './keep-drafts';
import { isPaidPlan, sameCost } from './paid-draft';

/** Rest after the last change before the draft is planned again (ms). */
export const planDelay = 120;

/** The plan of the current draft; `last` is the plan before it, shown until the next one is there. */
export type PlanState =
  | { kind: 'none' }
  | { kind: 'planning'; last: Plan | null }
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
  /** Number of texts that are being read into people right now. */
  reading: number;
  /** Names that could not be looked up because the contacts were still being read. */
  unsure: ReadonlySet<string>;
  plan: PlanState;
  /** The people with problems that main knew at once, used until the plan says more. */
  foreseen: readonly PlannedPerson[];
  sending: boolean;
  /** Why the last press of Buzz failed; cleared by the next change. */
  problem: Problem | null;
}

export type BuzzResult =
  | { kind: 'sent'; board: Board }
  /** A buzz is being sent already: a double click. */
  | { kind: 'busy' }
  | { kind: 'missing'; field: 'to' | 'message' }
  /** A name is typed but not chosen: the person means to reach them, so nothing is sent without them. */
  | { kind: 'unfinished'; typed: string }
  /** A text is still being read into people. */
  | { kind: 'reading' }
  /** The draft is paid and needs the paid gesture. */
  | { kind: 'needs-paid' }
  /** No one in the plan can be reached. */
  | { kind: 'nobody-left' }
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
  /** Plans again because something other than the draft changed: groups, quotas, time. */
  replan(): void;
  /**
   * Confirms the plan of the current draft. `seen` is the plan that the person saw when the paid gesture began; a plan of
   * another cost is not confirmed.
   */
  buzz(gesture: 'plain' | 'paid', seen: Plan | null): Promise<BuzzResult>;
  /** Hands the draft to main now. */
  flush(): void;
}

type ComposerDeps = Pick<Bridge, 'keepDraft' | 'readLines' | 'foreseePeople' | 'planBuzz' | 'confirmBuzz'>;

/** Makes the composer: it holds the draft, hands it to main and plans it as it changes, and sends it once. Lives outside of React. */
export const createComposer = (bridge: ComposerDeps, first: Draft): Composer => {
  const { current, put, subscribe } = createStore<ComposerState>({
    draft: first,
    typed: '',
    fixing: null,
    reading: 0,
    unsure: new Set(),
    plan: { kind: 'none' },
    foreseen: [],
    sending: false,
    problem: null,
  });
  let timer: ReturnType<typeof setTimeout> | null = null;
  /** Grows with every request for a plan: only the newest answer counts. */
  let round = 0;
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
      put({ plan: answer.ok ? { kind: 'ready', plan: answer.value } : { kind: 'failed', problem: answer.problem } });
    }
    return answer;
  };
  const planSoon = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    round++;
    if (current().draft.to.length === 0) {
      put({ plan: { kind: 'none' } });
      return;
    }
    put({ plan: { kind: 'planning', last: newest() } });
    timer = setTimeout(() => void planNow(), planDelay);
  };
  const foresee = async (draft: Draft) => {
    const answer = await bridge.foreseePeople(draft);
    if (answer.ok && current().draft.to === draft.to) put({ foreseen: answer.value });
  };
  const change = (draft: Draft) => {
    const { to, channel } = current().draft;
    put({ draft, problem: null });
    planSoon();
    if (draft.to.length > 0 && (draft.to !== to || draft.channel !== channel)) void foresee(draft);
  };
  const failed = (problem: Problem): BuzzResult => {
    put({ problem });
    return { kind: 'problem' };
  };

  const send = async (gesture: 'plain' | 'paid', seen: Plan | null, again: boolean): Promise<BuzzResult> => {
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
    if (gesture === 'paid' && !sameCost(seen, plan)) return { kind: 'changed' };
    const answer = await bridge.confirmBuzz({ planId: plan.id, gesture });
    if (answer.ok) {
      if (current().draft === draft) {
        // The next draft starts empty and unpaid: a person chooses anew each time to ring phones, now or later.
        const { workspaceId } = draft;
        const delivery: Draft['delivery'] = { mode: 'auto' };
        put({ draft: { workspaceId, to: [], text: '', channel: 'app', delivery, ladder: null, about: null } });
        keeper.keep(current().draft);
        keeper.flush();
        planSoon();
      }
      return { kind: 'sent', board: answer.value };
    }
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
      const draft = { ...current().draft, ...part };
      change(draft);
      keeper.keep(draft);
    },
    replace: (draft) => {
      // Main sent back our own draft: it must not replace newer typing.
      if (keeper.isEcho(draft)) return;
      keeper.forget(draft);
      put({ fixing: null });
      change(draft);
    },
    replan: planSoon,
    type: put,
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
    buzz: async (gesture, seen) => {
      const { draft, typed, reading, sending } = current();
      if (sending) return { kind: 'busy' };
      if (typed.trim() !== '') return { kind: 'unfinished', typed: typed.trim() };
      if (reading > 0) return { kind: 'reading' };
      if (draft.to.length === 0) return { kind: 'missing', field: 'to' };
      if (draft.text.trim() === '' && draft.about?.kind !== 'message') return { kind: 'missing', field: 'message' };
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
