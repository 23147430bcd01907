import { type Problem, problem } from '../../contract/advice/problem';
import type { HotkeyState } from '../../contract/ipc/startup';
import type { Group } from '../../contract/model/group';
import type { GroupId } from '../../contract/model/ids';
import { isEveryday } from './everyday-keys';
import { type HotkeyClaims, hotkeyOffers } from './hotkey-claims';
import { type KeyboardFacts, noFacts, swallowed } from './reach';

type GroupWithHotkey = Pick<Group, 'id' | 'name' | 'hotkey'>;

/** Shortcuts that open compose with a group. They never send. */
export interface GroupHotkeys {
  /** Puts the shortcuts of these groups in force, and no others. Answers with the problems that are new. */
  set(groups: readonly GroupWithHotkey[]): readonly Problem[];
  /** Tests a shortcut for a group (null: a new one); `windowKey` is the shortcut of the window. */
  test(accelerator: string, groupId: GroupId | null, windowKey: string): HotkeyState;
  /** Takes in what this computer does with keys. Answers with the problems that are new. */
  know(facts: KeyboardFacts): readonly Problem[];
}

export const createGroupHotkeys = (claims: HotkeyClaims, onPress: (id: GroupId) => void): GroupHotkeys => {
  let groups: readonly GroupWithHotkey[] = [];
  const inForce = new Map<string, GroupId>();
  /** Shortcuts that were refused: each problem is told once, although groups change often. */
  const refused = new Map<string, GroupId>();
  /** Shortcuts in force that may not arrive, told once as well. */
  const doubted = new Map<string, GroupId>();
  let facts = noFacts;

  const doubts = (): readonly Problem[] =>
    groups.flatMap(({ id, name, hotkey }) => {
      if (!hotkey || inForce.get(hotkey) !== id) return [];
      if (!swallowed(hotkey, facts)) {
        doubted.delete(hotkey);
        return [];
      }
      if (doubted.get(hotkey) === id) return [];
      doubted.set(hotkey, id);
      return [problem('group-hotkey-swallowed', { hotkey, name })];
    });

  return {
    know: (known) => {
      facts = known;
      return doubts();
    },

    set: (next) => {
      groups = next;
      const wanted = new Map<string, GroupWithHotkey>();
      for (const group of groups) if (group.hotkey && !wanted.has(group.hotkey)) wanted.set(group.hotkey, group);
      for (const [key, id] of inForce) {
        if (wanted.get(key)?.id === id) continue;
        claims.release(key);
        inForce.delete(key);
      }
      for (const [key, id] of refused) if (wanted.get(key)?.id !== id) refused.delete(key);

      const problems: Problem[] = [];
      for (const [key, { id, name }] of wanted) {
        if (inForce.has(key)) continue;
        if (claims.claim(key, () => onPress(id))) {
          inForce.set(key, id);
          refused.delete(key);
        } else if (!refused.has(key)) {
          refused.set(key, id);
          problems.push(problem('group-hotkey-taken', { hotkey: key, name }));
        }
      }
      return [...problems, ...doubts()];
    },

    test: (accelerator, groupId, windowKey) => {
      const fine: HotkeyState = { accelerator, problem: null, free: [] };
      const offers = () => hotkeyOffers(claims, (each) => swallowed(each, facts) === null);
      const refuse = (reason: Problem): HotkeyState => ({
        accelerator: '',
        problem: reason,
        free: offers(),
      });
      if (isEveryday(accelerator)) return refuse(problem('hotkey-everyday', { hotkey: accelerator }));
      const other = groups.find(({ id, hotkey }) => hotkey === accelerator && id !== groupId);
      if (other) return refuse(problem('hotkey-of-group', { hotkey: accelerator, name: other.name }));
      if (accelerator === windowKey) return refuse(problem('hotkey-of-window', { hotkey: accelerator }));
      const own = accelerator === '' || (groupId !== null && inForce.get(accelerator) === groupId);
      if (!own && !claims.isFree(accelerator)) return refuse(problem('hotkey-taken', { hotkey: accelerator }));
      // It may be had all the same: the person knows their keyboard better.
      const doubt = swallowed(accelerator, facts);
      return doubt ? { accelerator, problem: doubt, free: offers() } : fine;
    },
  };
};
