#!/bin/sh
# Tries a Debian package where nothing else is: `try_debian.sh PACKAGE FOLDER [SUITE]`, as root.
# Makes a bare Debian in FOLDER/base (once), installs the package into a copy of it, starts the
# application from its desktop entry on a virtual screen, looks at it, backs up, and removes it again.
set -eu
package=$(realpath "$1")
place=$(realpath -m "$2")
suite=${3:-bookworm}
root=$place/root
pictures=$place/pictures
display=:77

for tool in debootstrap Xvfb xdotool import; do
    command -v "$tool" >/dev/null || {
        echo "please install debootstrap, xvfb, xdotool and imagemagick" >&2
        exit 1
    }
done
mkdir -p "$pictures"
[ -d "$place/base" ] || debootstrap --variant=minbase "$suite" "$place/base" >"$place/debootstrap.log"
! mountpoint -q "$root/proc" || umount "$root/proc"
rm -rf "$root"
cp -a "$place/base" "$root"
mount -t proc proc "$root/proc"
screen=
clean_up() {
    [ -z "$screen" ] || kill "$screen" 2>/dev/null || :
    umount "$root/proc" 2>/dev/null || :
}
trap clean_up EXIT INT TERM

inside() {
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/home/person LANG=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive DISPLAY="$display" "$@"
}
contents() {
    (cd "$root" && find . -xdev \( -path ./proc -o -path ./tmp -o -path ./var/cache -o -path ./var/log \
        -o -path ./var/lib/apt -o -path ./var/lib/dpkg -o -path ./run \) -prune -o -print | sort)
}

mkdir -p "$root/home/person"
cp /etc/resolv.conf "$root/etc/" 2>/dev/null || :
inside apt-get -qq update
# What it depends on first: what remains after its removal is then its own doing.
inside apt-get -qq install --yes --no-install-recommends \
    $(dpkg-deb -f "$package" Depends | tr ',' '\n' | sed 's/(.*//' | tr -d ' ') >/dev/null 2>&1
contents >"$place/before"
cp "$package" "$root/package.deb"
inside apt install --yes --no-install-recommends /package.deb 2>&1 | tail -n 1
rm "$root/package.deb"

Xvfb "$display" -screen 0 1440x900x24 -nolisten tcp >/dev/null 2>&1 &
screen=$!
sleep 2
inside constellation-db sample /home/person/sample.db
line=$(sed -n 's/^Exec=//p' "$root/usr/share/applications/constellation-gui.desktop" | head -n 1)
line=$(echo "$line" | sed 's|%u|file:///home/person/sample.db|')
echo "starting: $line"
# shellcheck disable=SC2086
inside $line >"$place/output" 2>&1 &
export DISPLAY=$display
window=$(timeout 60 xdotool search --sync --onlyvisible --name '^sample.db — Constellation$' | head -n 1)
xdotool windowsize "$window" 1440 900 windowmove "$window" 0 0
sleep 3
import -window root "$pictures/started.png"
xprop -id "$window" WM_CLASS _NET_WM_PID 2>/dev/null || :
xdotool windowfocus "$window" key --window "$window" ctrl+b
sleep 2
import -window root "$pictures/backup-dialog.png"
xdotool key ctrl+a
xdotool type /home/person/copy.db
xdotool key Return
for _ in 1 2 3 4 5 6 7 8 9 10; do
    [ ! -s "$root/home/person/copy.db" ] || break
    sleep 1
done
sleep 1
import -window root "$pictures/backed-up.png"
inside constellation-db stats -d /home/person/copy.db
xdotool windowfocus "$window" key --window "$window" ctrl+q
for _ in 1 2 3 4 5 6 7 8 9 10; do
    xdotool search --onlyvisible --name Constellation >/dev/null || break
    sleep 1
done
echo "what it said: $(cat "$place/output")"
inside apt-get -qq purge --yes constellation-gui >/dev/null
contents >"$place/after"
echo "what is left after its removal:"
diff "$place/before" "$place/after" || :
