"""Brings resources/translations up to date: new texts into the .ts files, those into .qm files.

Qt Linguist, or any editor, translates the .ts files; `make translations` has to follow. With
`--missing` nothing is written, and the texts that a language lacks are printed.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
SOURCES = ROOT / "constellation_gui"
LANGUAGES = ("de", "en")


def ts_file(language: str, folder: Path = FOLDER) -> Path:
    """Return the file in which a language is translated."""
    return folder / f"constellation_{language}.ts"


def collect(language: str, folder: Path = FOLDER) -> None:
    """Put the texts of the code into a language's file, and take out those that are gone."""
    # English needs its plurals only.
    plurals = ["-pluralonly"] if language == "en" else []
    _run(
        "lupdate", *plurals, "-silent", "-no-obsolete", "-sort-messages", "-locations", "none",
        "-extensions", "py", "-source-language", "en", "-target-language", language,
        str(SOURCES), "-ts", str(ts_file(language, folder)),
    )  # fmt: skip


def release(language: str, folder: Path = FOLDER) -> None:
    """Write what the application reads."""
    source = ts_file(language, folder)
    _run("lrelease", "-silent", str(source), "-qm", str(source.with_suffix(".qm")))


def missing(language: str, folder: Path = FOLDER) -> list[str]:
    """Return the English texts that have no translation, or an unfinished one."""
    found = []
    for message in ElementTree.parse(ts_file(language, folder)).iter("message"):  # noqa: S314 - our own
        translation = message.find("translation")
        forms = [] if translation is None else translation.findall("numerusform") or [translation]
        unfinished = translation is None or translation.get("type") == "unfinished"
        if unfinished or not all((form.text or "").strip() for form in forms):
            found.append(message.findtext("source") or "")
    return found


def _run(tool: str, *arguments: str) -> None:
    subprocess.run([Path(sysconfig.get_path("scripts"), f"pyside6-{tool}"), *arguments], check=True)


def main() -> int:
    """Write the files, or with `--missing` only say what is missing."""
    lacking = 0
    for language in LANGUAGES:
        if "--missing" not in sys.argv[1:]:
            collect(language)
            release(language)
        for text in missing(language):
            print(f"{language}: {text}")
            lacking += 1
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
