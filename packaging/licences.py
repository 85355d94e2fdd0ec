"""Collects the licences of everything that the frozen application holds."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import sysconfig
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from workshop import HERE, NAME, ROOT, files, say

_TELLING = re.compile(r"(licen[cs]e|copying|notice|authors|\.cdx\.json|sbom)", re.IGNORECASE)
_STANDARD = ("LGPL-3.0.txt", "GPL-3.0.txt", "NOTICE.txt")


def collect(frozen: Path) -> None:
    """Write the folder `licences` of the frozen application; raises if a part has none."""
    folder = frozen / "licences"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in _STANDARD:
        shutil.copyfile(HERE / "licences" / name, folder / name)
    found = {name: _copy(dist, folder / name) for name, dist in bundled().items()}
    lacking = {name for name, count in found.items() if not count}
    lacking -= {"pyside6-essentials", "shiboken6"}  # NOTICE.txt speaks of them
    if lacking:
        raise OSError(f"No licence was found of {', '.join(sorted(lacking))}.")
    _copy_of_python(folder / "python")
    of_system = _copy_of_system(frozen, folder)
    told = ", ".join((*sorted(found), "python", *sorted(of_system)))
    say(f"licences of {told}")


def bundled() -> dict[str, Distribution]:
    """Return the distributions that the application needs to run, and what starts it, by name."""
    found: dict[str, Distribution] = {}
    wanted = [NAME, "pyinstaller"]
    while wanted:
        name = re.sub(r"[-_.]+", "-", wanted.pop()).lower()
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue  # for another Python or another system
        if name != "pyinstaller":  # only its start goes along
            wanted += [
                re.split(r"[^\w.-]", line)[0]
                for line in found[name].requires or ()
                if "extra ==" not in line
            ]
    return found


def _copy(dist: Distribution, folder: Path) -> int:
    count = 0
    for file in dist.files or ():
        if ".dist-info" in str(file) and _TELLING.search(str(file)):
            folder.mkdir(exist_ok=True)
            shutil.copyfile(str(dist.locate_file(file)), folder / file.name)
            count += 1
    if not count and dist.metadata["Name"] == NAME:
        folder.mkdir(exist_ok=True)
        shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")
        count = 1
    return count


def _copy_of_python(folder: Path) -> None:
    places = (
        Path(sysconfig.get_path("stdlib"), "LICENSE.txt"),
        Path(sys.base_prefix, "LICENSE.txt"),
        Path(f"/usr/share/doc/python{sys.version_info[0]}.{sys.version_info[1]}/copyright"),
    )
    for place in places:
        if place.is_file():
            folder.mkdir()
            shutil.copyfile(place, folder / "LICENSE.txt")
            return
    raise OSError("Python's own licence was not found.")


def _copy_of_system(frozen: Path, folder: Path) -> set[str]:
    """Copy what Debian says of libraries that were taken from the system."""
    if shutil.which("dpkg-query") is None:
        return set()
    names = {path.name for path in files(frozen) if re.match(r"lib[\w-]+\.so\.\d", path.name)}
    packages = set()
    for name in sorted(names):
        asked = subprocess.run(
            ["dpkg-query", "-S", f"*/{name}"], capture_output=True, text=True, check=False
        )
        packages |= {
            line.split(":")[0]
            for line in asked.stdout.splitlines()
            if re.search(r" /(usr/)?lib/[\w-]+/[^/]+$", line)
        }
    for package in sorted(packages):
        told = Path("/usr/share/doc") / package / "copyright"
        if told.is_file():
            (folder / package).mkdir(exist_ok=True)
            shutil.copyfile(told, folder / package / "copyright")
    return packages
