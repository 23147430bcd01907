import { problem } from '../../../electron/contract/advice/problem';
import type { Startup } from '../../../electron/contract/ipc/startup';
import { type Draft, emptyDraft, type Recipient } from '../../../electron/contract/model/draft';
import { type GroupId, PlanId } from '../../../electron/contract/model/ids';
import type { Climbs } from '../../../electron/contract/model/ladder';
import type { Person } from '../../../electron/contract/model/person';
import type { Plan, PlannedBackup, PlannedLadder, PlannedPerson } from '../../../electron/contract/model/plan';
import { practiceId } from '../../../electron/contract/model/workspace';
import { allOffered } from '../../../electron/contract/rules/channel-problems';
import { callableId, personKey } from '../../../electron/contract/rules/person-key';
import { plannedRungs, turnsOf } from '../../../electron/contract/rules/rungs';
import { fakePeople } from './fake-world';

const peopleOf = (startup: Startup, recipient: Recipient): readonly Person[] => {
  switch (recipient.kind) {
    case 'person':
      return [recipient.person];
    case 'group':
      return startup.groups.find((group) => group.id === recipient.groupId)?.members ?? [];
    case 'chat':
    case 'department':
      return fakePeople.slice(0, 8).map(([person]) => person);
  }
};

const planned = (person: Person, draft: Draft): PlannedPerson => {
  const id = callableId(person);
  const outside = draft.delivery.mode === 'chat' && person.name === '仇远';
  return {
    key: personKey(person),
    name: person.name,
    department: null,
    idType: id?.idType ?? null,
    id: id?.id ?? null,
    preflight: outside
      ? { outcome: 'not-in-chat', problem: problem('person-not-in-chat') }
      : id
        ? null
        : { outcome: 'unreachable', problem: problem('person-unresolved', { name: person.name }) },
    warning: null,
    recently: person.name === '解放' && draft.channel !== 'app' ? problem('called-recently', { minutes: '2' }) : null,
  };
};

const backupOf =
  ({ groups }: Startup) =>
  (id: GroupId): PlannedBackup => {
    const group = groups.find((each) => each.id === id);
    const people = (group?.members ?? []).map((person) => ({
      ...planned(person, emptyDraft(practiceId)),
      apart: false,
    }));
    return { groupId: id, name: group?.name ?? '', people, problem: group ? null : problem('backup-gone') };
  };

/** Where a ladder runs: in the relay if that is wanted and one is set. */
const climbsOf = ({ settings }: Startup, wanted: Climbs): PlannedLadder['climbs'] =>
  wanted === 'relay' && settings.relay === null
    ? { at: 'here', problem: problem('relay-none') }
    : { at: wanted, problem: null };

/** Plan that main would make of a draft. */
export const fakePlan = (startup: Startup, draft: Draft, number: number): Plan => {
  const everyone = new Map(
    draft.to.flatMap((recipient) => peopleOf(startup, recipient)).map((person) => [personKey(person), person]),
  );
  const people = [...everyone.values()].map((person) => planned(person, draft));
  const called = people.filter((person) => person.preflight === null).length;
  const room = draft.delivery.mode === 'room';
  const own = draft.about?.kind === 'message';
  const together = draft.delivery.mode === 'chat' || room || draft.about !== null;
  const messages = own ? 0 : together ? 1 : called;
  const ladder = startup.settings.ladders.find((each) => each.id === draft.ladder);
  const rungs = ladder ? plannedRungs(ladder, { sent: draft.channel, people: called }, backupOf(startup)) : [];
  const reason =
    draft.to.length === 0
      ? 'nobody'
      : draft.text.trim() === '' && !own
        ? 'text-empty'
        : draft.text.length > 10_000
          ? 'text-too-long'
          : null;
  return {
    id: PlanId.parse(`plan_fake${number}`),
    workspaceId: draft.workspaceId,
    practice: draft.workspaceId === 'ws_practice',
    channel: draft.channel,
    channels: allOffered,
    mode: room ? 'room' : draft.delivery.mode === 'chat' ? 'chat' : 'direct',
    chat: draft.delivery.mode === 'chat' ? { chatId: draft.delivery.chatId, name: draft.delivery.name } : null,
    room: room ? { name: '值班组', isNew: true, toAdd: called } : null,
    suggestsRoom: draft.delivery.mode === 'auto' && draft.about === null && called >= 8,
    about: draft.about,
    ladder: ladder
      ? {
          name: ladder.name,
          steps: ladder.steps,
          repeat: ladder.repeat,
          until: ladder.until,
          enough: ladder.enough,
          inTurn: ladder.inTurn,
          turns: turnsOf(ladder, called),
          rungs,
          costs: rungs.flatMap(({ channel, calls, passed }) =>
            channel === 'app' || passed ? [] : [{ channel, calls, leftThisMonth: 14, limit: 50 }],
          ),
          climbs: climbsOf(startup, draft.climbs ?? ladder.climbs),
        }
      : null,
    again: null,
    ask: null,
    pictures: null,
    people,
    counts: {
      messages,
      buzzes: called,
      calls: messages + (together && draft.channel === 'app' ? 1 : called),
    },
    cost: draft.channel === 'app' ? null : { channel: draft.channel, calls: called, leftThisMonth: 14, limit: 50 },
    problem: reason ? problem(reason, { size: String(Math.round(draft.text.length / 341)) }) : null,
    expiresAt: Date.now() + 600_000,
  };
};
