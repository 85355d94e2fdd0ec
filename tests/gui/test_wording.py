"""The languages: what is said goes through translation, and the translations are whole."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel

from constellation_db import ConstellationError, DatabaseNotFound, Scope
from constellation_db.exporting.request import Format, Request
from constellation_db.importing.reasons import REASONS
from constellation_gui import command_line, wording
from constellation_gui.models import import_words
from constellation_gui.preferences import Preferences
from constellation_gui.views.import_sheet import ImportSheet
from constellation_gui.wording import ENGLISH, MARKED, SYSTEM, dollars, number, said, speak, tr
from tests.user import User

_ROOT = Path(__file__).parent.parent.parent
_FOREIGN = tuple(language for language in wording.LANGUAGES if language != ENGLISH)
# What the walk through a marked window may meet: `where` of marked_window, as an expression.
_MAY_STAY: tuple[str, ...] = ()
_SMALL = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en"><context><name></name>
<message><source>Files</source><translation>Dateien</translation></message>
<message><source>Open</source><comment>an adjective</comment><translation>offen</translation>
</message>
<message numerus="yes"><source>%n agent(s)</source><translation>
<numerusform>%n Agent</numerusform><numerusform>%n Agenten</numerusform></translation></message>
</context></TS>
"""


@pytest.fixture(scope="module")
def tools() -> dict[str, Any]:
    """Give what scripts/translations.py can do."""
    return runpy.run_path(str(_ROOT / "scripts" / "translations.py"))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, tools: dict[str, Any]) -> Path:
    """Give a folder with a German of three texts."""
    folder = tmp_path_factory.mktemp("translations")
    (folder / "constellation_de.ts").write_text(_SMALL, encoding="utf-8")
    tools["release"]("de", folder)
    return folder


@pytest.fixture
def german(small: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(wording, "resource_path", lambda _folder, name: small / name)
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("de_DE"))
    speak("de")
    yield
    monkeypatch.undo()
    speak(ENGLISH)


@pytest.fixture
def marked() -> Iterator[None]:
    speak(MARKED)
    yield
    speak(ENGLISH)


# -- The words -------------------------------------------------------------------------------------


def test_english_is_as_it_is_written() -> None:
    assert (tr("Files"), number("1,204.5"), dollars("1.42")) == ("Files", "1,204.5", "$1.42")
    assert wording.words_of_qt() is None


def test_what_is_translated_is_found_by_text_comment_and_number(german: None) -> None:
    assert (tr("Files"), tr("Open", "an adjective")) == ("Dateien", "offen")
    assert tr("%n agent(s)", "", 1) == "1 Agent"
    assert tr("%n agent(s)", "", 1_204_331_000) == "1.204.331.000 Agenten"


def test_what_is_not_translated_stays_english(german: None) -> None:
    assert (tr("Open"), tr("Nobody says this")) == ("Open", "Nobody says this")


def test_numbers_are_written_as_the_language_does(german: None) -> None:
    assert (number("1,204.5"), dollars(number("1.42"))) == ("1.204,5", "1,42 $")
    qt = wording.words_of_qt()
    assert qt is None or qt.translate("QPlatformTheme", "Close") == "Schließen"


def test_a_language_is_taken_from_the_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    class Desktop:
        wishes: tuple[str, ...] = ()

        def uiLanguages(self) -> list[str]:
            return list(self.wishes)

    for wishes, spoken in (
        (("tlh", "de-AT", "en"), "de"),
        (("en-GB", "de"), "en"),
        (("tlh",), "en"),
        ((), "en"),
    ):
        Desktop.wishes = wishes
        with monkeypatch.context() as patch:
            patch.setattr(wording, "locale", lambda: QLocale("en_US"))
            patch.setattr(QLocale, "system", Desktop)
            assert speak(SYSTEM) == spoken
        speak(ENGLISH)


def test_marked_shows_what_goes_through(marked: None) -> None:
    assert (tr("Files"), tr("%n agent(s)", "", 1_200)) == ("⟦Files⟧", "⟦1,200 agent(s)⟧")


def test_the_command_line_and_the_preferences_know_every_language() -> None:
    assert set(command_line._LANGUAGES) == {SYSTEM, *wording.LANGUAGES}
    assert Preferences().language == SYSTEM


