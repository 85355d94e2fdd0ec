"""Where packages are made: which version, as of when, from what, into which folders."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "packaging"
BUILD = ROOT / "build"
DIST = ROOT / "dist"
ICONS = BUILD / "icons"
FROZEN = BUILD / "frozen" / "constellation-gui"

NAME = "constellation-gui"
COMMANDS = ("constellation-gui", "constellation-db")

# Of archives, from 0 to 9: more takes longer and makes them smaller.
COMPRESSION = int(os.environ.get("CONSTELLATION_COMPRESSION", "6"))

sys.path[:0] = [str(ROOT), str(ROOT / "db")]
VERSION: str = import_module("constellation_gui").__version__


def epoch() -> int:
    """Return the moment that everything made here bears: that of the commit, in seconds."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    if told:
        return int(told)
    asked = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if asked.returncode == 0 and asked.stdout.strip():
        return int(asked.stdout)
    return int((ROOT / "CHANGELOG.md").stat().st_mtime)  # a source archive has no history


def environment() -> dict[str, str]:
    """Return the environment in which two builds of one commit come out the same."""
    return os.environ | {
        "SOURCE_DATE_EPOCH": str(epoch()),
        "PYTHONHASHSEED": "1",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }


def run(*command: object, **options: object) -> None:
    """Run a program to its end; raises `CalledProcessError` if that is not a good one."""
    settings = {"env": environment(), "cwd": ROOT} | options
    subprocess.run([str(part) for part in command], check=True, **settings)  # type: ignore[call-overload]


def say(text: str) -> None:
    """Tell what is being done."""
    print(f"packaging: {text}", flush=True)


def files(folder: Path) -> Iterator[Path]:
    """Give what is below a folder that is no folder itself, in a fixed order."""
    yield from sorted(path for path in folder.rglob("*") if path.is_symlink() or path.is_file())


def is_elf(path: Path) -> bool:
    """Whether a file is a program or a library of Linux."""
    if path.is_symlink():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def settle(folder: Path) -> None:
    """Give everything in a folder the moment of the commit, and modes that say nothing of us."""
    for path in (*folder.rglob("*"), folder):
        if not path.is_symlink():
            # Libraries are only loaded, and completions have the names of their commands.
            is_command = path.name in COMMANDS and (path.parent / "_internal").is_dir()
            runs = path.is_dir() or is_command
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (epoch(), epoch()), follow_symlinks=False)
