"""What tells a Linux desktop of the application: entry, metadata, icons, manuals, completions."""

from __future__ import annotations

import gzip
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import man_pages
from app_icons import SIZES
from workshop import COMMANDS, HERE, ICONS, NAME, VERSION, epoch

_COMPLETIONS = {
    "bash": "bash-completion/completions/{name}",
    "zsh": "zsh/vendor-completions/_{name}",
    "fish": "fish/vendor_completions.d/{name}.fish",
}

# Software centres want a domain in it; that of the project, as soon as it has one.
APP_ID = os.environ.get("CONSTELLATION_APP_ID", "org.constellation_gui.Constellation")

# Of docs/pictures, the first one stands for all.
PICTURES = {
    "window-light": "A project, its agents and a conversation",
    "window-dark": "The same in the dark theme",
    "timeline-dark": "The time of every agent, with its errors",
    "palette-light": "Going to an agent by some of its letters",
}


def install(share: Path) -> None:
    """Write everything below a folder `share`."""
    _put(HERE / "linux" / f"{NAME}.desktop", share / "applications" / f"{NAME}.desktop")
    metainfo = share / "metainfo" / f"{APP_ID}.metainfo.xml"
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
    (share / "doc" / NAME).mkdir(parents=True)


def told_to_software_centres() -> str:
    """Return the AppStream metadata of this version.

    CONSTELLATION_HOMEPAGE and CONSTELLATION_PICTURES say where both are on the web: software
    centres load them from there, and from nowhere else.
    """
    homepage = os.environ.get("CONSTELLATION_HOMEPAGE", "")
    day = datetime.fromtimestamp(epoch(), UTC).strftime("%Y-%m-%d")
    text = (HERE / "linux" / "metainfo.xml.in").read_text(encoding="utf-8")
    for name, value in (
        ("HOMEPAGE", f'  <url type="homepage">{homepage}</url>' if homepage else ""),
        ("SCREENSHOTS", _screenshots(os.environ.get("CONSTELLATION_PICTURES", ""))),
        ("ID", APP_ID),
        ("VERSION", VERSION),
        ("DATE", day),
    ):
        text = text.replace(f"@{name}@", value)
    return text.replace("\n\n", "\n")


def _screenshots(where: str) -> str:
    if not where:
        return ""
    told = ["  <screenshots>"]
    for number, (name, caption) in enumerate(PICTURES.items()):
        kind = ' type="default"' if number == 0 else ""
        told += [
            f"    <screenshot{kind}>",
            f"      <caption>{caption}</caption>",
            f'      <image type="source">{where}/{name}.png</image>',
            "    </screenshot>",
        ]
    return "\n".join([*told, "  </screenshots>"])


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
