"""Sessions that can be imported: how they are arranged, and what ticks mean."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from constellation_gui.importing.messages import (
    Choice,
    Import,
    SessionFound,
    SessionsFound,
    decode,
    encode,
)
from constellation_gui.models.sessions_model import CHECK, SessionsModel

pytestmark = pytest.mark.usefixtures("qapp")  # models wait a moment by Qt's timers


def session(name: str, folder: str = "/home/ada/shop", **how: object) -> SessionFound:
    source, changed = str(how.get("source", "claude")), float(str(how.get("changed", 0)))
    known = int(str(how.get("imported", 0)))
    path = f"/s/{name}.jsonl"
    return SessionFound(name, source, folder, f"Do {name}", path, 1, 100, changed, known)


def found(*sessions: SessionFound) -> SessionsModel:
    model = SessionsModel()
    for name, title in (("claude", "Claude Code"), ("codex", "Codex")):
        model.name_source(name, title)
    model.add(sessions)
    model.settle()
    return model


SOME = (
    session("a", changed=1),
    session("b", changed=3),
    session("c", "/home/ada/docs", changed=2),
    session("d", source="codex", changed=9),
)


def shown(model: SessionsModel) -> list[str]:
    marks = {node.key: model.tree.chosen[number] for number, node in enumerate(model.tree.nodes)}
    return [f"{'  ' * node.depth}{node.name} {marks[node.key]}" for node in model.tree.nodes]


def untick(model: SessionsModel, key: str) -> None:
    model.tick(model.index_at(model.tree.numbers[key]), False)


def test_sessions_stand_in_their_folders_the_newest_first_and_all_are_ticked() -> None:
    assert shown(found(*SOME)) == [
        "Claude Code 3",
        "  /home/ada/shop 2",
        "    Do b 1",
        "    Do a 1",
        "  /home/ada/docs 1",
        "    Do c 1",
        "Codex 1",
        "  /home/ada/shop 1",
        "    Do d 1",
    ]


def test_a_choice_names_wholes_where_it_can() -> None:
    model = found(*SOME)
    assert model.choice((), usual=True) == Choice(("claude", "codex"))
    untick(model, "a")
    docs = ("claude", "/home/ada/docs")
    assert model.choice((), usual=True) == Choice(("codex",), (docs,), ("b",))
    untick(model, "source codex")
    assert model.choice(("/s",), usual=False) == Choice((), (docs,), ("b",), ("/s",), False)
    untick(model, "folder claude /home/ada/docs")
    assert model.choice((), usual=True) == Choice((), (), ("b",))
    assert model.index_at(0).data(CHECK) is Qt.CheckState.PartiallyChecked


def test_what_is_followed_grows_by_another_choice() -> None:
    one = Choice(("claude",), (), ("a",), ("/s",), False)
    assert one.joined(Choice(("codex", "claude"), (("codex", "/x"),), ("a",))) == Choice(
        ("claude", "codex"), (("codex", "/x"),), ("a",), ("/s",), True
    )


def test_what_arrives_later_is_ticked_as_its_folder_and_its_source_are() -> None:
    model = found(*SOME)
    untick(model, "folder claude /home/ada/shop")
    model.add([session("e"), session("f", "/new"), session("g", source="codex")])
    model.settle()
    assert {one.id for one in model.chosen} == {"c", "d", "f", "g"}


def test_a_tick_on_a_filtered_folder_means_what_is_shown_of_it() -> None:
    model = found(*SOME)
    model.filter("do A")
    assert shown(model) == ["Claude Code 1", "  /home/ada/shop 1", "    Do a 1"]
    untick(model, "source claude")
    model.filter("")
    assert {one.id for one in model.chosen} == {"b", "c", "d"}


IMPORTED = (
    session("a", changed=1, imported=100),
    session("b", changed=3, imported=60),
    session("c", changed=2),
    session("d", "/home/ada/docs", imported=100),
    session("e", source="codex", changed=9, imported=100),
)


def test_each_row_says_what_of_it_is_in_the_store() -> None:
    model = found(*IMPORTED)
    assert [
        (node.name, model.index_at(number, 1).data())
        for number, node in enumerate(model.tree.nodes)
    ] == [
        ("Claude Code", "1 new, 1 grown, 2 imported"),
        ("/home/ada/shop", "1 new, 1 grown, 1 imported"),
        ("Do b", "40 B new"),
        ("Do c", "New"),
        ("Do a", "Imported"),
        ("/home/ada/docs", "1 imported"),
        ("Do d", "Imported"),
        ("Codex", "1 imported"),
        ("/home/ada/shop", "1 imported"),
        ("Do e", "Imported"),
    ]


def test_what_is_new_or_grown_is_ticked_until_somebody_says_otherwise() -> None:
    model = found(*IMPORTED)
    assert {one.id for one in model.chosen} == {"b", "c"}
    model.tick(model.index_at(model.tree.numbers["source codex"]), True)
    untick(model, "b")
    assert {one.id for one in model.chosen} == {"c", "e"}
    assert not model.up_to_date
    # Another store is compared with: what nobody spoke of follows.
    model.add(session(one.id, one.folder, source=one.source) for one in IMPORTED)
    model.settle()
    assert {one.id for one in model.chosen} == {"a", "c", "d", "e"}


def test_what_is_imported_is_followed_unless_it_was_refused() -> None:
    model = found(*IMPORTED)
    assert model.choice((), usual=True) == Choice(("claude", "codex"))
    untick(model, "source codex")
    untick(model, "c")
    docs = ("claude", "/home/ada/docs")
    assert model.choice((), usual=True) == Choice((), (docs,), ("a", "b"))
    model.tick_all(False)
    assert model.choice((), usual=True) == Choice()
    assert model.refused


def test_only_what_is_new_can_be_shown_and_then_ticks_mean_that() -> None:
    model = found(*IMPORTED)
    model.filter("", only_new=True)
    assert shown(model) == ["Claude Code 2", "  /home/ada/shop 2", "    Do b 1", "    Do c 1"]
    untick(model, "source claude")
    model.filter("")
    assert model.chosen == []
    assert model.choice((), usual=True).sessions == ("a",)


def test_where_all_is_imported_it_is_up_to_date() -> None:
    model = found(*(one for one in IMPORTED if not one.rest))
    assert model.up_to_date
    assert model.chosen == []


def test_the_model_keeps_the_rules(qtmodeltester: ModelTester) -> None:
    model = found(*SOME)
    qtmodeltester.check(model)
    model.add([session("e", "/new")])
    model.settle()
    model.tick_all(False)
    model.filter("nothing like it")


@pytest.mark.parametrize(
    "message",
    [
        Import(None, Choice(("claude",), (("codex", "/x"),), ("a", "b"), ("/p",), False), True),
        SessionsFound((session("a\nb ü"),)),
    ],
)
def test_messages_come_out_as_they_went_in(message: object) -> None:
    assert decode(encode(message)) == message
