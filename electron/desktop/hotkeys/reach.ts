import { type Problem, problem } from '../../contract/advice/problem';

/** What this computer does with keys before any program gets them. */
export interface KeyboardFacts {
  /** Options of the keyboard, in the words of XKB: `grp:alt_shift_toggle`. */
  options: readonly string[];
  /** Shortcuts of the desktop itself, in the words of GTK: `<Control><Alt>b`, and what they are for. */
  desktopKeys: readonly { keys: string; action: string }[];
}

export const noFacts: KeyboardFacts = { options: [], desktopKeys: [] };

/** A shortcut taken apart: the modifiers, and the key in the words of X without underscores, in lower case. */
interface Chord {
  modifiers: ReadonlySet<string>;
  /** null: the modifiers alone. */
  key: string | null;
}

const modifierNames: Readonly<Record<string, string>> = {
  commandorcontrol: 'Ctrl',
  cmdorctrl: 'Ctrl',
  control: 'Ctrl',
  ctrl: 'Ctrl',
  primary: 'Ctrl',
  alt: 'Alt',
  mod1: 'Alt',
  shift: 'Shift',
  super: 'Super',
  meta: 'Super',
  mod4: 'Super',
};

const chordOf = (parts: readonly string[]): Chord => {
  const modifiers = parts.flatMap((part) => modifierNames[part.toLowerCase()] ?? []);
  const key = parts.find((part) => modifierNames[part.toLowerCase()] === undefined);
  return { modifiers: new Set(modifiers), key: key?.toLowerCase().replaceAll('_', '') ?? null };
};

/**
 * Options of XKB (xkeyboard-config, `rules/base.lst`) that turn modifiers into something else as soon as they are held, by
 * what they take. Those of the right hand alone are left out: the other half of the keyboard still works.
 */
const taking: readonly (readonly [options: RegExp, keys: string])[] = [
  [/^grp:(?:alt_shift|lalt_lshift)_toggle/, 'Alt+Shift'],
  [/^grp:(?:ctrl_shift|lctrl_lshift)_toggle/, 'Ctrl+Shift'],
  [/^grp:(?:ctrl_alt|lctrl_lalt)_toggle/, 'Ctrl+Alt'],
  [/^grp:lctrl_lwin_(?:toggle|rctrl_menu)/, 'Ctrl+Super'],
  [/^grp:alt_space_toggle/, 'Alt+Space'],
  [/^grp:ctrl_space_toggle/, 'Ctrl+Space'],
  [/^grp:win_space_toggle/, 'Super+Space'],
  [/^(?:grp:(?:lalt_toggle|lswitch)|lv3:(?:lalt|alt)_switch)/, 'Alt'],
  [/^(?:grp:(?:lwin_toggle|l?win_switch|win_menu_select)|lv3:l?win_switch)/, 'Super'],
  [/^grp:(?:lctrl_toggle|ctrl_select)/, 'Ctrl'],
  [/^grp:lshift_toggle/, 'Shift'],
  [/^terminate:ctrl_alt_bksp/, 'Ctrl+Alt+Backspace'],
];

const holds = (chord: Chord, taken: Chord): boolean =>
  (taken.key === null || taken.key === chord.key) && [...taken.modifiers].every((each) => chord.modifiers.has(each));

const isSame = (one: Chord, other: Chord): boolean =>
  one.key === other.key && one.modifiers.size === other.modifiers.size && holds(one, other);

/** `<Control><Alt>b`: the modifiers in pointed brackets, then the key. */
const gtkChord = (keys: string): Chord => chordOf(keys.split(/[<>]+/u).filter(Boolean));

/**
 * The reason why a shortcut may not arrive although the system let it be registered; null: none is known. X tells of keys
 * that another program has grabbed alone: neither of keys that the keyboard's layout turns into something else, nor of a
 * desktop that takes its own keys first.
 */
export const swallowed = (accelerator: string, { options, desktopKeys }: KeyboardFacts): Problem | null => {
  if (accelerator === '') return null;
  const chord = chordOf(accelerator.split('+'));
  for (const [option, keys] of taking)
    if (options.some((each) => option.test(each)) && holds(chord, chordOf(keys.split('+'))))
      return problem('hotkey-layout', { hotkey: accelerator, keys });
  const own = desktopKeys.find(({ keys }) => isSame(gtkChord(keys), chord));
  return own ? problem('hotkey-desktop', { hotkey: accelerator, action: own.action }) : null;
};
