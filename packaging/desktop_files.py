"""What tells a Linux desktop of the application: entry, metadata, icons, manuals, completions."""

from __future__ import annotations

import gzip
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import man_pages
from app_icons import SIZES
from workshop import COMMANDS, HERE, ICONS, NAME, ROOT, VERSION, epoch

_COMPLETIONS = {
    "bash": "bash-completion/completions/{name}",
    "zsh": "zsh/vendor-completions/_{name}",
    "fish": "fish/vendor_completions.d/{name}.fish",
}


def install(share: Path) -> None:
    """Write everything below a folder `share`."""
    _put(HERE / "linux" / f"{NAME}.desktop", share / "applications" / f"{NAME}.desktop")
    metainfo = share / "metainfo" / f"{NAME}.metainfo.xml"
    metainfo.parent.mkdir(parents=True)
    metainfo.write_text(told_to_software_centres(), encoding="utf-8")
    icons = share / "icons" / "hicolor"
    for size in SIZES:
        _put(ICONS / f"{size}.png", icons / f"{size}x{size}" / "apps" / f"{NAME}.png")
    _put(ICONS / "constellation.svg", icons / "scalable" / "apps" / f"{NAME}.svg")
    for name in COMMANDS:
        page = share / "man" / "man1" / f"{name}.1.gz"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_bytes(gzip.compress(man_pages.manual(name).encode(), 9, mtime=0))
        for shell, place in _COMPLETIONS.items():
            file = share / place.format(name=name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(man_pages.completion(name, shell), encoding="utf-8")
    document = share / "doc" / NAME
    document.mkdir(parents=True)
    for picture in ("window-light", "window-dark", "timeline-dark"):
        _put(ROOT / "docs" / "pictures" / f"{picture}.png", document / "pictures" / f"{picture}.png")


def told_to_software_centres() -> str:
    """Return the AppStream metadata of this version.

    CONSTELLATION_HOMEPAGE and CONSTELLATION_PICTURES say where both are on the web; without them the
    pictures are those that are installed.
    """
    homepage = os.environ.get("CONSTELLATION_HOMEPAGE", "")
    installed = f"file:///usr/share/doc/{NAME}/pictures"
    day = datetime.fromtimestamp(epoch(), UTC).strftime("%Y-%m-%d")
    text = (HERE / "linux" / "metainfo.xml.in").read_text(encoding="utf-8")
    for name, value in (
        ("HOMEPAGE", f'  <url type="homepage">{homepage}</url>' if homepage else ""),
        ("PICTURES", os.environ.get("CONSTELLATION_PICTURES", installed)),
        ("VERSION", VERSION),
        ("DATE", day),
    ):
        text = text.replace(f"@{name}@", value)
    return text.replace("\n\n", "\n")


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
