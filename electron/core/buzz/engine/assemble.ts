import type { Answer } from '../../../contract/advice/problem';
import type { BuzzId, WorkspaceId } from '../../../contract/model/ids';
import type { Feishu } from '../../feishu/feishu';
import type { RelayLink } from '../hand-over/relay-link';
import type { LadderNews } from '../ladder/ladder-deps';
import { Ladders } from '../ladder/ladders';
import { Reminders } from '../ladder/reminders';
import type { Hearing } from '../receipts/hearing';
import { Receipts } from '../receipts/receipts';
import type { BuzzRecord } from '../record/buzz-record';
import { knownSince } from '../record/open-record';
import { Records, type RecordsDeps } from '../record/records';
import { Adoptions } from './adoptions';
import { Confirmations, type ConfirmationsDeps } from './confirmations';
import { HandOvers } from './hand-overs';
import { Notes } from './notes';
import { RunningSteps, type RunningStepsDeps } from './running-steps';
import { Ticks } from './ticks';

/** Time, chance, disk, Feishu, and whom the engine tells. */
export type EngineDeps = RecordsDeps &
  Pick<
    ConfirmationsDeps,
    'resolve' | 'findPolicy' | 'scopes' | 'undoMs' | 'ceilings' | 'answering' | 'nightHours' | 'zone'
  > &
  Pick<
    RunningStepsDeps,
    'random' | 'newId' | 'rooms' | 'hostOf' | 'locale' | 'readPicture' | 'appOf' | 'aroundStep'
  > & {
    /** Feishu for a buzz whose messages it knows since then (ms; never, when there is none): practice forgets them. */
    feishuOf: (workspaceId: WorkspaceId, knownSince: number, buzz: BuzzId) => Answer<Feishu>;
    /** The relay to which ladders may be handed over. */
    relay: RelayLink;
    onLadder: (news: LadderNews) => void;
    /** Old things were deleted: pictures of buzzes are not needed any more, and messages to the bot may be gone. */
    onForgotten: () => void;
  };

/** The collaborators of an engine, each with a state of its own. */
export interface EngineParts {
  records: Records;
  confirmations: Confirmations;
  steps: RunningSteps;
  receipts: Receipts;
  ladders: Ladders;
  reminders: Reminders;
  notes: Notes;
  handOvers: HandOvers;
  adoptions: Adoptions;
  feishuFor: (record: BuzzRecord) => Answer<Feishu>;
}

/** Makes the parts of an engine and tells each of the others; they are called once all of them are there. */
export const assemble = (deps: EngineDeps, hearing: () => Hearing): EngineParts => {
  const records = new Records(
    deps,
    (record) => steps.waitingOf(record),
    (record, entry) => {
      reminders.look(record);
      ticks.look(record, entry);
      notes.look(record);
      handOvers.look(record);
    },
  );
  const feishuFor = (record: BuzzRecord) => {
    const { id, workspaceId } = record.confirmed;
    return deps.feishuOf(workspaceId, knownSince(record), id);
  };
  const elsewhere = (record: BuzzRecord) => handOvers.hindrance(record);
  const receipts = new Receipts({
    ...deps,
    records,
    feishuFor,
    elsewhere,
    hearing,
    onAsked: (id) => ladders.look(id),
  });
  const steps = new RunningSteps({
    ...deps,
    pictureKey: (app, id) => deps.ledger.pictureKey(app, id),
    records,
    feishuFor,
    elsewhere,
    askReaders: (record, before) => receipts.askAnew(record, before),
    onHalted: (id) => confirmations.forget(id),
    onChanged: (id) => ladders.look(id),
    onEnded: (id) => {
      ladders.look(id);
      deps.onActivity();
    },
  });
  const confirmations = new Confirmations({
    ...deps,
    records,
    feishuFor,
    elsewhere,
    steps,
    onOpened: (record) => ladders.arm(record),
    onAgain: (id) => receipts.watchAnew(id),
  });
  const inTurn = <T>(work: () => Promise<T>) => confirmations.inTurn(work);
  const notes = new Notes({ ...deps, records, feishuFor, elsewhere, steps, inTurn });
  const feishuOver = (record: BuzzRecord) => steps.feishuOver(record);
  const reminders = new Reminders({ records, clock: deps.clock, newId: deps.newId, feishuOver, elsewhere });
  const ticks = new Ticks({
    ...{ records, clock: deps.clock, feishuOver, elsewhere },
    isWanted: (workspaceId) => deps.answering(workspaceId).tickReplies,
    isAllowed: (workspaceId) => deps.scopes.allows(workspaceId, 'ticks'),
  });
  const ladders = new Ladders({
    records,
    clock: deps.clock,
    ask: (record, before) => receipts.askAnew(record, before),
    askAtTime: (record) => receipts.askAtTime(record),
    toldOf: (record) => receipts.toldOf(record),
    limits: (workspaceId) => confirmations.limits(workspaceId),
    nightHours: deps.nightHours,
    zone: deps.zone,
    remindHindrance: (workspaceId) => confirmations.remindHindrance(workspaceId),
    start: (record, step, channel) => {
      steps.start(record, step, channel);
      // The board shows these calls being read as well, however long ago asking ended.
      receipts.watchAnew(record.confirmed.id);
    },
    inTurn,
    elsewhere,
    onNews: deps.onLadder,
  });
  const climbing = { ...deps, records, steps, ladders, inTurn };
  const onBack = (record: BuzzRecord) => {
    reminders.look(record);
    notes.look(record);
    receipts.watchAnew(record.confirmed.id);
  };
  const handOvers = new HandOvers({ ...climbing, onBack, onNews: deps.onLadder });
  const adoptions = new Adoptions({ ...climbing, reminders, onAdopted: onBack });

  return { records, confirmations, steps, receipts, ladders, reminders, notes, handOvers, adoptions, feishuFor };
};
