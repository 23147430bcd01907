import { failed, ok, type Problem, problem } from '../../contract/advice/problem';
import { localTime, type Zone } from '../../contract/local-time';
import type { Draft } from '../../contract/model/draft';
import type { PlanId, WorkspaceId } from '../../contract/model/ids';
import type { PlannedPerson } from '../../contract/model/plan';
import type { Locale } from '../../contract/model/settings';
import { practiceId } from '../../contract/model/workspace';
import { asksClipboardText, asksPicture } from '../../contract/rules/consent';
import type { Engine } from '../../core/buzz/engine/engine';
import { fillTemplate } from '../../core/buzz/plan/fill-template';
import type { Directory } from '../../core/directory/directory';
import type { RecipientFinder } from '../../core/directory/recipient-finder';
import { recentAfter } from '../../core/directory/who/recent';
import type { OpenWorkspaces } from '../../core/open-workspaces';
import { systemClock } from '../../core/ports/clock';
import type { Store } from '../../core/ports/store';
import type { Broadcast, Handlers } from '../ipc/ipc-host';
import { isWorkspaceInDoubt } from '../notices/notices';
import { directoryView } from './directory-handlers';

export interface ComposeHandlersDeps {
  engine: Engine;
  store: Store;
  open: OpenWorkspaces;
  /** The people of a draft as far as they are known without asking Feishu. */
  foresee: (draft: Draft) => readonly PlannedPerson[];
  currentWorkspaceId: () => WorkspaceId;
  /** The reason not to take practice for the workspace that was meant. */
  lostWorkspace: () => Problem | null;
  /** Damage of the data that no person has seen yet. */
  damage: () => readonly Problem[];
  broadcast: Broadcast;
  /** Deletes the files of pictures that no draft and no buzz has any more. */
  sweepPictures: () => void;
}

type ComposeHandlers = Pick<
  Handlers,
  'keepDraft' | 'searchRecipients' | 'readLines' | 'foreseePeople' | 'planBuzz' | 'confirmBuzz'
>;

const letOthersWork = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Compose: keeps the draft, finds people, plans a buzz and confirms it. */
export const composeHandlers = (deps: ComposeHandlersDeps): ComposeHandlers => {
  const { store, engine, open, currentWorkspaceId, broadcast } = deps;
  /** The newest plan: it is on the screen, so it is the one that will be confirmed. */
  let planned: { plan: PlanId; draft: Draft } | null = null;
  /** Practice stands in for a real workspace that is lost, and no person has seen that yet. */
  const doubtOf = ({ workspaceId }: Draft): Problem | null =>
    workspaceId === practiceId && isWorkspaceInDoubt(deps.damage()) && deps.lostWorkspace() !== null
      ? problem('practice-unasked')
      : null;
  /** Keeps with a group whether its buzzes ask for an answer, where a person has chosen and buzzed this group alone. */
  const rememberAsk = (workspaceId: WorkspaceId, { to, ask }: Draft): void => {
    const [only, ...others] = to;
    if (ask === null || only?.kind !== 'group' || others.length > 0) return;
    const groups = store.groups(workspaceId);
    const group = groups.find((each) => each.id === only.groupId);
    if (!group || group.defaults.ask === ask) return;
    const next = groups.map((each) => (each === group ? { ...group, defaults: { ...group.defaults, ask } } : each));
    store.saveGroups(workspaceId, next);
  };
  /** One finder per directory; it goes with its directory when a workspace is forgotten. */
  const finders = new WeakMap<Directory, RecipientFinder>();
  const finderOf = async (id: WorkspaceId, directory: Directory): Promise<RecipientFinder> => {
    // Loaded late: it brings a dictionary of pinyin, which the first frame does not need.
    const { RecipientFinder } = await import('../../core/directory/recipient-finder');
    const known = finders.get(directory);
    if (known) return known;
    const now = () => performance.now();
    const onRead = () => {
      const view = directoryView(open, id);
      if (view.ok) broadcast('directoryChanged', view.value);
    };
    const finder = new RecipientFinder({ directory, clock: systemClock, now, pause: letOthersWork, onRead });
    finders.set(directory, finder);
    return finder;
  };
  return {
    keepDraft: (draft) => {
      const before = store.draft(draft.workspaceId).pictures;
      const kept = store.keepDraft(draft);
      if (before.some(({ id }) => !draft.pictures.some((picture) => picture.id === id))) deps.sweepPictures();
      return kept;
    },

    searchRecipients: async ({ query }) => {
      const id = currentWorkspaceId();
      const directory = open.directory(id);
      if (!directory.ok) return directory;
      const recent = store.recent(id).map(({ key }) => key);
      const finder = await finderOf(id, directory.value);
      return ok(await finder.find(query, store.groups(id), recent));
    },

    readLines: async ({ text }) => {
      const directory = open.directory(currentWorkspaceId());
      return directory.ok ? ok(await directory.value.readLines(text)) : directory;
    },

    foreseePeople: (draft) => ok(deps.foresee(draft)),

    planBuzz: async (draft) => {
      const plan = await engine.plan(draft);
      planned = { plan: plan.id, draft };
      return ok({ ...plan, problem: doubtOf(draft) ?? plan.problem });
    },

    // The window clears the draft once it shows the board; until then it is kept, whatever happens.
    confirmBuzz: async ({ planId, gesture }) => {
      const draft = planned?.plan === planId ? planned.draft : null;
      const doubt = draft && doubtOf(draft);
      if (doubt) return failed(doubt);
      const board = await engine.confirm(planId, gesture);
      if (!board.ok || !draft) return board;
      // The answers of these writes do not matter: recent recipients only come first in the next search.
      const { workspaceId } = board.value;
      store.saveRecent(workspaceId, recentAfter(store.recent(workspaceId), draft.to, systemClock.now()));
      const group = draft.to.find((recipient) => recipient.kind === 'group');
      if (group) {
        const { lastGroups } = store.settings();
        store.changeSettings({ lastGroups: { ...lastGroups, [workspaceId]: group.groupId } });
        broadcast('lastGroupChanged', group.groupId);
      }
      rememberAsk(workspaceId, draft);
      return board;
    },
  };
};

export interface TemplateHandlersDeps {
  store: Store;
  locale: () => Locale;
  zone: () => Zone;
  askerName: () => string;
  /** The text in the clipboard. */
  readClipboard: () => string | Promise<string>;
  /** The picture in the clipboard, as a PNG; null: there is none. */
  readClipboardPicture: () => Promise<Uint8Array | null>;
}

/** Longest filled-in text (characters): a template may ask for the clipboard many times. */
const longestText = 30_000;

/** Templates are filled in here, because the page cannot read the clipboard. */
export const templateHandlers = ({
  store,
  locale,
  zone,
  askerName,
  readClipboard,
  readClipboardPicture,
}: TemplateHandlersDeps): Pick<Handlers, 'fillTemplate'> => ({
  fillTemplate: async ({ id }) => {
    const template = store.settings().templates.find((each) => each.id === id);
    if (!template) return failed(problem('template-gone'));
    const time = localTime(Date.now(), zone(), locale(), 'minute');
    const clipboard = asksClipboardText(template.text) ? await readClipboard() : '';
    const { text, cut } = fillTemplate(template.text, { time, me: askerName(), clipboard });
    const picture = asksPicture(template.text) ? ((await readClipboardPicture()) ?? 'missing') : null;
    return ok({ text: text.slice(0, longestText), cut: cut || text.length > longestText, picture });
  },
});