@pytest.mark.parametrize(("asked", "spoken"), [(None, "de"), ("en", "en"), ("de", "de")])
def test_who_asks_for_a_language_has_it_for_this_time(
    asked: str | None, spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(wording, "speak", heard.append)
    monkeypatch.setattr(Preferences, "load", lambda: Preferences(language="de"))
    assert command_line._loaded(asked) is not None
    assert heard == [spoken]


def test_the_language_is_settled_before_anything_that_speaks_is_imported() -> None:
    code = (
        "import sys; from constellation_gui.preferences import Preferences; Preferences.load()\n"
        "print(*(name for name in sys.modules if name.startswith('constellation_gui')))"
    )
    loaded = said_by("-c", code).split()
    assert "constellation_gui.wording" in loaded
    sources = {name: _ROOT.joinpath(*name.split(".")).with_suffix(".py") for name in loaded}
    texts = {name: path.read_text("utf-8") for name, path in sources.items() if path.exists()}
    assert {name for name, text in texts.items() if " tr(" in text} <= {"constellation_gui.wording"}


# -- The files -------------------------------------------------------------------------------------


def messages(path: Path) -> dict[tuple[str, str, bool], list[str]]:
    """Return the translations in a .ts file: text, comment and whether it counts, and the forms."""
    found = {}
    for message in ElementTree.parse(path).iter("message"):
        forms = message.findall("translation/numerusform") or message.findall("translation")
        key = (message.findtext("source") or "", message.findtext("comment") or "")
        found[*key, message.get("numerus") == "yes"] = [form.text or "" for form in forms]
    return found


@pytest.mark.parametrize("language", list(wording.LANGUAGES))
def test_the_files_are_as_new_as_the_code(
    language: str, tools: dict[str, Any], tmp_path: Path
) -> None:
    kept = tools["ts_file"](language)
    ours = tools["ts_file"](language, tmp_path)
    ours.write_bytes(kept.read_bytes())
    tools["release"](language, tmp_path)
    assert ours.with_suffix(".qm").read_bytes() == kept.with_suffix(".qm").read_bytes(), (
        "make translations"
    )
    tools["collect"](language, tmp_path)
    assert set(messages(ours)) == set(messages(kept)), "make translations"


@pytest.mark.parametrize("language", list(wording.LANGUAGES))
def test_nothing_is_missing(language: str, tools: dict[str, Any]) -> None:
    assert tools["missing"](language) == []


@pytest.mark.parametrize("language", list(wording.LANGUAGES))
def test_a_translation_has_the_gaps_of_its_source(language: str, tools: dict[str, Any]) -> None:
    gaps = re.compile(r"\{\w*\}|%n")
    for (source, _comment, counted), forms in messages(tools["ts_file"](language)).items():
        for form in forms:
            # A form of its own for one may do without the number.
            expected = set(gaps.findall(source)) - ({"%n", "{count}"} if counted else set())
            assert expected <= set(gaps.findall(form)) <= set(gaps.findall(source)), source


@pytest.mark.parametrize("language", _FOREIGN)
def test_every_sentence_of_the_data_layer_is_translated(
    language: str, tools: dict[str, Any]
) -> None:
    translated = messages(tools["ts_file"](language))
    sentences = tools["sentences"]()
    assert "{path} does not exist; check the path." in sentences
    for sentence in sentences:
        (form,) = translated[sentence, "", False]
        assert form.strip() not in ("", sentence)


@pytest.mark.parametrize(
    "raising",
    ["NoRoom(f'{path} is full.')", "NoRoom(told)", "(NoRoom, 'It ' + why)", "NoRoom(str(error))"],
)
def test_a_sentence_that_nobody_could_translate_is_found(
    raising: str, tools: dict[str, Any], tmp_path: Path
) -> None:
    code = f"class NoRoom(ConstellationError): pass\nclass Other: pass\nwhat = {raising}\n"
    (tmp_path / "full.py").write_text(code, encoding="utf-8")
    with pytest.raises(ValueError, match=r"full\.py:3: a sentence must stand there"):
        tools["sentences"](tmp_path)


@pytest.fixture
def in_german() -> Iterator[None]:
    speak("de")
    yield
    speak(ENGLISH)


def test_errors_are_told_in_the_language_with_their_values(in_german: None) -> None:
    missing = DatabaseNotFound("{path} does not exist; check the path.", path="/a {path} b")
    assert said(missing) == "/a {path} b gibt es nicht; den Pfad prüfen."
    assert str(missing) == "/a {path} b does not exist; check the path."
    elsewhere = ConstellationError.of_data(json.loads(json.dumps(missing.as_data())))
    assert said(elsewhere) == said(missing)
    assert said(ConstellationError("Made here {path}.")) == "Made here {path}."
    assert said(ValueError("no error of ours")) == "no error of ours"


def test_every_reason_to_skip_a_record_has_words() -> None:
    assert set(import_words._REASONS) == set(REASONS)
    assert import_words.reason_words("no JSON object: message 2") == "no JSON object: message 2"
    assert import_words.reason_words("for want of time: all of it") == "for want of time: all of it"


def test_the_window_tells_faults_in_its_language(
    user: User, store: Path, in_german: None, tmp_path: Path
) -> None:
    missing, folder = tmp_path / "missing.db", tmp_path / "folder"
    user.ask_for(missing)
    user.until(lambda: user.notices)
    assert user.notices == [f"{missing} gibt es nicht; den Pfad prüfen."]
    user.open_store(store)
    folder.mkdir()
    # Told by the process that imports.
    user.window.sessions_dropped.emit([str(tmp_path / "gone.jsonl")])
    sheet = user.dialog(ImportSheet, "import")
    fault = sheet.findChild(QLabel, "import-fault")
    user.until(lambda: "gone.jsonl gibt es nicht; eine Sitzungsdatei" in fault.text())
    sheet.close()
    # And by the one that exports.
    user.window.exporting.begin(store, Request(Format.STORE, Scope()), folder, "all")
    user.until(lambda: f"{folder} ist ein Ordner; eine Datei darin nennen." in user.notices)


# -- What is seen ----------------------------------------------------------------------------------

_SAYS = """
import json, sys
from constellation_gui import wording
wording.speak(sys.argv[1])
from PySide6.QtCore import QLocale
from constellation_gui import formatting as f
from constellation_gui.actions import ACTIONS
from constellation_gui.menus import MENUS
f.use(f.Format(utc=True))
when = "2026-01-31T10:02:11.480Z"
texts = {action.id: action.text for action in ACTIONS}
menus = [[title for title, _entries in MENUS]]
for title, entries in MENUS:
    menus.append([texts.get(e, "") if isinstance(e, str) else e[0] for e in entries])
    menus += [[texts.get(i, "") for i in e[1]] for e in entries if not isinstance(e, str)]
formats = [
    f.money(1234.5), f.money(0.0000001), f.money(-1.42), f.count(1234), f.exact_count(1204331),
    f.size(1_420_000), f.duration(4.14), f.duration(11520), f.duration(200_000), f.money(None),
    f.day_of_year(when),
    f.date(when), f.moment(when), f.second(when), f.day(when), f.iso_date(when), f.clock(when),
]
print(json.dumps({"formats": formats, "menus": menus}))
"""


def said_by(*arguments: str) -> str:
    """Return what a process of Python prints, which may settle the language anew."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=_ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_german_numbers_and_days() -> None:
    assert json.loads(said_by("-c", _SAYS, "de"))["formats"] == [
        "1.234,50 $", "<0,0001 $", "−1,42 $", "1,2k", "1.204.331",
        "1,4 MB", "4,1 s", "3 h 12 min", "2 Tg. 7 h", "k. A.", "31.01.",
        "31.01.2026", "31.01.2026 10:02:11,480", "31.01.2026 10:02:11", "Samstag, 31.01.2026",
        "2026-01-31", "10:02:11",
    ]  # fmt: skip


@pytest.mark.parametrize("language", _FOREIGN)
def test_an_access_key_is_unique_in_its_menu(language: str) -> None:
    for captions in json.loads(said_by("-c", _SAYS, language))["menus"]:
        keys = [caption.partition("&")[2][:1].lower() for caption in captions if "&" in caption]
        assert len(keys) == len(set(keys)), captions


def test_whatever_a_person_reads_goes_through_translation(sample: Path) -> None:
    found = said_by("-m", "tests.gui.marked_window", str(sample)).splitlines()
    left = [line for line in found if not any(re.search(each, line) for each in _MAY_STAY)]
    assert left == [], "\n".join(["These are not translated:", *left])
