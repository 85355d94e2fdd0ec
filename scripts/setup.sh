#!/bin/sh
# Makes .venv ready: `setup.sh run` for the application, `setup.sh develop` for tests and checks too.
# `setup.sh package` makes build/package-venv, which holds what goes into packages and what builds them.
# Costs a few milliseconds when nothing has changed since the last time. Interrupted at any point, it
# begins anew the next time: what an installer left half done cannot be told from what is whole.
set -eu
cd "$(dirname "$0")/.."

purpose=${1:-}
venv=.venv
[ "$purpose" != package ] || venv=build/package-venv # what a developer adds to .venv is not packed
python=$venv/bin/python
marks=$venv/constellation # what is known to be done, each in a file: $marks-run, -develop, -place, -qt
lock=.setup-lock          # holds the process id of the set-up under way; outlives one that was killed

say() {
    printf 'constellation: %s\n' "$*" >&2
}

have() {
    command -v "$1" >/dev/null 2>&1
}

give_up() {
    say "$@"
    rm -f "$lock"
    exit 1
}

# What an installation depends on. Differs from what was recorded: install again.
fingerprint() {
    cksum pyproject.toml constraints.txt
    "$python" -I -S -c 'import sys; print(sys.version)'
}

is_installed() {
    [ -x "$python" ] && [ "$(cat "$marks-place" 2>/dev/null)" = "$(pwd -P)" ] || return 1
    now=$(fingerprint)
    for mark in "$marks-develop" "$marks-$purpose"; do
        [ "$(cat "$mark" 2>/dev/null)" = "$now" ] && return
    done
    return 1
}

# A number alone proves little: a dead process may not be gone yet, or a new one may have its number.
is_set_up() {
    kill -0 "$1" 2>/dev/null || return 1
    [ ! -r /proc/self/cmdline ] || grep -q setup.sh "/proc/$1/cmdline" 2>/dev/null
}

take_lock() {
    until (set -C && echo $$ >"$lock") 2>/dev/null; do
        [ -e "$lock" ] || give_up "cannot write in $(pwd -P)"
        [ -s "$lock" ] || sleep 1 # made this moment, the number is being written
        holder=$(cat "$lock" 2>/dev/null) || continue
        if [ -n "$holder" ] && is_set_up "$holder"; then
            [ "${waiting_for:-}" = "$holder" ] || say "waiting for the set-up that process $holder runs"
            waiting_for=$holder
            sleep 1
        else
            say "the last set-up was interrupted, beginning anew"
            rm -rf "$venv"
            rm -f "$lock"
        fi
    done
}

# Debian packages by name, where the person may install them without being asked for a password.
apt_install() {
    command="apt-get install --yes --no-install-recommends $*"
    if ! have apt-get; then
        say "please install, under the names your system has for them: $*"
        return 1
    elif [ "$(id -u)" -eq 0 ]; then
        as_root=
    elif have sudo && sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        say "please run: sudo $command"
        return 1
    fi
    say "installing for the whole system: $*"
    quietly="env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300"
    $as_root $quietly update || say "the package lists could not be renewed, trying with those at hand"
    # shellcheck disable=SC2086
    if ! $as_root $quietly install --yes --no-install-recommends "$@" >/dev/null; then
        say "that failed; please run: sudo $command"
        return 1
    fi
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        set -- "$PYTHON"
    else
        set -- python3 python3.14 python3.13 python3.12 python3.11 python
    fi
    for candidate in "$@"; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

make_venv() {
    base=$(find_python) || give_up "Python 3.11 or newer is needed; PYTHON=/path/to/python3 names one"
    say "making $venv with $("$base" --version)"
    rm -rf "$venv"
    [ "$purpose" != package ] || mkdir -p build
    if have uv && uv venv --quiet --python "$base" "$venv"; then
        return
    fi
    if ! "$base" -c 'import ensurepip, venv' 2>/dev/null; then
        apt_install "$("$base" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')" ||
            give_up "$base lacks the module venv, which that package holds"
    fi
    "$base" -m venv "$venv" || give_up "$venv could not be made"
}

# A venv that was copied, or whose Python was replaced or removed, does not work: make it anew.
ensure_venv() {
    "$python" -I -c 'import sys; sys.exit(sys.version_info < (3, 11) or sys.prefix == sys.base_prefix)' \
        2>/dev/null && [ "$(cat "$marks-place" 2>/dev/null || pwd -P)" = "$(pwd -P)" ] || make_venv
    pwd -P >"$marks-place"
}

# Runs an installer with the versions we know to work, else (an index may lack one) with any that fit.
constrained() {
    "$@" --constraint constraints.txt && return
    say "not possible with the versions in constraints.txt, trying the newest that fit"
    "$@"
}

install_packages() {
    case $purpose in
    run) what=. ;;
    develop) what=.[dev] ;;
    package) what=.[package] ;;
    esac
    say "installing what is needed to $purpose; the first time this loads some 100 MB"
    if have uv; then
        constrained uv pip install --quiet --python "$python" --editable "$what" && return
        say "uv could not do it, trying pip" # which has settings of its own: an index, a proxy
    fi
    "$python" -m pip --version >/dev/null 2>&1 || "$python" -m ensurepip >/dev/null || return 1
    quiet=--quiet
    [ ! -t 2 ] || quiet=
    constrained "$python" -m pip install $quiet --disable-pip-version-check --editable "$what"
}

# The system libraries Qt loads. Without those for a display it still draws offscreen.
ensure_qt() {
    [ ! -e "$marks-qt" ] || return 0
    for attempt in 1 2; do # fonts can be looked for only when the libraries are there
        missing=$("$python" scripts/qt_libraries.py) || :
        [ -n "$missing" ] || break
        # shellcheck disable=SC2086
        apt_install $missing || break
    done
    if [ -z "$missing" ]; then
        : >"$marks-qt"
    elif ! "$python" scripts/qt_libraries.py --starts; then
        [ "$purpose" != run ] || give_up "the application cannot start without these libraries"
        say "going on without Qt"
    fi
}

# What builds and checks packages, beside Python's own tools; a package that lacks one is left out.
ensure_package_tools() {
    [ "$purpose" = package ] && have dpkg || return 0
    missing=
    for pair in strip:binutils chrpath:chrpath dpkg-shlibdeps:dpkg-dev appstreamcli:appstream \
        desktop-file-validate:desktop-file-utils lintian:lintian; do
        have "${pair%%:*}" || missing="$missing ${pair#*:}"
    done
    # Debian's Python is not linked with its library; a frozen application is.
    "$python" -c 'import ctypes, sysconfig; ctypes.CDLL(sysconfig.get_config_var("INSTSONAME"))' 2>/dev/null ||
        missing="$missing $("$python" -c 'import sys; print("libpython%d.%d" % sys.version_info[:2])')"
    # shellcheck disable=SC2086
    [ -z "$missing" ] || apt_install $missing || say "going on without"
}

case $purpose in
run | develop | package) ;;
*) give_up "usage: setup.sh run|develop|package" ;;
esac

if is_installed && [ -e "$marks-qt" ] && [ ! -e "$lock" ]; then
    ensure_package_tools
    exit
fi
take_lock
if ! is_installed; then
    ensure_venv
    rm -f "$marks-qt"
    install_packages || give_up "the installation failed; the lines above say why. To try again: the same command"
    fingerprint >"$marks-$purpose"
fi
ensure_qt
ensure_package_tools
rm -f "$lock"
