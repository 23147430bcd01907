import { randomBytes } from 'node:crypto';
import type { Board } from '../../contract/model/board';
import type { BuzzId, WorkspaceId } from '../../contract/model/ids';
import type { Locale } from '../../contract/model/settings';
import { type Clock, dayMs, hourMs } from '../../core/ports/clock';
import { sayAlarm } from '../words/alarm-words';
import { inTurns } from './in-turns';
import { decide, firstNoteMs, type Incident, type IncidentRules, nextNoteMs } from './incident';
import type { IncidentEngine } from './incident-engine';
import type { IncidentStore } from './incident-store';

export interface IncidentsDeps {
  store: IncidentStore;
  engine: IncidentEngine;
  clock: Clock;
  locale: (workspaceId: WorkspaceId) => Locale;
}

/** An alarm that a webhook has told of. */
export interface RaisedAlarm {
  workspaceId: WorkspaceId;
  hook: string;
  /** SHA-256 (hex) of what tells its incident from others. */
  key: string;
  title: string;
  /** Time at which it was told (ms since the epoch): the order that counts, however long it takes to carry out. */
  at: number;
  rules: IncidentRules;
}

/** Makes the buzz of an incident, with this id. `storm`: it is that many alarms in five minutes, which its text has to say. */
export type MakeBuzz<Refusal> = (
  buzz: BuzzId,
  storm: number | null,
) => Promise<{ kind: 'made'; buzz: BuzzId } | { kind: 'refused'; refusal: Refusal }>;

/** What became of an alarm. `running`: its incident was open already. `full`: its webhook has made its buzzes of this hour. */
export type Raised<Refusal> = Named<Refusal> | { kind: 'folded'; buzz: BuzzId } | { kind: 'full'; seconds: number };
/** What became of a wish that names its incident. */
type Named<Refusal> = { kind: 'opened' | 'running'; buzz: BuzzId } | { kind: 'refused'; refusal: Refusal };

/** Time for which a person's incident stands (ms). */
const namedMs = dayMs;
/** Times for which ended incidents, and those that were not heard of any more, are kept (ms). */
const endedMs = 2 * dayMs;
const silentMs = 15 * dayMs;
/** Wait before the end of an incident is tried again (ms). */
const againMs = 10_000;
/** Titles that a note names. */
const mostTitles = 3;

const newId = (): string => randomBytes(12).toString('hex');

/** The buzz still speaks for its incident: no person has stopped it or taken it back. */
const isStanding = (board: Board | null): boolean =>
  board !== null && !board.recalled && !(board.state === 'stopped' && board.stoppedBy === null);

/** It is over and reached no one: the next word of the alarm has to try again. */
const reachedNone = (board: Board): boolean =>
  board.state === 'done' &&
  board.ladder?.state !== 'armed' &&
  board.ladder?.state !== 'held' &&
  board.people.every(({ outcome, readAt }) => readAt === null && outcome !== 'accepted' && outcome !== 'unknown');

/**
 * One incident, one buzz: the first word of an alarm makes it, every other one finds it, and the last one ends it. What is decided is
 * on disk before it is done, so that whatever dies in between leaves no second buzz and no ladder that goes on. For the one
 * process that acts for a workspace.
 */
export class Incidents {
  readonly #deps: IncidentsDeps;
  readonly #inTurn = inTurns();
  readonly #finishing = new Map<string, Promise<void>>();

  constructor(deps: IncidentsDeps) {
    this.#deps = deps;
  }

