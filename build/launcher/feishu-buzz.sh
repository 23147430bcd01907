#!/bin/sh
# Feishu Buzz: the app, and its command line (feishu-buzz --help).
#
# A command shows no window, but Chromium would look for a screen before the program can say so, and end without one.
# Told that there is none, it does not look, nor does it complain: commands work over ssh and from a timer.
app=$(dirname -- "$(readlink -f -- "$0")")/feishu-buzz-app

for word in "$@"; do
  case $word in
    send | message | show | list | stop | recall | groups | connect | doctor | open | quit | help | --toggle | --quick | --help | -h)
      exec "$app" --ozone-platform=headless --disable-gpu --log-level=3 "$@"
      ;;
    # The runtime's own switches may come before a command.
    --*) ;;
    *) break ;;
  esac
done

if [ -z "$DISPLAY$WAYLAND_DISPLAY" ]; then
  case ${LANGUAGE:-${LC_ALL:-${LC_MESSAGES:-$LANG}}} in
    zh*) echo '飞书加急需要图形桌面：没有设置 DISPLAY 或 WAYLAND_DISPLAY' >&2 ;;
    *) echo 'Feishu Buzz needs a desktop: neither DISPLAY nor WAYLAND_DISPLAY is set' >&2 ;;
  esac
  exit 1
fi
exec "$app" "$@"
