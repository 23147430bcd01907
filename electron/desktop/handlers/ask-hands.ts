import { type Answer, failed, problem } from '../../contract/advice/problem';
import type { InputOf } from '../../contract/ipc/ipc';
import type { Group } from '../../contract/model/group';
import type { Settings } from '../../contract/model/settings';
import { asksClipboard } from '../../contract/rules/consent';
import type { Store } from '../../core/ports/store';
import { isEveryday } from '../hotkeys/everyday-keys';
import type { Asker, LaterHandlers } from '../ipc/ipc-host';
import type { Hands } from '../security/hands';

export interface AskHandsDeps {
  store: Pick<Store, 'settings' | 'groups'>;
  hands: Pick<Hands, 'isFresh' | 'takePaid'>;
}

type Guarded =
  | 'confirmBuzz'
  | 'continueLadder'
  | 'changeSettings'
  | 'resetSettings'
  | 'fillTemplate'
  | 'tryHotkey'
  | 'saveGroup'
  | 'deleteData'
  | 'connectRelay'
  | 'removeRelay';

/**
 * Lets a page do what costs money, takes a protection away, or reaches beyond the program only after a person has pressed
 * something in its window: the page's word is not enough.
 */
export const askHands = (handlers: LaterHandlers, { store, hands }: AskHandsDeps): LaterHandlers => {
  /** Carries out what is harmless, and the rest if a person has just pressed something there. */
  const guarded = <Result>(asker: Asker, risky: boolean, carryOut: () => Result): Result | Answer<never> =>
    !risky || hands.isFresh(asker.contentsId) ? carryOut() : failed(problem('hands-needed'));
  const paid = <Result>(
    asker: Asker,
    gesture: InputOf<'confirmBuzz'>['gesture'],
    carryOut: () => Result,
  ): Result | Answer<never> =>
    gesture === 'plain' || hands.takePaid(asker.contentsId) ? carryOut() : failed(problem('paid-gesture-needed'));

  const taken: Pick<LaterHandlers, Guarded> = {
    confirmBuzz: (input, asker) => paid(asker, input.gesture, () => handlers.confirmBuzz(input, asker)),
    continueLadder: (input, asker) => paid(asker, input.gesture, () => handlers.continueLadder(input, asker)),
    changeSettings: (change, asker) =>
      guarded(asker, loosens(store.settings(), change), () => handlers.changeSettings(change, asker)),
    resetSettings: (input, asker) => guarded(asker, true, () => handlers.resetSettings(input, asker)),
    fillTemplate: (input, asker) => {
      const template = store.settings().templates.find(({ id }) => id === input.id);
      return guarded(asker, template !== undefined && asksClipboard(template.text), () =>
        handlers.fillTemplate(input, asker),
      );
    },
    tryHotkey: (input, asker) => guarded(asker, true, () => handlers.tryHotkey(input, asker)),
    saveGroup: (group, asker) => {
      const before = store.groups(group.workspaceId).find(({ id }) => id === group.id);
      const hotkey = newHotkey(before, group);
      if (hotkey !== null && isEveryday(hotkey)) return failed(problem('hotkey-everyday', { hotkey }));
      return guarded(asker, hotkey !== null, () => handlers.saveGroup(group, asker));
    },
    connectRelay: (input, asker) => guarded(asker, true, () => handlers.connectRelay(input, asker)),
    removeRelay: (input, asker) => guarded(asker, true, () => handlers.removeRelay(input, asker)),
    deleteData: (input, asker) => guarded(asker, true, () => handlers.deleteData(input, asker)),
  };
  return { ...handlers, ...taken };
};

const newHotkey = (before: Pick<Group, 'hotkey'> | undefined, { hotkey }: Pick<Group, 'hotkey'>): string | null =>
  hotkey && hotkey !== before?.hotkey ? hotkey : null;

/** True for a change that takes a protection away: higher ceilings, less time to undo, other hours that ask at night. */
const loosens = (before: Settings, change: InputOf<'changeSettings'>): boolean => {
  const { ceilings, undoSeconds, nightHours } = change;
  const names = Object.keys(before.ceilings) as (keyof Settings['ceilings'])[];
  return (
    (ceilings !== undefined && names.some((name) => ceilings[name] > before.ceilings[name])) ||
    (undoSeconds !== undefined && undoSeconds < before.undoSeconds) ||
    (nightHours !== undefined && before.nightHours !== null && !isSame(nightHours, before.nightHours))
  );
};

const isSame = (one: Settings['nightHours'], other: NonNullable<Settings['nightHours']>): boolean =>
  one !== null && one.from === other.from && one.to === other.to;
