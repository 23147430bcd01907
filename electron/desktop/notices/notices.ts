import type { Problem } from '../../contract/advice/problem';
import type { Notice } from '../../contract/ipc/startup';

/** Problems that belong to no screen, until a person has dismissed them. */
export interface Notices {
  /** Tells a problem, for as long as this program runs. */
  raise(problem: Problem): void;
  /** Tells damage of the data: each command repeats it on stderr, and every start shows it again, until it was dismissed. */
  raiseDamage(problem: Problem): void;
  list(): readonly Notice[];
  /** The damage that was not dismissed yet. */
  damage(): readonly Problem[];
  dismiss(id: string): void;
}

export interface NoticesDeps {
  newId: () => string;
  /** Tells the open windows. */
  tell: (notice: Notice) => void;
  /** Damaged files whose notice a person has dismissed, in this or an earlier run. */
  seen: { read(): readonly string[]; keep(files: readonly string[]): void };
  /** Called when damage was raised or dismissed. */
  onDamage: () => void;
}

export const createNotices = (deps: NoticesDeps): Notices => {
  const raised: (Notice & { damage: boolean })[] = [];
  const add = (problem: Problem, damage: boolean) => {
    const notice: Notice = { id: deps.newId(), problem };
    raised.push({ ...notice, damage });
    deps.tell(notice);
  };
  return {
    raise: (problem) => add(problem, false),
    raiseDamage: (problem) => {
      const { file } = problem.params;
      if (file !== undefined && deps.seen.read().includes(file)) return;
      add(problem, true);
      deps.onDamage();
    },
    list: () => raised.map(({ id, problem }) => ({ id, problem })),
    damage: () => raised.flatMap(({ problem, damage }) => (damage ? problem : [])),
    dismiss: (id) => {
      const at = raised.findIndex((each) => each.id === id);
      const [gone] = at < 0 ? [] : raised.splice(at, 1);
      if (!gone?.damage) return;
      const { file } = gone.problem.params;
      if (file !== undefined) deps.seen.keep([...deps.seen.read().filter((each) => each !== file), file]);
      deps.onDamage();
    },
  };
};

/** Problems after which it is not known which workspace a person means. */
const placeLost: ReadonlySet<string> = new Set(['workspaces-lost', 'pointer-damaged', 'data-folder-missing']);

/** True if the damage concerns the settings, which hold the workspaces and name the one in use. */
export const isWorkspaceInDoubt = (damage: readonly Problem[]): boolean =>
  damage.some(({ advice, params }) => placeLost.has(advice) || params.file?.startsWith('settings.'));
