"""The folder that runs without being installed: as an archive, and in an AppImage's layout."""

from __future__ import annotations

import lzma
import platform
import shutil
import subprocess
import tarfile
from pathlib import Path

import desktop_files
from workshop import (
    BUILD,
    COMPRESSION,
    DIST,
    FROZEN,
    HERE,
    NAME,
    ROOT,
    VERSION,
    environment,
    epoch,
    say,
    settle,
)


def build() -> None:
    """Write the archive to dist/, and an AppImage too where there is a tool that makes one."""
    machine = platform.machine()
    folder = BUILD / "portable" / f"{NAME}-{VERSION}"
    shutil.rmtree(folder.parent, ignore_errors=True)
    shutil.copytree(FROZEN, folder, symlinks=True)
    desktop_files.install(folder / "share")
    shutil.copyfile(HERE / "linux" / "README.portable.txt", folder / "README.txt")
    settle(folder)
    DIST.mkdir(exist_ok=True)
    archive = DIST / f"{NAME}-{VERSION}-linux-{machine}.tar.xz"
    pack(folder, archive)
    say(f"{archive.relative_to(ROOT)}: {archive.stat().st_size / 1e6:.1f} MB")
    _build_app_image(machine)


def pack(folder: Path, archive: Path) -> None:
    """Write an archive that depends on nothing but what is in the folder."""

    def nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = epoch()
        return entry

    with (
        lzma.open(archive, "wb", preset=COMPRESSION) as file,
        tarfile.open(fileobj=file, mode="w") as tar,
    ):
        tar.add(folder, folder.name, recursive=False, filter=nobodys)
        for path in sorted(folder.rglob("*")):
            tar.add(path, str(path.relative_to(folder.parent)), recursive=False, filter=nobodys)


def _build_app_image(machine: str) -> None:
    layout = BUILD / "AppDir"
    shutil.rmtree(layout, ignore_errors=True)
    inside = layout / "usr" / "lib" / NAME
    shutil.copytree(FROZEN, inside, symlinks=True)
    desktop_files.install(layout / "usr" / "share")
    shutil.copyfile(HERE / "linux" / "AppRun", layout / "AppRun")
    (layout / "AppRun").chmod(0o755)
    for name, place in (
        (f"{NAME}.desktop", f"usr/share/applications/{NAME}.desktop"),
        (f"{NAME}.png", f"usr/share/icons/hicolor/256x256/apps/{NAME}.png"),
        (".DirIcon", f"{NAME}.png"),
    ):
        (layout / name).symlink_to(place)
    settle(layout)
    (layout / "AppRun").chmod(0o755)
    tool = shutil.which("appimagetool")
    if tool is None:
        say(f"{layout.relative_to(ROOT)} is laid out; appimagetool, which packs it, is not here")
        return
    target = DIST / f"{NAME}-{VERSION}-{machine}.AppImage"
    subprocess.run([tool, layout, target], env=environment() | {"ARCH": machine}, check=True)


if __name__ == "__main__":
    build()
