import type { GroupId, PlanId } from '../../contract/ids';
import { ok } from '../../contract/problem';
import { search } from '../../core/directory/search';
import type { Handlers } from '../ipc-host';
import type { Program } from './program';

type Compose = Pick<Handlers, 'keepDraft' | 'searchRecipients' | 'readLines' | 'planBuzz' | 'confirmBuzz'>;

/** Compose: the draft that is never lost, finding people, the plan, and its confirmation. */
export const answerCompose = (program: Program): Compose => {
  const { store, engine, open } = program;
  /** The newest plan is the one that can be seen, and so the one that will be confirmed. */
  let planned: { plan: PlanId; group: GroupId | null } | null = null;
  return {
    keepDraft: (draft) => store.keepDraft(draft),

    searchRecipients: async ({ query }) => {
      const id = program.currentWorkspaceId();
      const directory = open.directory(id);
      if (!directory.ok) return directory;
      const { people, problem } = await directory.value.people();
      const chats = await directory.value.chats();
      const known = { groups: store.groups(id), people, chats: chats.ok ? chats.value : [] };
      return ok({ rows: search(query, known), problem });
    },

    readLines: async ({ text }) => {
      const directory = open.directory(program.currentWorkspaceId());
      return directory.ok ? ok(await directory.value.readLines(text)) : directory;
    },

    planBuzz: async (draft) => {
      const plan = await engine.plan(draft);
      const group = draft.to.find((recipient) => recipient.kind === 'group');
      planned = { plan: plan.id, group: group?.groupId ?? null };
      return ok(plan);
    },

    // The window clears the draft once it shows the board; until then it is kept, whatever happens.
    confirmBuzz: async ({ planId, gesture }) => {
      const board = await engine.confirm(planId, gesture);
      if (board.ok && planned?.plan === planId && planned.group) {
        const { lastGroups } = store.settings();
        // Quick buzz offers it next time; nothing depends on its being remembered.
        store.changeSettings({ lastGroups: { ...lastGroups, [board.value.workspaceId]: planned.group } });
        program.broadcast('lastGroupChanged', planned.group);
      }
      return board;
    },
  };
};
