"""The Debian package: the frozen folder, what the desktop is told, and what both depend on."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
from email.utils import formatdate
from pathlib import Path

import desktop_files
from pruning import OF_DEBIAN, PORTABLE_ONLY
from workshop import (
    BUILD,
    COMMANDS,
    COMPRESSION,
    DIST,
    FROZEN,
    HERE,
    NAME,
    ROOT,
    VERSION,
    environment,
    epoch,
    files,
    is_elf,
    run,
    say,
    settle,
)

MAINTAINER = "The Constellation authors <constellation@localhost.invalid>"
_SUMMARY = "see what a fleet of AI agents did"
_DESCRIPTION = """\
 Constellation shows which agents ran and who delegated to whom, what each one
 said and called, which files came out and how they changed, and what it cost;
 while a run goes on, or long after. It reads and writes the SQLite stores of
 the Constellation agent platform, and imports sessions of coding agents.
 .
 The package brings its own Python and Qt."""


def build() -> Path:
    """Write the package to dist/ and return its path."""
    machine = _told("dpkg", "--print-architecture")
    tree = BUILD / "debian" / f"{NAME}_{VERSION}_{machine}"
    shutil.rmtree(tree.parent, ignore_errors=True)
    inside = tree / "usr" / "lib" / NAME
    shutil.copytree(FROZEN, inside, symlinks=True)
    for path in files(inside):
        of_system = path.parent.name == "_internal" and OF_DEBIAN.match(path.name)
        if of_system or PORTABLE_ONLY.match(path.name):
            path.unlink()
    (tree / "usr" / "bin").mkdir(parents=True)
    for name in COMMANDS:
        (tree / "usr" / "bin" / name).symlink_to(f"../lib/{NAME}/{name}")
    desktop_files.install(tree / "usr" / "share")
    _document(tree / "usr" / "share")
    dependencies = depended_on(inside)
    control = tree / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(_control(machine, dependencies, tree), encoding="utf-8")
    settle(tree)
    (control / "md5sums").write_text(_sums(tree), encoding="utf-8")
    settle(control)
    DIST.mkdir(exist_ok=True)
    package = DIST / f"{tree.name}.deb"
    run(
        "dpkg-deb",
        "--root-owner-group",
        "-Zxz",
        f"-z{COMPRESSION}",
        "--threads-max=1",
        "--build",
        tree,
        package,
    )
    say(f"{package.relative_to(ROOT)}: {package.stat().st_size / 1e6:.1f} MB")
    return package


def depended_on(folder: Path) -> str:
    """Return the packages that the binaries in a folder need, with their least versions.

    Raises if a library is nowhere to be found, or is of a package that is not among them.
    """
    work = BUILD / "debian" / "shlibdeps"
    (work / "debian").mkdir(parents=True, exist_ok=True)
    (work / "debian" / "control").write_text(
        f"Source: {NAME}\n\nPackage: {NAME}\nArchitecture: any\n"
    )
    binaries = [path for path in files(folder) if is_elf(path)]
    private = sorted({path.parent for path in binaries if ".so" in path.name})
    told = _told(
        "dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=1",
        *(f"-l{place}" for place in private), *(f"-e{path}" for path in binaries), cwd=work,
    )  # fmt: skip
    versions = {
        clause.split()[0]: clause for clause in told.partition("Depends=")[2].strip().split(", ")
    }
    needed = _packages_by_ldd(binaries, folder)
    if needed - set(versions):
        raise OSError(f"ldd finds libraries of {', '.join(needed - set(versions))}, too.")
    say(f"{len(binaries)} binaries need {len(needed)} packages, by ldd and by dpkg-shlibdeps")
    # That one also names the packages of libraries that the folder has of its own.
    return ", ".join(versions[name] for name in sorted(needed))


def _packages_by_ldd(binaries: list[Path], folder: Path) -> set[str]:
    told = subprocess.run(["ldd", *binaries], capture_output=True, text=True, check=False).stdout
    missing = set(re.findall(r"^\s*(\S+) => not found", told, re.MULTILINE))
    inside = {path.name for path in files(folder)}
    if missing - inside:
        raise OSError(f"Nobody has {', '.join(sorted(missing - inside))}.")
    # Only what a binary is linked with itself: what those libraries need is their packages' care.
    wanted = set()
    for path in binaries:
        asked = _told("objdump", "-p", path)
        wanted |= set(re.findall(r"NEEDED\s+(\S+)", asked))
    places = dict(re.findall(r"^\s*(\S+) => (/\S+)", told, re.MULTILINE))
    system = sorted({places[name] for name in wanted - inside if name in places})
    real = [os.path.realpath(path) for path in system]
    # Packages may have put a library into /lib where there is only /usr/lib today.
    names = [*real, *(path.removeprefix("/usr") for path in real if path.startswith("/usr/"))]
    found = subprocess.run(
        ["dpkg-query", "-S", *names], capture_output=True, text=True, check=False
    ).stdout
    return {line.split(":")[0] for line in found.splitlines()}


def _control(machine: str, dependencies: str, tree: Path) -> str:
    size = sum(path.lstat().st_size for path in files(tree)) // 1024 + 1
    return (
        f"Package: {NAME}\nVersion: {VERSION}\nArchitecture: {machine}\n"
        f"Maintainer: {MAINTAINER}\nInstalled-Size: {size}\n"
        f"Depends: {dependencies}\nRecommends: xdg-utils, fonts-dejavu-core\n"
        f"Section: devel\nPriority: optional\n"
        + (f"Homepage: {os.environ['CONSTELLATION_HOMEPAGE']}\n" if _has_homepage() else "")
        + f"Description: {_SUMMARY}\n{_DESCRIPTION}\n"
    )


def _has_homepage() -> bool:
    return bool(os.environ.get("CONSTELLATION_HOMEPAGE"))


def _document(share: Path) -> None:
    folder = share / "doc" / NAME
    shutil.copyfile(HERE / "debian" / "copyright", folder / "copyright")
    (folder / "licences").symlink_to(f"../../../lib/{NAME}/licences")
    moment = formatdate(epoch())
    changes = (
        f"{NAME} ({VERSION}) unstable; urgency=medium\n\n"
        f"  * See changelog.gz.\n\n -- {MAINTAINER}  {moment}\n"
    )
    # A native package has one; what changed is told by ours.
    changes = changes.replace("See changelog.gz.", "What is new is told in NEWS.md.gz.")
    (folder / "changelog.gz").write_bytes(gzip.compress(changes.encode(), 9, mtime=0))
    news = (ROOT / "CHANGELOG.md").read_bytes()
    (folder / "NEWS.md.gz").write_bytes(gzip.compress(news, 9, mtime=0))
    overrides = share / "lintian" / "overrides"
    overrides.mkdir(parents=True)
    shutil.copyfile(HERE / "debian" / "lintian-overrides", overrides / NAME)


def _sums(tree: Path) -> str:
    lines = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  "
        f"{path.relative_to(tree)}\n"
        for path in files(tree)
        if not path.is_symlink() and "DEBIAN" not in path.relative_to(tree).parts
    ]
    return "".join(lines)


def _told(*command: object, cwd: Path = ROOT) -> str:
    asked = subprocess.run(
        [str(part) for part in command],
        cwd=cwd, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if asked.returncode:
        raise OSError(f"{command[0]} failed:\n{asked.stderr[-3000:]}")
    return asked.stdout.strip()


if __name__ == "__main__":
    build()
