"""Orders of files: what decides, what ties, and what stands at the end whichever way they run."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from constellation_db import Key
from constellation_gui.models.file_facts import FileFacts
from constellation_gui.models.file_orders import LARGEST_FIRST, USUAL, FileOrder, in_order
from constellation_gui.models.path_entries import PATHLESS, PathEntry

ORDERS = st.builds(FileOrder, st.sampled_from(list(LARGEST_FIRST)), st.booleans())


def entry(path: str | None, versions: int = 1, time: str = "2026", at: int = 0) -> PathEntry:
    kind = PATHLESS if path is None else "file"
    return PathEntry(path, kind, versions, Key(time, at), f"id of {path}", f"writer of {path}")


ENTRIES = st.lists(
    st.builds(
        entry,
        st.none() | st.text("abAB/", max_size=3),
        st.integers(1, 3),
        st.sampled_from(["2025", "2026"]),
        st.integers(0, 3),
    ),
    max_size=12,
    unique_by=lambda each: each.path,
)


@given(ENTRIES, ORDERS, st.data())
def test_every_path_stands_there_once_in_order(
    entries: list[PathEntry], order: FileOrder, data: st.DataObject
) -> None:
    lines = st.none() | st.integers(0, 3)
    facts = {
        each: FileFacts("", data.draw(lines), data.draw(lines))
        for each in entries
        if data.draw(st.booleans())
    }
    authors = {
        each.author_id or "": data.draw(st.sampled_from(["", "Ann", "bob"])) for each in entries
    }

    def value(each: PathEntry) -> object:
        found = facts.get(each)
        return {
            "path": (each.path or "").casefold(),
            "versions": each.versions,
            "added": found and found.added,
            "removed": found and found.removed,
            "author": authors[each.author_id or ""].casefold() or None,
            "time": each.latest,
        }[order.by]

    found = in_order(entries, order, facts, authors)
    assert sorted(map(id, found)) == sorted(map(id, entries))
    ranks = [2 if each.path is None else value(each) is None for each in found]
    assert ranks == sorted(ranks)
    values = [value(each) for each, rank in zip(found, ranks, strict=True) if rank == 0]
    assert values == sorted(values, reverse=order.descending)  # type: ignore[type-var]


def test_what_ties_stands_by_path_whichever_way() -> None:
    entries = [entry("b", 2), entry("c", 1), entry("a", 2)]
    for descending, paths in ((True, "abc"), (False, "cab")):
        found = in_order(entries, FileOrder("versions", descending), {}, {})
        assert "".join(each.path or "" for each in found) == paths


@given(ORDERS)
def test_an_order_is_remembered(order: FileOrder) -> None:
    assert FileOrder.parse(str(order)) == order


def test_nonsense_is_the_usual_order() -> None:
    for nonsense in (None, 7, "", "size desc", "path"):
        assert FileOrder.parse(nonsense) == USUAL


def test_the_same_again_turns_it_round() -> None:
    assert USUAL.turned_to("time") == FileOrder("time", descending=True)
    assert FileOrder("time", descending=True).turned_to("time") == FileOrder("time")
    assert FileOrder("time").turned_to("author") == FileOrder("author")
