"""Lets the system's own checkers look at what was built; raises if one of them objects."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import desktop_files
from workshop import DIST, HERE, NAME, environment, run, say


def check() -> None:
    """Check the desktop entry, the metadata and the Debian package, as far as there is what can."""
    if _have("desktop-file-validate"):
        run("desktop-file-validate", HERE / "linux" / f"{NAME}.desktop")
        say("desktop-file-validate has no objection")
    if _have("appstreamcli"):
        _check_metadata()
    if _have("lintian"):
        for package in sorted(DIST.glob("*.deb")):
            as_root = ("--allow-root",) if os.geteuid() == 0 else ()
            run("lintian", "--fail-on", "error", *as_root, package)
            say(f"lintian finds no error in {package.name}")


def _check_metadata() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"{desktop_files.APP_ID}.metainfo.xml")
        file.write_text(desktop_files.told_to_software_centres(), encoding="utf-8")
        told = subprocess.run(
            ["appstreamcli", "validate", "--no-net", file],
            env=environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip
    if told.returncode:
        raise OSError(told.stdout)
    say("appstreamcli has no objection")


def _have(tool: str) -> bool:
    if shutil.which(tool) is not None:
        return True
    say(f"not checked by {tool}: it is not here")
    return False


if __name__ == "__main__":
    check()
