import { type Answer, failed, ok, problem } from '../../../contract/advice/problem';
import type { BuzzId, PlanId } from '../../../contract/model/ids';
import type { Ladder } from '../../../contract/model/ladder';
import type { Plan } from '../../../contract/model/plan';
import type { ResolvedDraft } from './resolved-draft';

export interface BookedPlan {
  plan: Plan;
  /** The policy as it was when the plan was shown. */
  ladder: Ladder | null;
  resolved: ResolvedDraft;
}

/** Time within which an equal draft is a double click, and so one wish (ms). */
const sameWishMs = 10_000;
const kept = 64;

/** Looks both ways: a wall clock that was set back must not swallow an equal draft for as long as that. */
const isSameWish = (at: number, now: number): boolean => Math.abs(now - at) < sameWishMs;

/**
 * Plans that may be confirmed, each once. Main keeps them, so the renderer can confirm only what main has planned.
 * Confirming the same plan again, or an equal draft within ten seconds, leads to the buzz that is already running.
 */
export class PlanBook {
  readonly #open = new Map<PlanId, BookedPlan>();
  readonly #used = new Map<PlanId, BuzzId>();
  readonly #wishes = new Map<string, { id: BuzzId; at: number }>();

  add(booked: BookedPlan): void {
    this.#open.set(booked.plan.id, booked);
    for (const id of this.#open.keys()) {
      if (this.#open.size <= kept) break;
      this.#open.delete(id);
    }
  }

  /** Finds the plan to confirm, or the buzz it has already become. Not used up until `use`. */
  take(id: PlanId, now: number): Answer<BookedPlan | BuzzId> {
    const used = this.#used.get(id);
    if (used) return ok(used);
    const booked = this.#open.get(id);
    if (!booked || booked.plan.expiresAt <= now) return failed(problem('plan-gone'));
    const wish = this.#wishes.get(wishOf(booked));
    return ok(wish && isSameWish(wish.at, now) ? wish.id : booked);
  }

  /** Forgets the wish behind a buzz, which was stopped, taken back or deleted: an equal draft is a new one. */
  forget(id: BuzzId): void {
    for (const [wish, known] of this.#wishes) if (known.id === id) this.#wishes.delete(wish);
  }

  /** Uses a plan up: from now on it stands for this buzz. */
  use(booked: BookedPlan, id: BuzzId, now: number): void {
    this.#open.delete(booked.plan.id);
    this.#used.set(booked.plan.id, id);
    this.#wishes.set(wishOf(booked), { id, at: now });
    for (const [wish, { at }] of this.#wishes) if (!isSameWish(at, now)) this.#wishes.delete(wish);
    for (const old of this.#used.keys()) {
      if (this.#used.size <= kept) break;
      this.#used.delete(old);
    }
  }
}

const wishOf = ({ plan, resolved }: BookedPlan): string =>
  JSON.stringify([
    plan.again,
    resolved.draft.workspaceId,
    resolved.draft.text,
    plan.channel,
    plan.mode,
    plan.chat?.chatId,
    resolved.draft.about?.messageId,
    resolved.draft.ladder,
    resolved.draft.climbs,
    resolved.draft.pictures.map(({ id }) => id),
    plan.people.map((person) => person.key),
  ]);
