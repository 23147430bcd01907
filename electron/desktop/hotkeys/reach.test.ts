import { describe, expect, it } from 'vitest';
import { readKeyboardFacts } from './keyboard-facts';
import { noFacts, swallowed } from './reach';

const under = (accelerator: string, ...options: string[]) => swallowed(accelerator, { ...noFacts, options });

describe('a shortcut that may not arrive', () => {
  it.each([
    ['grp:alt_shift_toggle', 'CommandOrControl+Alt+Shift+B', 'Alt+Shift'],
    ['grp:alt_shift_toggle_bidir', 'Alt+Shift+F9', 'Alt+Shift'],
    ['grp:lalt_lshift_toggle', 'CommandOrControl+Alt+Shift+B', 'Alt+Shift'],
    ['grp:ctrl_shift_toggle', 'CommandOrControl+Shift+U', 'Ctrl+Shift'],
    ['grp:ctrl_alt_toggle', 'CommandOrControl+Alt+B', 'Ctrl+Alt'],
    ['grp:alt_space_toggle', 'Alt+Space', 'Alt+Space'],
    ['grp:win_space_toggle', 'Super+Space', 'Super+Space'],
    ['lv3:lalt_switch', 'Alt+B', 'Alt'],
    ['lv3:win_switch', 'Super+B', 'Super'],
  ])('%s: %s', (option, accelerator, keys) => {
    expect(under(accelerator, 'compose:ralt', option)).toMatchObject({
      advice: 'hotkey-layout',
      params: { hotkey: accelerator, keys },
    });
  });

  it.each([
    ['grp:alt_shift_toggle', 'CommandOrControl+Alt+B'],
    ['grp:alt_shift_toggle', 'CommandOrControl+Shift+U'],
    ['grp:alt_space_toggle', 'Alt+B'],
    ['grp:ralt_rshift_toggle', 'CommandOrControl+Alt+Shift+B'],
    ['grp:toggle', 'CommandOrControl+Alt+B'],
    ['grp:caps_toggle', 'CommandOrControl+Alt+Shift+B'],
    ['lv3:ralt_switch', 'CommandOrControl+Alt+Shift+B'],
    ['ctrl:nocaps', 'CommandOrControl+Alt+Shift+B'],
    ['grp:alt_shift_toggle', ''],
  ])('is not, under %s: %s', (option, accelerator) => {
    expect(under(accelerator, option)).toBeNull();
  });

  it('is one that the desktop keeps for itself, with exactly these modifiers', () => {
    const facts = { ...noFacts, desktopKeys: [{ keys: '<Primary><Alt>Page_Up', action: 'switch-up' }] };
    expect(swallowed('CommandOrControl+Alt+PageUp', facts)).toMatchObject({
      advice: 'hotkey-desktop',
      params: { action: 'switch-up' },
    });
    expect(swallowed('CommandOrControl+Alt+Shift+PageUp', facts)).toBeNull();
    expect(swallowed('CommandOrControl+Alt+B', facts)).toBeNull();
  });
});

describe('the keyboard of GNOME', () => {
  const answers: Readonly<Record<string, string>> = {
    'gsettings get org.gnome.desktop.input-sources xkb-options': "['grp:alt_shift_toggle', 'compose:ralt']\n",
    'gsettings list-recursively org.gnome.desktop.wm.keybindings':
      "org.gnome.desktop.wm.keybindings close ['<Alt>F4']\norg.gnome.desktop.wm.keybindings switch-input-source ['<Super>space', 'XF86Keyboard']\norg.gnome.desktop.wm.keybindings begin-move @as []\n",
    'gsettings list-recursively org.gnome.settings-daemon.plugins.media-keys':
      "org.gnome.settings-daemon.plugins.media-keys terminal ['<Control><Alt>t']\norg.gnome.settings-daemon.plugins.media-keys volume-step 6\n",
  };
  const ask = async (...words: readonly string[]) => answers[words.join(' ')] ?? '';

  it('is read where the desktop is one that keeps its keys there', async () => {
    const facts = await readKeyboardFacts('linux', { XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' }, ask);
    expect(facts).toEqual({
      options: ['grp:alt_shift_toggle', 'compose:ralt'],
      desktopKeys: [
        { keys: '<Alt>F4', action: 'close' },
        { keys: '<Super>space', action: 'switch-input-source' },
        { keys: '<Control><Alt>t', action: 'terminal' },
      ],
    });
    expect(swallowed('CommandOrControl+Alt+T', facts)?.advice).toBe('hotkey-desktop');
  });

  it('is not asked for elsewhere, and no keyboard is on other systems', async () => {
    const never = () => Promise.reject(new Error('asked'));
    expect(await readKeyboardFacts('linux', { XDG_CURRENT_DESKTOP: 'KDE' }, never)).toEqual(noFacts);
    expect(await readKeyboardFacts('darwin', { XDG_CURRENT_DESKTOP: 'GNOME' }, never)).toEqual(noFacts);
  });
});
