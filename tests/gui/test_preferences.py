"""What is remembered between two starts, and what a broken file costs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from constellation_gui.place import Place
from constellation_gui.preferences import Preferences
from constellation_gui.session import Session


def test_what_was_chosen_is_found_again_and_reads_well() -> None:
    preferences = Preferences.load()
    assert preferences == Preferences()
    preferences.theme = "dark"
    preferences.save()

    assert Preferences.load().theme == "dark"
    assert json.loads(Preferences.path().read_text()) == {"theme": "dark"}


def test_keys_of_another_version_are_kept() -> None:
    Preferences.path().parent.mkdir(parents=True)
    Preferences.path().write_text('{"theme": "dark", "rainbow": [1, 2]}')

    preferences = Preferences.load()
    preferences.theme = "system"
    preferences.save()

    assert json.loads(Preferences.path().read_text()) == {"rainbow": [1, 2]}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "not json",
        "[]",
        '{"recent": "one", "theme": 3}',
        '{"recent": [1], "geometry": {}, "live_interval": "fast", "widths": [true]}',
    ],
)
def test_a_broken_file_costs_no_more_than_what_it_held(content: str) -> None:
    for path in (Preferences.path(), Session.path()):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)

    assert Preferences.load() == Preferences()
    assert Session.load() == Session()


@pytest.mark.parametrize(
    ("name", "bad", "good"),
    [
        ("theme", "pink", "dark"),
        ("contrast", True, "on"),
        ("zoom", 1000, 150),
        ("zoom", 150.5, 150),
        ("interface_font", 7, "Inter"),
        ("mono_font", None, "Courier"),
        ("font_size", -1, 12),
        ("font_size", float("nan"), 12.5),
        ("utc", 1, True),
        ("currency_digits", 7, 6),
        ("currency_digits", True, 3),
        ("live_interval", 10**400, 0.5),
        ("live_interval", True, 60),
        ("default_store", "a\0b", "~/runs.db"),
        ("start_with", "both", "default"),
    ],
)
def test_each_bad_value_costs_itself_alone(name: str, bad: object, good: object) -> None:
    Preferences.path().parent.mkdir(parents=True)
    default = getattr(Preferences(), name)
    other = "default_store" if name != "default_store" else "mono_font"
    for value, expected in ((bad, default), (good, good)):
        Preferences.path().write_text(json.dumps({name: value, other: "kept"}))
        preferences = Preferences.load()
        assert getattr(preferences, name) == expected
        assert getattr(preferences, other) == "kept"


def test_a_folder_that_cannot_be_written_costs_nothing_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    folder = Session.path().parent
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("a file in the way")

    Session().save()

    assert "could not be written" in caplog.text


def test_recent_stores_come_newest_first_and_once(tmp_path: Path) -> None:
    session = Session()
    for number in [*range(12), 5]:
        session.opened(tmp_path / f"{number}.db")

    assert session.last_store == str(tmp_path / "5.db")
    assert [int(Path(name).stem) for name in session.recent] == [5, 11, 10, 9, 8, 7, 6, 4, 3, 2]


def test_the_place_is_remembered_for_each_store(tmp_path: Path) -> None:
    session = Session()
    for number in range(60):
        session.leave(tmp_path / f"{number}.db", Place(project=str(number)))
    session.save()

    session = Session.load()
    assert len(session.places) == 50
    assert session.place_in(tmp_path / "59.db") == Place(project="59")
    assert session.place_in(tmp_path / "0.db") is None
    session.places[str(tmp_path / "59.db")] = "somewhere"
    assert session.place_in(tmp_path / "59.db") is None


def test_a_store_is_declined_once_and_accepted_again(tmp_path: Path) -> None:
    session = Session()
    session.set_declined(tmp_path, True)
    session.set_declined(tmp_path, True)
    assert session.declined == [str(tmp_path)]
    session.set_declined(tmp_path, False)
    assert session.declined == []


def test_two_processes_keep_what_the_other_noted(tmp_path: Path) -> None:
    one, other = Session.load(), Session.load()
    one.opened(tmp_path / "a.db")
    one.leave(tmp_path / "a.db", Place(project="a"))
    one.set_declined(tmp_path / "a.db", True)
    one.save()
    other.opened(tmp_path / "b.db")
    other.leave(tmp_path / "b.db", Place(project="b"))
    other.save()

    kept = Session.load()
    assert kept == other
    assert kept.last_store == str(tmp_path / "b.db")
    assert kept.recent == [str(tmp_path / "b.db"), str(tmp_path / "a.db")]
    assert kept.place_in(tmp_path / "a.db") == Place(project="a")
    assert kept.place_in(tmp_path / "b.db") == Place(project="b")
    assert kept.declined == [str(tmp_path / "a.db")]

    one.forget_recent()
    one.save()
    other.save()
    assert Session.load().recent == []


def test_what_could_not_be_kept_is_kept_the_next_time(tmp_path: Path) -> None:
    session = Session.load()
    session.opened(tmp_path / "a.db")
    Session.path().parent.parent.mkdir(parents=True, exist_ok=True)
    Session.path().parent.write_text("a file in the way")
    assert session.save() is not None
    Session.path().parent.unlink()
    assert session.save() is None
    assert Session.load().recent == [str(tmp_path / "a.db")]
