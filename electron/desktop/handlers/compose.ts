import { failed, ok, problem } from '../../contract/advice/problem';
import type { Draft } from '../../contract/model/draft';
import type { PlanId, WorkspaceId } from '../../contract/model/ids';
import { asksClipboard } from '../../contract/rules/consent';
import { fillTemplate } from '../../core/buzz/plan/fill-template';
import type { Directory } from '../../core/directory/directory';
import type { RecipientFinder } from '../../core/directory/recipient-finder';
import { recentAfter } from '../../core/directory/who/recent';
import { systemClock } from '../../core/ports/clock';
import type { Handlers } from '../ipc/ipc-host';
import type { Program } from '../program';
import { directoryView } from './directory';

type Compose = Pick<
  Handlers,
  'keepDraft' | 'searchRecipients' | 'readLines' | 'foreseePeople' | 'planBuzz' | 'confirmBuzz'
>;

const letOthersWork = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Compose: the draft that is never lost, finding people, the plan, and its confirmation. */
export const answerCompose = (program: Program): Compose => {
  const { store, engine, open } = program;
  /** The newest plan is the one that can be seen, and so the one that will be confirmed. */
  let planned: { plan: PlanId; to: Draft['to'] } | null = null;
  /** Gone with its directory, when a workspace is forgotten. */
  const finders = new WeakMap<Directory, RecipientFinder>();
  const finderOf = async (id: WorkspaceId, directory: Directory): Promise<RecipientFinder> => {
    // With it comes a dictionary of pinyin, which the first frame does not need.
    const { RecipientFinder } = await import('../../core/directory/recipient-finder');
    const known = finders.get(directory);
    if (known) return known;
    const now = () => performance.now();
    const onRead = () => {
      const view = directoryView(open, id);
      if (view.ok) program.broadcast('directoryChanged', view.value);
    };
    const finder = new RecipientFinder({ directory, clock: systemClock, now, pause: letOthersWork, onRead });
    finders.set(directory, finder);
    return finder;
  };
  return {
    keepDraft: (draft) => store.keepDraft(draft),

    searchRecipients: async ({ query }) => {
      const id = program.currentWorkspaceId();
      const directory = open.directory(id);
      if (!directory.ok) return directory;
      const recent = store.recent(id).map(({ key }) => key);
      const finder = await finderOf(id, directory.value);
      return ok(await finder.find(query, store.groups(id), recent));
    },

    readLines: async ({ text }) => {
      const directory = open.directory(program.currentWorkspaceId());
      return directory.ok ? ok(await directory.value.readLines(text)) : directory;
    },

    foreseePeople: (draft) => ok(program.foresee(draft)),

    planBuzz: async (draft) => {
      const plan = await engine.plan(draft);
      planned = { plan: plan.id, to: draft.to };
      return ok(plan);
    },

    // The window clears the draft once it shows the board; until then it is kept, whatever happens.
    confirmBuzz: async ({ planId, gesture }) => {
      const board = await engine.confirm(planId, gesture);
      if (!board.ok || planned?.plan !== planId) return board;
      // Nothing depends on its being remembered: they are offered first next time.
      const { workspaceId } = board.value;
      store.saveRecent(workspaceId, recentAfter(store.recent(workspaceId), planned.to, systemClock.now()));
      const group = planned.to.find((recipient) => recipient.kind === 'group');
      if (group) {
        const { lastGroups } = store.settings();
        store.changeSettings({ lastGroups: { ...lastGroups, [workspaceId]: group.groupId } });
        program.broadcast('lastGroupChanged', group.groupId);
      }
      return board;
    },
  };
};

export interface TemplateParts {
  readClipboard: () => string | Promise<string>;
}

/** The longest text that goes into a draft this way: a template may ask for the clipboard many times. */
const most = 30_000;

/** Templates: filled in here, because the page cannot read the clipboard. */
export const answerTemplates = (
  { store, locale, askerName }: Program,
  { readClipboard }: TemplateParts,
): Pick<Handlers, 'fillTemplate'> => ({
  fillTemplate: async ({ id }) => {
    const template = store.settings().templates.find((each) => each.id === id);
    if (!template) return failed(problem('template-gone'));
    const time = new Date().toLocaleTimeString(locale(), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    const clipboard = asksClipboard(template.text) ? await readClipboard() : '';
    const { text, cut } = fillTemplate(template.text, { time, me: askerName(), clipboard });
    return ok({ text: text.slice(0, most), cut: cut || text.length > most });
  },
});
