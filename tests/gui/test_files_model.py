"""Files and versions as Qt sees them: contracts, what follows a writer, work counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from constellation_db import Database, DatabaseCorrupt
from constellation_gui.diff.changes import find_changes
from constellation_gui.diff.comparison import Comparison
from constellation_gui.diff.lines import Lines
from constellation_gui.diff.sheets import PlainSheet, UnifiedSheet
from constellation_gui.models.columns import DepthRole, IconRole
from constellation_gui.models.diff_model import DiffModel
from constellation_gui.models.files_model import FilesModel
from constellation_gui.models.path_entries import PathQuery
from constellation_gui.models.version_rows import PAGE, VersionQuery
from constellation_gui.models.versions_model import VersionsModel
from constellation_gui.queries import InlineQueries, Queries
from tests.builders import agent, empty_store, output, project, write
from tests.gui.panes import counted_selects, damaged

OnStore = Callable[[Path], Queries]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a new store is, with one project, two agents and no outputs."""
    path = tmp_path / "store.db"
    empty_store(path)
    agents = [agent("p", id="root", name="Root"), agent("p", "root", id="coder", name="coder")]
    write(path, projects=[project(id="p"), project(id="other")], agents=agents)
    return path


@pytest.fixture
def inline(path: Path) -> Iterator[InlineQueries]:
    with Database.open(path) as database:
        yield InlineQueries(database)


def record(path: Path, *paths: str | None, by: str | None = "root", **columns: str) -> None:
    """Write a version of each of these paths."""
    write(path, outputs=[output("p", by, path=each, **columns) for each in paths])


def outline(model: FilesModel) -> list[str]:
    """Each row's name and versions, after as many dots as it is deep."""
    lines, waiting = [], [model.index(row, 0) for row in reversed(range(model.rowCount()))]
    while waiting:
        index = waiting.pop()
        versions = index.siblingAtColumn(1).data()
        lines.append(f"{'.' * index.data(DepthRole)}{index.data()} {versions}")
        waiting += [model.index(row, 0, index) for row in reversed(range(model.rowCount(index)))]
    return lines


# -- Files ----------------------------------------------------------------------------------------


def test_the_tree_of_a_project(
    path: Path, inline: InlineQueries, qtmodeltester: ModelTester
) -> None:
    record(path, "/src/a.ts", "/src/b.ts", "/src/a.ts", None, "notes.md")
    model = FilesModel(inline)
    model.show("p")
    qtmodeltester.check(model)
    assert outline(model) == ["/src 3", ".a.ts 2", ".b.ts 1", "notes.md 1", "Without a path 1"]
    assert model.total == 4
    assert model.last is not None
    assert model.last.path == "notes.md"