  /** Opens an incident and makes its buzz, or finds the one that is open. Rejects when the disk refuses it. */
  raise<Refusal>(alarm: RaisedAlarm, make: MakeBuzz<Refusal>): Promise<Raised<Refusal>> {
    const { workspaceId, hook, key } = alarm;
    return this.#inTurn(`${workspaceId} ${hook}`, async () => {
      const { store, clock } = this.#deps;
      const found = await this.#open(alarm);
      const now = clock.now();
      if (found) {
        await store.change(found.id, { heardAt: now, seen: found.seen + 1 });
        if (await this.#isMade(found)) return { kind: 'running', buzz: found.buzz };
        return this.#make(found, null, make);
      }
      const recent = await store.since(workspaceId, hook, now - hourMs);
      const standing = new Set<BuzzId>();
      for (const each of recent) if (each.kind === 'storm' && (await this.#takesIn(each))) standing.add(each.buzz);
      const decided = decide(recent, alarm.rules, now, ({ buzz }) => standing.has(buzz));
      if (decided.kind === 'full') return decided;
      const fresh = this.#fresh({ workspaceId, hook, key, title: alarm.title }, alarm.at);
      if (decided.kind === 'folded') {
        const folded: Incident = { ...fresh, kind: 'folded', buzz: decided.storm.buzz, made: true };
        return (await store.insert(folded)) ? { kind: 'folded', buzz: folded.buzz } : this.#lost();
      }
      const row: Incident = { ...fresh, kind: decided.kind };
      if (!(await store.insert(row))) return this.#lost();
      return this.#make(row, decided.kind === 'storm' ? decided.number : null, make);
    });
  }

  /**
   * Ends an incident: its ladder climbs no more, and its people are told by one quiet reply, if `reply` has a text for it. An incident
   * that shares its buzz ends that with the last of them. Resolves when that is done; null: none was open.
   *
   * @param note is told of the buzz once the incident is closed, before anything is done
   */
  async resolve(
    alarm: RaisedAlarm,
    reply: string | null,
    note: (buzz: BuzzId) => Promise<void>,
  ): Promise<{ buzz: BuzzId } | null> {
    const closed = await this.#inTurn(`${alarm.workspaceId} ${alarm.hook}`, async () => {
      const { store, clock } = this.#deps;
      const row = await this.#open(alarm);
      // Told before it was opened, and carried out late, it means an earlier one.
      if (!row || row.openedAt > alarm.at) return null;
      const sharing = await store.ofBuzz(row.buzz);
      const isLast = sharing.every(({ id, closedAt }) => id === row.id || closedAt !== null);
      const say = sayAlarm(this.#deps.locale(row.workspaceId));
      const text = sharing.length > 1 ? say('resolvedAll', { count: sharing.length }) : reply;
      const change = { closedAt: clock.now(), done: !isLast, reply: isLast && reply !== null ? text : null };
      await store.change(row.id, change);
      return { ...row, ...change };
    });
    if (!closed) return null;
    await note(closed.buzz);
    if (!closed.done) await this.#finish(closed);
    return { buzz: closed.buzz };
  }

