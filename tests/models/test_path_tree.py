"""Paths as a tree: every path once, folders joined, nothing too large to open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constellation_db import Key
from constellation_gui.models.outline import TOP, Outline
from constellation_gui.models.path_entries import PATHLESS, PathEntry
from constellation_gui.models.path_tree import FOLDER, PathTree, matching, split

_paths = st.lists(
    st.one_of(
        st.none(),
        st.lists(st.sampled_from(["a", "b", "src", "é", "", "."]), min_size=1, max_size=6).flatmap(
            lambda parts: st.sampled_from(["/", "\\"]).map(lambda sign: sign.join(parts))
        ),
        st.text(max_size=8),
    ),
    unique=True,
    max_size=30,
)


def entry(path: str | None, number: int = 0, *, kind: str = "file", versions: int = 1) -> PathEntry:
    kind = PATHLESS if path is None else kind
    return PathEntry(path, kind, versions, Key("2026-01-31T10:00:00.000", number), str(number))


def tree_of(*paths: str | None) -> PathTree:
    return PathTree([entry(path, number) for number, path in enumerate(paths)])


def drawn(tree: PathTree) -> list[str]:
    nodes = [tree.node(number) for number in range(len(tree))]
    return ["  " * node.depth + node.name for node in nodes]


@given(_paths)
def test_every_path_stands_once(paths: list[str | None]) -> None:
    tree = tree_of(*paths)
    nodes = [tree.node(number) for number in range(len(tree))]
    assert sorted(repr(node.entry.path) for node in nodes if node.entry) == sorted(map(repr, paths))
    for path in paths:
        number = tree.number_of(path)
        assert number is not None
        found = nodes[number].entry
        assert found is not None
        assert found.path == path


@given(_paths)
def test_folders_sum_up_what_is_in_them(paths: list[str | None]) -> None:
    tree = tree_of(*paths)
    for number in range(len(tree)):
        node, children = tree.node(number), [tree.node(child) for child in tree.children(number)]
        if node.entry is None:
            assert node.kind == FOLDER
            assert node.paths == sum(child.paths for child in children)
            assert node.versions == sum(child.versions for child in children)
            assert node.latest == max(child.latest for child in children)
        else:
            assert not children
    top = [tree.node(number) for number in tree.children(TOP)]
    assert sum(node.paths for node in top) == len(paths)


def test_folders_that_are_all_there_is_are_joined() -> None:
    assert drawn(tree_of("/home/ann/app/src/a.ts", "/home/ann/app/src/b.ts", "/home/ann/x.md")) == [
        "/home/ann",
        "  app/src",
        "    a.ts",
        "    b.ts",
        "  x.md",
    ]


def test_paths_of_all_kinds_stand_beside_each_other() -> None:
    found = tree_of("/a/b.ts", "a/b.ts", "C:\\work\\x.ts", "win\\y.ts", None, "z.ts", "", "Ä.ts")
    assert drawn(found) == [
        "/a",
        "  b.ts",
        "a",
        "  b.ts",
        "C:\\work",
        "  x.ts",
        "win",
        "  y.ts",
        "",
        "z.ts",
        "Ä.ts",
        "Without a path",
    ]


def test_a_file_may_be_called_as_a_folder_is() -> None:
    assert drawn(tree_of("a", "a/b", "a/b/c")) == ["a", "  b", "    c", "  b", "a"]


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("/a/b", ["/", "a", "b"]),
        ("a//b", ["a", "b"]),
        ("//server/x", ["//", "server", "x"]),
        ("\\\\server\\x", ["\\\\", "server", "x"]),
        ("C:\\a\\b", ["C:", "a", "b"]),
        ("a\\b/c", ["a\\b", "c"]),
        ("a/", ["a/"]),
        ("/", ["/"]),
        ("", [""]),
    ],
)
def test_paths_are_split(path: str, parts: list[str]) -> None:
    assert split(path) == parts


def test_a_path_of_thousands_of_folders_is_cut_short() -> None:
    found = tree_of("a/" * 5_000 + "x", "a/" * 10 + "x")
    assert len(found) == 4
    assert found.number_of("a/" * 5_000 + "x") is not None


def test_a_large_folder_is_shown_in_ranges() -> None:
    found = PathTree([entry(f"f{number:05}.ts", number) for number in range(2_600)])
    assert [found.node(number).name for number in found.children(TOP)] == [
        "f00000.ts … f00499.ts",
        "f00500.ts … f00999.ts",
        "f01000.ts … f01499.ts",
        "f01500.ts … f01999.ts",
        "f02000.ts … f02499.ts",
        "f02500.ts … f02599.ts",
    ]
    assert max(found.count(number) for number in range(len(found))) == 500


def test_matching_ignores_case_and_finds_what_has_no_path() -> None:
    entries = [entry("/src/App.ts"), entry("/src/straße.ts"), entry(None)]
    assert [each.path for each in matching(entries, "APP")] == ["/src/App.ts"]
    assert [each.path for each in matching(entries, "STRASSE")] == ["/src/straße.ts"]
    assert [each.path for each in matching(entries, "without")] == [None]
    assert matching(entries, "") == entries


@st.composite
def depths(draw: st.DrawFn) -> list[int]:
    """Depths as an outline wants them: each at most one more than the one before."""
    found: list[int] = []
    for _ in range(draw(st.integers(0, 40))):
        found.append(draw(st.integers(0, found[-1] + 1 if found else 0)))
    return found


@given(depths())
def test_an_outline_knows_who_stands_under_whom(rows: list[int]) -> None:
    outline = Outline(rows)
    assert len(outline) == len(rows)
    for number, depth in enumerate(rows):
        above = list(outline.ancestors(number))
        assert len(above) == depth
        siblings = list(outline.children(outline.parent(number)))
        assert siblings.index(number) == outline.row(number)
        assert outline.child(outline.parent(number), outline.row(number)) == number
    every = sorted(
        child for number in [TOP, *range(len(rows))] for child in outline.children(number)
    )
    assert every == list(range(len(rows)))
    assert outline.branches == sum(outline.count(number) > 0 for number in range(len(rows)))


@given(depths(), st.integers(0, 5), st.integers(0, 20))
def test_opening_keeps_bounds(rows: list[int], levels: int, most: int) -> None:
    outline = Outline(rows)
    opened = outline.openable(TOP, levels, most)
    assert sum(outline.count(number) for number in opened) <= most
    assert all(outline.count(number) and rows[number] < levels for number in opened)
    assert all(set(outline.ancestors(number)) <= set(opened) for number in opened)


def test_more_than_can_be_seen_stands_in_ranges_without_folders_too() -> None:
    tree = PathTree([entry(f"/src/{number:04}", number) for number in range(1_200)], flat=True)
    tops = [tree.node(number) for number in tree.children(TOP)]
    assert [(node.name, node.paths) for node in tops] == [
        ("0000 … 0499", 500),
        ("0500 … 0999", 500),
        ("1000 … 1199", 200),
    ]
    assert [tree.path(number) for number in tree.children(2 * 501)][-1] == "/src/1199"