def test_the_contract_holds_while_threads_deliver(
    path: Path, queries_on: OnStore, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    record(path, "/src/a.ts", "/src/b.ts")
    queries = queries_on(path)
    model = FilesModel(queries)
    qtmodeltester.check(model)
    model.show("p")
    qtbot.waitUntil(lambda: model.loaded)
    record(path, "/src/c.ts", "/x/y.ts", "/src/a.ts")
    model.refresh()
    model.filter("src")
    qtbot.waitUntil(lambda: queries.idle)
    qtmodeltester.check(model)
    assert outline(model) == ["/src 4", ".a.ts 2", ".b.ts 1", ".c.ts 1"]


def test_only_what_the_agent_wrote(path: Path, inline: InlineQueries) -> None:
    record(path, "/a.ts", by="root")
    record(path, "/a.ts", "/b.ts", by="coder")
    model = FilesModel(inline)
    model.show("p", "coder")
    assert outline(model) == ["/ 2", ".a.ts 1", ".b.ts 1"]


def test_kinds_have_icons(path: Path, inline: InlineQueries) -> None:
    record(path, "file")
    record(path, "artifact", type="artifact")
    record(path, "log", type="log")
    record(path, "file become log")
    record(path, "file become log", type="log")
    model = FilesModel(inline)
    model.show("p")
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    assert {index.data(): index.data(IconRole) for index in rows} == {
        "file": "file",
        "artifact": "artifact",
        "log": "log",
        "file become log": "log",
    }


def test_a_refresh_keeps_what_one_holds_on_to(path: Path, inline: InlineQueries) -> None:
    record(path, "/src/app/a.ts", "/src/app/b.ts")
    model = FilesModel(inline)
    model.show("p")
    held = QPersistentModelIndex(model.index_of("path /src/app/b.ts"))
    record(path, "/src/c.ts", "/src/app/a2.ts", "/src/app/b.ts")
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.refresh()
    assert outline(model) == ["/src 5", ".app 4", "..a.ts 1", "..a2.ts 1", "..b.ts 2", ".c.ts 1"]
    assert model.data(held) == "b.ts"
    assert not resets


@pytest.mark.parametrize("agent_id", [None, "root"])
def test_a_refresh_reads_only_what_is_new(
    path: Path, inline: InlineQueries, agent_id: str | None
) -> None:
    record(path, *(f"/src/{n}.ts" for n in range(50)))
    model = FilesModel(inline)
    model.show("p", agent_id)
    tree = model.tree
    with counted_selects() as selects:
        model.refresh()
    assert model.tree is tree
    record(path, "/src/7.ts", "/new.ts")
    with counted_selects() as more:
        model.refresh()
    assert len(selects) <= 3
    assert len(more) <= 3
    assert not any("GROUP BY" in select for select in selects + more)
    assert model.index_of("path /new.ts").siblingAtColumn(1).data() == "1"
    assert model.index_of("path /src/7.ts").siblingAtColumn(1).data() == "2"


def test_what_was_deleted_goes(path: Path, inline: InlineQueries) -> None:
    record(path, "/a.ts", "/b.ts")
    model = FilesModel(inline)
    model.show("p")
    (gone, *_rest) = inline.database.outputs.page(project_id="p", path="/a.ts")
    inline.database.outputs.delete(gone.id)
    model.refresh()
    assert outline(model) == ["/ 1", ".b.ts 1"]


def test_a_fault_is_told_and_does_not_stay(path: Path, inline: InlineQueries) -> None:
    record(path, *(f"/src/{n}.ts" for n in range(500)))
    heard: list[object] = []
    model = FilesModel(inline)
    model.failed.connect(heard.append)
    inline.database.close()
    with damaged(path, "outputs"):
        model.show("p")
    assert [type(problem) for problem in heard] == [DatabaseCorrupt]
    assert model.problem is heard[0]
    assert not model.loaded
    inline.database.close()
    model.show("p")
    assert model.problem is None
    assert model.total == 500


# -- Versions -------------------------------------------------------------------------------------


def ids(model: VersionsModel) -> list[str]:
    return [version.row.id for version in model.versions]


def test_versions_newest_first(
    path: Path, inline: InlineQueries, qtmodeltester: ModelTester
) -> None:
    rows = [
        output("p", "root", id="first", content="a"),
        output("p", "nobody", id="second", content=None),
        output("p", None, id="third", content="äö"),
        output("p", None, path="/else"),
    ]
    write(path, outputs=rows)
    model = VersionsModel(inline)
    model.show(VersionQuery(output_id="first"))
    qtmodeltester.check(model)
    assert ids(model) == ["third", "second", "first"]
    columns = [[model.index(row, column).data() for row in range(3)] for column in (2, 4)]
    assert columns == [["unknown", "nobody", "Root"], ["4 B", "no content", "1 B"]]


def test_outputs_without_a_path_are_listed_together(path: Path, inline: InlineQueries) -> None:
    write(
        path,
        outputs=[
            output("p", "root", id="one", path=None),
            output("p", "root", path="/a"),
            output("p", "coder", id="two", path=None),
            output("other", id="elsewhere", path=None),
        ],
    )
    model = VersionsModel(inline)
    model.show(VersionQuery(pathless=PathQuery("p")))
    assert ids(model) == ["two", "one"]
    model.show(VersionQuery(pathless=PathQuery("p", "root")))
    assert ids(model) == ["one"]
    rows = {row.id: row.key for row in inline.database.outputs.page(project_id="p")}
    write(path, outputs=[output("p", "coder", id="three", path=None)])
    model.show(VersionQuery(pathless=PathQuery("p", "root", descendants=True)))
    assert ids(model) == ["three", "two", "one"]
    model.show(VersionQuery(pathless=PathQuery("p", "root", True, rows["one"], rows["two"])))
    assert ids(model) == ["two"]
    write(path, outputs=[output("p", "root", id="four", path=None)])
    model.refresh()
    assert ids(model) == ["two"]
    model.show(VersionQuery(pathless=PathQuery("p", until=rows["two"])))
    assert ids(model) == ["two", "one"]


def test_pages_follow_the_scrolling(
    path: Path, queries_on: OnStore, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    count = 2 * PAGE + 50
    write(path, outputs=[output("p", id=f"v{number}") for number in range(count)])
    queries = queries_on(path)
    model = VersionsModel(queries)
    model.show(VersionQuery(output_id="v0"))
    qtbot.waitUntil(lambda: model.loaded)
    assert model.rowCount() == PAGE
    qtmodeltester.check(model)  # asks for the next page itself
    qtbot.waitUntil(lambda: queries.idle)
    while model.canFetchMore():
        model.fetchMore()
        qtbot.waitUntil(lambda: queries.idle)
    assert ids(model) == [f"v{number}" for number in reversed(range(count))]


def test_a_version_far_back_is_there_when_asked_for(path: Path, inline: InlineQueries) -> None:
    write(path, outputs=[output("p", id=f"v{number}") for number in range(2 * PAGE + 50)])
    model = VersionsModel(inline)
    model.show(VersionQuery(output_id="v30"), until="v30")
    assert model.row_of("v30") == 2 * PAGE + 19
    assert not model.canFetchMore()


def test_new_versions_come_first_and_nothing_else_is_read(
    path: Path, inline: InlineQueries
) -> None:
    write(path, outputs=[output("p", id=f"v{number}") for number in range(5)])
    model = VersionsModel(inline)
    model.show(VersionQuery(output_id="v0"))
    held = QPersistentModelIndex(model.index(2, 0))
    write(path, outputs=[output("p", id="v5"), output("p", id="v6")])
    reset: list[bool] = []
    model.modelReset.connect(lambda: reset.append(True))
    model.refresh()
    assert ids(model) == ["v6", "v5", "v4", "v3", "v2", "v1", "v0"]
    assert held.row() == 4
    assert not reset


# -- Lines ----------------------------------------------------------------------------------------


def sheet(old: str, new: str) -> UnifiedSheet:
    texts = Lines(old.encode()), Lines(new.encode())
    return UnifiedSheet(Comparison(*texts, find_changes(texts[0].data, texts[1].data)))


def test_lines_of_a_text(inline: InlineQueries, qtmodeltester: ModelTester) -> None:
    model = DiffModel(inline)
    qtmodeltester.check(model)
    model.show(PlainSheet(Lines("one\ntwo\x1b\u202e\r\nthree".encode())))
    qtmodeltester.check(model)
    assert [model.index(row, 0).data() for row in range(3)] == ["one", "two⟨ESC⟩⟨RLO⟩", "three"]
    spoken = model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "line 3: three"


def test_lines_of_a_diff(
    path: Path, queries_on: OnStore, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    queries = queries_on(path)
    model = DiffModel(queries)
    qtmodeltester.check(model)
    model.show(sheet("a\nthe old line\n", "a\nthe new line\r\n"))
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        "@@ -1,2 +1,2 @@",
        "a",
        "the old line",
        "the new line",
    ]
    assert model.difference(2).words == ()
    model.look_at(0, 3)
    qtbot.waitUntil(lambda: queries.idle)
    assert model.difference(2).words == ((4, 3),)
    assert model.difference(3).words == ((4, 3),)
    assert model.difference(3).ending
    spoken = model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "removed line 2: the old line"


def test_a_million_lines_cost_what_is_seen(inline: InlineQueries, qtbot: QtBot) -> None:
    model = DiffModel(inline)
    model.show(sheet("x\n" * 500_000, "y\n" * 500_000))
    assert model.rowCount() == 1_000_001
    model.look_at(700_000, 700_040)
    assert 100 < len(model._differences) < 300
    assert model.index(999_999, 0, QModelIndex()).data() == "y"


def test_a_line_too_long_to_show_says_so(inline: InlineQueries) -> None:
    model = DiffModel(inline)
    long = "x" * 3_000_000
    model.show(sheet(f"{long}a\n", f"{long}b\n"))
    model.look_at(0, 2)
    assert len(model.index(1, 0).data()) == 2_000
    assert model.shown(1).hidden == 2_998_001
    assert "3.0 MB more" in model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert model.difference(1).beyond == 3_000_000
