#!/bin/sh
# Feishu Buzz: the app, and its command line (feishu-buzz --help).
#
# A command shows no window, but Chromium would look for a screen before the program can say so, and end without one.
# Told that there is none, it does not look, nor does it complain: commands work over ssh and from a timer.
app=$(dirname -- "$(readlink -f -- "$0")")/feishu-buzz-app

# say <Chinese> <English>, in the terminal's language
say() {
  case ${LANGUAGE:-${LC_ALL:-${LC_MESSAGES:-$LANG}}} in
    zh*) echo "$1" >&2 ;;
    *) echo "$2" >&2 ;;
  esac
}

# Where there is no sandbox to be had, the AppImage's own start script would go without one, and say nothing. The variables
# of another AppImage, from which a terminal was started, do not count.
case $app in
  "$(readlink -f -- "${APPDIR:-/nowhere}")"/*)
    if [ -n "$APPIMAGE" ] && [ "$1" = --no-sandbox ] && [ "$(id -u)" != 0 ]; then
      say '这个系统不允许普通程序建立沙盒，飞书加急不会在没有沙盒的情况下运行。请安装 deb 包，或由管理员允许非特权用户命名空间。' \
        'This system does not let ordinary programs make a sandbox, and Feishu Buzz does not run without one. Install the deb, or have unprivileged user namespaces allowed.'
      exit 1
    fi
    ;;
esac

# The runtime's own switches may come first. Behind `--` Chromium reads none, whatever a message or a name looks like.
switches=0
for word in "$@"; do
  case $word in
    --disable-dev-shm-usage | --disable-gpu | --enable-wayland-ime | --force-device-scale-factor=* | \
      --force-renderer-accessibility | --gtk-version=* | --lang=* | --log-level=* | --no-proxy-server | --no-sandbox | \
      --ozone-platform=* | --ozone-platform-hint=* | --password-store=* | --proxy-bypass-list=* | --proxy-pac-url=* | \
      --proxy-server=* | --wayland-text-input-version=*)
      switches=$((switches + 1))
      ;;
    *) break ;;
  esac
done
given=$#
at=0
command=
for word in "$@"; do
  if [ "$at" -eq "$switches" ]; then
    command=$word
    set -- "$@" --
  fi
  set -- "$@" "$word"
  at=$((at + 1))
done
shift "$given"

case $command in
  send | message | show | list | stop | recall | groups | connect | doctor | listen | inbox | open | quit | serve | help | --toggle | --quick | --help | -h)
    exec "$app" --ozone-platform=headless --disable-gpu --log-level=3 "$@"
    ;;
esac

if [ -z "$DISPLAY$WAYLAND_DISPLAY" ]; then
  say '飞书加急需要图形桌面：没有设置 DISPLAY 或 WAYLAND_DISPLAY' \
    'Feishu Buzz needs a desktop: neither DISPLAY nor WAYLAND_DISPLAY is set'
  exit 1
fi
exec "$app" "$@"