  /** A wish whose person names its incident: who comes second gets the buzz that is there, whoever made it. */
  named<Refusal>(
    { workspaceId, key, buzz }: { workspaceId: WorkspaceId; key: string; buzz: BuzzId },
    make: MakeBuzz<Refusal>,
  ): Promise<Named<Refusal>> {
    return this.#inTurn(`${workspaceId}  ${key}`, async () => {
      const { store, engine, clock } = this.#deps;
      const now = clock.now();
      for (const row of await store.findAny(workspaceId, key)) {
        const board = await engine.board(row.buzz);
        const isOwn = row.hook === '';
        if (isOwn && board === null) return this.#make(row, null, make);
        const isOver = (isOwn && now - row.openedAt > namedMs) || (board !== null && reachedNone(board));
        if (board && isStanding(board) && !isOver) {
          await store.change(row.id, { seen: row.seen + 1 });
          return { kind: 'running', buzz: row.buzz };
        }
        if (isOwn) await store.change(row.id, { closedAt: now, done: true });
      }
      const row = { ...this.#fresh({ workspaceId, hook: '', key, title: '' }, now), buzz };
      return (await store.insert(row)) ? this.#make(row, null, make) : this.#lost();
    });
  }

  /**
   * Does what is left to do: the ends that were cut off, and the notes of storms whose time has come. Answers with the time of the next
   * look (ms since the epoch); null: nothing is left.
   */
  async look(workspaceId: WorkspaceId): Promise<number | null> {
    const { store, clock } = this.#deps;
    let next: number | null = null;
    const soonest = (at: number) => {
      next = Math.min(next ?? at, at);
    };
    for (const row of await store.unfinished(workspaceId)) {
      const now = clock.now();
      if (row.closedAt !== null && !row.done && !(await this.#finish(row))) soonest(now + againMs);
      if (row.kind !== 'storm') continue;
      if (row.telling === null && row.tellAt > now) soonest(row.tellAt);
      else if (!(await this.#tell(row.workspaceId, row.hook, row.buzz))) soonest(now + againMs);
    }
    return next;
  }

  /** Deletes what is over. */
  forget(workspaceId: WorkspaceId): Promise<void> {
    const now = this.#deps.clock.now();
    return this.#deps.store.forget(workspaceId, now - endedMs, now - silentMs);
  }

  /** The open incident of an alarm. One that is over without a word is closed: the next one begins anew. */
  async #open({ workspaceId, hook, key, rules }: RaisedAlarm): Promise<Incident | null> {
    const { store, engine, clock } = this.#deps;
    const row = await store.find(workspaceId, hook, key);
    if (!row) return null;
    const now = clock.now();
    const board = await engine.board(row.buzz);
    if (now - row.heardAt <= rules.windowMs && !(board && reachedNone(board))) return row;
    await store.change(row.id, { closedAt: now, done: true });
    return null;
  }

  async #isMade(row: Incident): Promise<boolean> {
    if (row.made) return true;
    if ((await this.#deps.engine.board(row.buzz)) === null) return false;
    await this.#deps.store.change(row.id, { made: true });
    return true;
  }

  async #takesIn({ buzz }: Incident): Promise<boolean> {
    const { store, engine } = this.#deps;
    const open = (await store.ofBuzz(buzz)).some(({ closedAt }) => closedAt === null);
    return open && isStanding(await engine.board(buzz));
  }

  #fresh(of: Pick<Incident, 'workspaceId' | 'hook' | 'key' | 'title'>, now: number): Incident {
    const id = newId();
    return {
      ...of,
      id,
      kind: 'own',
      buzz: `bz_${id}` as BuzzId,
      made: false,
      openedAt: now,
      heardAt: now,
      seen: 1,
      closedAt: null,
      done: false,
      reply: null,
      told: 0,
      telling: null,
      tellAt: now + firstNoteMs,
    };
  }

  async #make<Refusal>(row: Incident, storm: number | null, make: MakeBuzz<Refusal>): Promise<Named<Refusal>> {
    const { store } = this.#deps;
    const made = await make(row.buzz, storm);
    if (made.kind === 'refused') {
      await store.remove(row.id);
      return made;
    }
    // An equal draft of a moment ago may have been made already: then that is the buzz.
    await store.change(row.id, { made: true, buzz: made.buzz });
    return { kind: 'opened', buzz: made.buzz };
  }

  #lost(): never {
    throw new Error('another process has opened this incident');
  }

  /** Does what the end of an incident asks for, once. False: it has to be tried again. */
  async #finish(row: Incident): Promise<boolean> {
    const under = this.#finishing.get(row.id);
    if (under) {
      await under;
      return true;
    }
    const { store, engine } = this.#deps;
    let done = false;
    const work = async () => {
      await engine.stop(row.buzz);
      done = row.reply === null || (await engine.tell(row.buzz, row.reply, `end${row.id}`));
      if (!done) return;
      await store.change(row.id, { done: true });
      // The reply says how many they were: nothing more has to be told of a storm.
      if (row.reply === null) return;
      const sharing = await store.ofBuzz(row.buzz);
      const folded = sharing.filter(({ kind }) => kind === 'folded').length;
      for (const storm of sharing)
        if (storm.kind === 'storm') await store.change(storm.id, { told: folded, telling: null });
    };
    const working = work();
    this.#finishing.set(
      row.id,
      working.catch(() => undefined),
    );
    try {
      await working;
    } finally {
      this.#finishing.delete(row.id);
    }
    return done;
  }

  /** Tells the people of a storm how many incidents were folded into it. False: it has to be tried again. */
  #tell(workspaceId: WorkspaceId, hook: string, buzz: BuzzId): Promise<boolean> {
    return this.#inTurn(`${workspaceId} ${hook}`, async () => {
      const { store, engine, clock } = this.#deps;
      const sharing = await store.ofBuzz(buzz);
      const storm = sharing.find(({ kind }) => kind === 'storm');
      const folded = sharing.filter(({ kind }) => kind === 'folded');
      if (!storm || (storm.telling === null && folded.length <= storm.told)) return true;
      const telling = storm.telling ?? folded.length;
      // On disk before it leaves, and part of its name: cut off here, the same note is told again, and is there once.
      await store.change(storm.id, { telling });
      const titles = folded.slice(0, mostTitles).map(({ title }) => title);
      const text = sayAlarm(this.#deps.locale(workspaceId))('folded', { count: telling, titles: titles.join(' · ') });
      if (!(await engine.tell(buzz, text, `storm${storm.id}n${telling}`))) return false;
      await store.change(storm.id, { told: telling, telling: null, tellAt: clock.now() + nextNoteMs });
      return true;
    });
  }
}
