"""Builds the packages of this system: `python packaging/build.py [STEP…]`; `make package` runs all.

Steps, in their order: icons, freeze, licences, wheel, portable, debian, check, smoke, sizes. What
is made comes to dist/, what is only needed on the way to build/.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import app_icons
import licences
from workshop import BUILD, DIST, FROZEN, HERE, ROOT, files, is_elf, run, say, settle

LINUX = sys.platform.startswith("linux")


def freeze() -> None:
    """Put the application and what it needs into one folder."""
    shutil.rmtree(FROZEN.parent, ignore_errors=True)
    run(
        sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN",
        "--distpath", FROZEN.parent, "--workpath", BUILD / "freezing", HERE / "constellation.spec",
    )  # fmt: skip
    if LINUX:
        _forget_run_paths()
    say(f"frozen into {FROZEN.relative_to(ROOT)}")


def _forget_run_paths() -> None:
    """Take out of libraries where the Python that they come from has its own on this machine."""
    tool = shutil.which("chrpath")
    told = {path: _run_path(path) for path in files(FROZEN) if is_elf(path)}
    for path in (path for path, places in told.items() if places.startswith("/")):
        if tool is None:
            raise SystemExit(f"{path.name} names a folder of this machine; please install chrpath.")
        run(tool, "-d", path, stdout=subprocess.DEVNULL)


def _run_path(path: Path) -> str:
    asked = subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=True)
    found = re.search(r"(?:RUNPATH|RPATH)\s+(\S+)", asked.stdout)
    return found[1] if found is not None else ""


def collect_licences() -> None:
    """Add the licences of everything that was frozen."""
    licences.collect(FROZEN)
    settle(FROZEN)


def build_wheel() -> None:
    """Build what pip and pipx install, and the source archive."""
    for kind in ("wheel", "sdist"):
        run(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", DIST)


def build_portable() -> None:
    """Build the folder that runs without being installed, as an archive and as an AppDir."""
    import portable

    portable.build()


def build_debian() -> None:
    """Build the Debian package, where there is what builds it."""
    import debian

    if shutil.which("dpkg-shlibdeps") is None:
        say("no Debian package: dpkg-shlibdeps is missing")
        return
    debian.build()


def check() -> None:
    """Let the system's own checkers look at what was built."""
    import checking

    checking.check()


def smoke() -> None:
    """Do with the frozen application what people do."""
    run(sys.executable, HERE / "smoke.py", FROZEN)


def sizes() -> None:
    """Say how large it all is."""
    import sizes as measured

    measured.tell()


STEPS: dict[str, Callable[[], None]] = {
    "icons": app_icons.draw,
    "freeze": freeze,
    "licences": collect_licences,
    "wheel": build_wheel,
    **({"portable": build_portable, "debian": build_debian, "check": check} if LINUX else {}),
    "smoke": smoke,
    "sizes": sizes,
}


def main(asked: list[str]) -> int:
    """Take the steps that are asked for, all of them if none is."""
    unknown = set(asked) - set(STEPS)
    if unknown:
        print(f"There is no step {', '.join(sorted(unknown))}; steps: {', '.join(STEPS)}.")
        return 2
    for name, step in STEPS.items():
        if not asked or name in asked:
            step()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
