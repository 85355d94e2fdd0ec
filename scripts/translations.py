"""Brings resources/translations up to date: new texts into the .ts files, those into .qm files.

The texts are what the application hands to `tr`, and the sentences of the data layer's errors,
which knows no translation.

Qt Linguist, or any editor, translates the .ts files; `make translations` has to follow. With
`--missing` nothing is written, and the texts that a language lacks are printed.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import sysconfig
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
SOURCES = ROOT / "constellation_gui"
DATA_LAYER = ROOT / "db" / "constellation_db"
LANGUAGES = ("de", "en")


def ts_file(language: str, folder: Path = FOLDER) -> Path:
    """Return the file in which a language is translated."""
    return folder / f"constellation_{language}.ts"


def collect(language: str, folder: Path = FOLDER) -> None:
    """Put the texts of the code into a language's file, and take out those that are gone."""
    # English needs its plurals only.
    plurals = ["-pluralonly"] if language == "en" else []
    with tempfile.TemporaryDirectory() as made:
        calls = [f"tr({sentence!r})\n" for sentence in sentences()]
        Path(made, "sentences.py").write_text("".join(calls), encoding="utf-8")
        _run(
            "lupdate", *plurals, "-silent", "-no-obsolete", "-sort-messages", "-locations", "none",
            "-extensions", "py", "-source-language", "en", "-target-language", language,
            str(SOURCES), made, "-ts", str(ts_file(language, folder)),
        )  # fmt: skip


def sentences(data_layer: Path = DATA_LAYER) -> list[str]:
    """Return the sentences of the data layer's errors; raises `ValueError` for one with no literal.

    A sentence is the first argument of an error, or follows the error's type in a pair.
    """
    trees = [(path, ast.parse(path.read_text("utf-8"))) for path in data_layer.rglob("*.py")]
    nodes = [(path, node) for path, tree in trees for node in ast.walk(tree)]
    kinds = _error_types([node for _path, node in nodes if isinstance(node, ast.ClassDef)])
    found = set()
    for path, node in nodes:
        match node:
            case ast.Call(func=ast.Name(id=kind), args=[sentence, *_]) if kind in kinds:
                pass
            case ast.Tuple(elts=[ast.Name(id=kind), sentence]) if kind in kinds:
                if isinstance(sentence, ast.Name):  # two types, to be caught
                    continue
            case _:
                continue
        if not isinstance(sentence, ast.Constant) or not isinstance(sentence.value, str):
            raise ValueError(f"{path}:{node.lineno}: a sentence must stand there as it is.")
        found.add(sentence.value)
    return sorted(found)


def _error_types(classes: list[ast.ClassDef]) -> set[str]:
    kinds = {"ConstellationError"}
    while True:
        more = {
            each.name
            for each in classes
            if any(isinstance(base, ast.Name) and base.id in kinds for base in each.bases)
        }
        if more <= kinds:
            return kinds
        kinds |= more


def release(language: str, folder: Path = FOLDER) -> None:
    """Write what the application reads."""
    source = ts_file(language, folder)
    made = source.with_suffix(".new")
    _run("lrelease", "-silent", str(source), "-qm", str(made))
    # Qt maps it into memory: an application that runs would die of its being written anew.
    made.replace(source.with_suffix(".qm"))


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
