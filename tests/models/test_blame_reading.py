"""The history of a file is read little by little, and what is known of it is not read again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from constellation_db import Cancellation, Cancelled, Database
from constellation_gui.diff.blame import UNRECORDED
from constellation_gui.models import blame_reading
from constellation_gui.models.blame_reading import Attribution, read_on, with_versions
from tests.builders import Row, output, plain, project, write

APP = project(id="app")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database.open(tmp_path / "store.db") as opened:
        write(opened.path, projects=[APP])
        yield opened


def versions(*contents: str | None, **columns: Any) -> list[Row]:
    return [
        output(APP, id=f"v{number}", content=content, **columns)
        for number, content in enumerate(contents)
    ]


def known_of(
    database: Database, id: str, known: Attribution | None = None, steps: list[int] | None = None
) -> Attribution:
    """Attribute a version to the end; `steps` gets how far each stretch came."""
    row = database.outputs.row(id)
    found = database.outputs.contents(id)
    assert row is not None
    assert found is not None
    assert found.content is not None
    known = with_versions(database, row, known or Attribution())
    number = known.number(row)
    while known.reached(number) < number:
        known = read_on(database, known, number, found.content, Cancellation().check)
        if steps is not None:
            steps.append(known.reached(number))
    return known


def origins(database: Database, id: str, known: Attribution | None = None) -> list[int]:
    known = known_of(database, id, known)
    row = database.outputs.row(id)
    assert row is not None
    return list(known.origins[known.number(row)])


def test_lines_come_from_versions(database: Database) -> None:
    write(database.path, outputs=versions("a\nb\n", "a\nB\n", "x\na\nB\n"))
    assert origins(database, "v0") == [0, 0]
    assert origins(database, "v1") == [0, 1]
    assert origins(database, "v2") == [2, 0, 1]


def test_another_path_or_project_is_another_history(database: Database) -> None:
    write(
        database.path,
        projects=[project(id="other")],
        outputs=[
            output(APP, path="/other", content="a\n"),
            output("other", content="a\n"),
            *versions("a\n"),
        ],
    )
    known = known_of(database, "v0")
    assert [row.id for row in known.versions] == ["v0"]


def test_an_output_without_a_path_has_no_history(database: Database) -> None:
    write(database.path, outputs=versions("a\n", "a\nb\n", path=None))
    assert origins(database, "v1") == [0, 0]


def test_versions_without_content_are_passed_over(database: Database) -> None:
    write(database.path, outputs=versions(None, "a\n", None, None, "a\nb\n"))
    assert origins(database, "v4") == [1, 4]


def test_what_nobody_recorded_is_nobody_s(database: Database) -> None:
    first, second = versions("a\nb\n", "a\nb\nhand\nc\n")
    second["previous_content"] = "a\nb\nhand\n"
    write(database.path, outputs=[first, second])
    assert origins(database, "v1") == [0, 0, UNRECORDED, 1]


def test_what_a_version_without_content_wrote_is_told_by_the_next(database: Database) -> None:
    first, blank, third = versions("a\n", None, "a\nb\nc\n")
    third["previous_content"] = "a\nb\n"
    write(database.path, outputs=[first, blank, third])
    assert origins(database, "v2") == [0, 1, 2]


def test_a_long_history_is_read_in_stretches(database: Database) -> None:
    texts = ["".join(f"{line}\n" for line in range(number + 1)) for number in range(250)]
    write(database.path, outputs=versions(*texts))
    steps: list[int] = []
    known = known_of(database, "v249", steps=steps)
    assert steps == [99, 199, 249]
    assert list(known.origins[249]) == list(range(250))


def test_a_stretch_without_content_goes_on(database: Database) -> None:
    write(database.path, outputs=versions("a\n", *[None] * 150, "a\nb\n"))
    assert origins(database, "v151") == [0, 151]


def test_only_what_is_new_is_read(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    write(database.path, outputs=versions("a\n", "a\nb\n", "a\nb\nc\n"))
    known = known_of(database, "v1")
    read: list[str] = []
    usual = database.outputs.contents
    monkeypatch.setattr(database.outputs, "contents", lambda id: read.append(id) or usual(id))
    known = known_of(database, "v2", known)
    assert read == ["v2", "v1", "v2"]  # by the test, to go on from, for what it kept
    read.clear()
    assert origins(database, "v0", known) == [0]
    assert read == ["v0"]  # by the test


def test_what_was_deleted_meanwhile_counts_no_more(database: Database) -> None:
    write(database.path, outputs=versions("a\n", "a\nb\n", "a\nb\nc\n"))
    known = known_of(database, "v2")
    database.outputs.delete("v1")
    assert origins(database, "v2", known) == [0, 1, 1]


def test_what_was_rewritten_in_place_is_read_anew(database: Database) -> None:
    write(database.path, outputs=versions("a\n", "a\nb\n", "a\nb\nc\n"))
    known = known_of(database, "v1")
    with plain(database.path) as connection:
        connection.execute("UPDATE outputs SET content = 'x\ny\nb\n' WHERE id = 'v1'")
    assert origins(database, "v2", known) == [2, 1, 2]


def test_little_of_a_long_history_is_kept(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blame_reading, "_MOST_KEPT_BYTES", 100)
    write(database.path, outputs=versions(*["a\n" * number for number in range(1, 60)]))
    known = known_of(database, "v58")
    assert set(known.origins) == {58}
    assert list(known_of(database, "v3", known).origins[3]) == [0, 1, 2, 3]


def test_it_can_be_stopped(database: Database) -> None:
    write(database.path, outputs=versions("a\n"))
    row = database.outputs.row("v0")
    assert row is not None
    cancellation = Cancellation()
    cancellation.cancel()
    known = with_versions(database, row, Attribution())
    with pytest.raises(Cancelled):
        read_on(database, known, 0, b"a\n", cancellation.check)
