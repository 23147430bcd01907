import { join } from 'node:path';

/**
 * A session bus that starts no services on demand. Otherwise asking for a missing keyring would start one that waits for
 * a password, and portals would hold windows back for seconds.
 * @param {string} folder
 */
const bus = (folder) => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

/** A window manager almost without keys of its own (Alt+F4 alone), so that all others reach the app. */
const openbox = `<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew><followMouse>no</followMouse></focus>
  <placement><policy>Smart</policy></placement>
  <desktops><number>1</number><popupTime>0</popupTime></desktops>
  <keyboard><keybind key="A-F4"><action name="Close"/></keybind></keyboard>
  <mouse>
    <context name="Client"><mousebind button="Left" action="Press"><action name="Focus"/><action name="Raise"/></mousebind></context>
    <context name="Titlebar"><mousebind button="Left" action="Drag"><action name="Move"/></mousebind></context>
    <context name="Close"><mousebind button="Left" action="Click"><action name="Close"/></mousebind></context>
  </mouse>
</openbox_config>
`;

/** Notifications at the bottom right, where they cover neither the tray nor the popup below it. */
const dunst = `[global]
    origin = bottom-right
    offset = 16x16
    width = 360
    font = Noto Sans CJK SC 10
    frame_width = 1
    frame_color = "#c9d2e0"
    corner_radius = 8
    separator_color = frame
    idle_threshold = 0
    show_indicators = no
[urgency_low]
    background = "#ffffff"
    foreground = "#1f2329"
    timeout = 8
[urgency_normal]
    background = "#ffffff"
    foreground = "#1f2329"
    timeout = 8
[urgency_critical]
    background = "#ffffff"
    foreground = "#c02a2a"
    timeout = 0
`;

/** Fonts as on a desktop that has been set up: one family for Latin and Chinese instead of a bitmap-like fallback. */
const fonts = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <match target="pattern">
    <test name="family" qual="any"><string>system-ui</string></test>
    <edit name="family" mode="assign" binding="strong"><string>Noto Sans CJK SC</string></edit>
  </match>
  <match target="pattern">
    <test name="family" qual="any"><string>sans-serif</string></test>
    <edit name="family" mode="prepend" binding="strong"><string>Noto Sans CJK SC</string></edit>
  </match>
</fontconfig>
`;

/**
 * Settings of the virtual desktop's parts, so that a person's own settings do not change what a test sees.
 * @param {string} folder
 */
export function desktopFiles(folder) {
  const paths = {
    bus: join(folder, 'bus.conf'),
    openbox: join(folder, 'openbox.xml'),
    dunst: join(folder, 'dunstrc'),
    fonts: join(folder, 'fonts.conf'),
  };
  const contents = {
    [paths.bus]: bus(folder),
    [paths.openbox]: openbox,
    [paths.dunst]: dunst,
    [paths.fonts]: fonts,
  };
  return { ...paths, contents };
}
