"""The files of a review as Qt sees them: contracts, sums, and what happens while it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPersistentModelIndex
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from constellation_db import Database, Key
from constellation_gui.models.diff_model import DiffModel
from constellation_gui.models.review_files import ReviewQuery
from constellation_gui.models.review_model import ReviewModel
from constellation_gui.models.review_stack import ReviewStack
from constellation_gui.queries import InlineQueries, Queries
from tests.builders import agent, empty_store, project, write
from tests.gui.files_tab import version

OnStore = Callable[[Path], Queries]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store is, with 100 files in 10 folders, each written twice."""
    path = tmp_path / "store.db"
    empty_store(path)
    outputs = [
        version(f"{turn}-{n}", text, path=f"/src/{n % 10}/{n}.ts")
        for turn, text in enumerate(("x\n", "x\ny\n"))
        for n in range(100)
    ]
    people = [agent("p", id="root"), agent("p", "root", id="coder")]
    write(path, projects=[project(id="p")], agents=people, outputs=outputs)
    return path


@pytest.fixture
def inline(path: Path) -> Iterator[InlineQueries]:
    with Database.open(path) as database:
        yield InlineQueries(database)


def sums(model: ReviewModel) -> list[str]:
    """What the uppermost row and those below it say of their lines."""
    top = model.index(0, 0)
    rows = [top, *(model.index(row, 0, top) for row in range(model.rowCount(top)))]
    return [f"{row.data()} {row.siblingAtColumn(2).data()}" for row in rows]


def test_the_contract_inline(inline: InlineQueries, qtmodeltester: ModelTester) -> None:
    model = ReviewModel(inline)
    qtmodeltester.check(model)
    model.show(ReviewQuery("p"))
    model.set_flat(True)
    model.set_flat(False)
    model.narrow(ReviewQuery("p", until=model.times.instants[50]))
    assert model.counted == len(model.files) == 51


def test_the_contract_threaded(
    path: Path, queries_on: OnStore, qtmodeltester: ModelTester, qtbot: QtBot
) -> None:
    queries = queries_on(path)
    model = ReviewModel(queries)
    qtmodeltester.check(model)
    model.show(ReviewQuery("p"))
    qtbot.waitUntil(lambda: queries.idle and model.counted == 100, timeout=20_000)
    write(path, outputs=[version("z", "z\n", path="/src/1/z.ts")])
    model.refresh()
    model.refresh()
    qtbot.waitUntil(lambda: queries.idle and model.counted == 101, timeout=20_000)


def test_folders_sum_up_what_is_in_them(inline: InlineQueries) -> None:
    model = ReviewModel(inline)
    model.show(ReviewQuery("p"))
    assert sums(model) == ["/src +200", *(f"{n} +20" for n in range(10))]


def test_lines_are_counted_little_by_little(path: Path, queries_on: OnStore, qtbot: QtBot) -> None:
    queries = queries_on(path)
    model = ReviewModel(queries)
    seen: list[str] = []
    model.arrived.connect(lambda: seen.append(sums(model)[0]))
    model.counting.connect(lambda: seen.append(sums(model)[0]))
    model.show(ReviewQuery("p"))
    qtbot.waitUntil(lambda: model.counted == 100, timeout=20_000)
    # Forty files at most are read in one go.
    assert len(seen) >= 4
    assert (seen[0], seen[-1]) == ("/src …", "/src +200")
    assert all(each.endswith("…") for each in seen[1:-1])


def test_a_row_stays_itself_in_another_span(inline: InlineQueries) -> None:
    model = ReviewModel(inline)
    model.show(ReviewQuery("p"))
    kept = QPersistentModelIndex(model.index_of("/src/3/13.ts"))
    gone = QPersistentModelIndex(model.index_of("/src/9/99.ts"))
    first: Key = model.times.instants[20]
    model.narrow(ReviewQuery("p", until=first))
    assert kept.data() == "13.ts"
    assert kept.sibling(kept.row(), 2).data() == "+1"
    assert not gone.isValid()


def test_all_diffs_face_the_contract_while_they_come(
    inline: InlineQueries, qtmodeltester: ModelTester
) -> None:
    model, files = DiffModel(inline), ReviewModel(inline)
    qtmodeltester.check(model)
    stack = ReviewStack(inline, model)
    files.show(ReviewQuery("p"))
    stack.show(files.in_order())
    assert stack.whole
    # A heading, that of the hunk, and two lines.
    assert model.rowCount() == 100 * 4
