"""Searching takes a term literally, ignores case beyond ASCII, and looks into every row."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from constellation_db import Database
from tests.builders import agent, message, output, plain, project, write

CONTENTS = [
    "100% done_now",
    "100x doneXnow",
    "a_b a%b",
    'it\'s "quoted" -- ; DROP TABLE projects',
    "C:\\temp\\new.txt",
    "C:/temp/new.txt",
    "rocket 🚀 and family 👨‍👩‍👧",
    "ÜBERSETZUNG Straße Ünïcode",
    "übersetzung STRASSE",
    "日本語のテキスト",
    "ΣΊΣΥΦΟΣ",
    "before\0after the NUL",
    "\x1b[31mred\x1b[0m",
    "tab\tand\r\nline",
    "",
]


@pytest.fixture
def agent_id(db: Database) -> str:
    """An agent that was told every text above, in that order."""
    someone = project()
    mine = agent(someone)
    rows = [message(mine, id=f"{n}", content=text) for n, text in enumerate(CONTENTS)]
    write(db.path, projects=[someone], agents=[mine], agent_history=rows)
    return str(mine["id"])


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("%", [0, 2]),
        ("_", [0, 2]),
        ("100%", [0]),
        ("done_now", [0]),
        ("DONE_NOW", [0]),
        ("a_b", [2]),
        ("a%b", [2]),
        ("'", [3]),
        ('"quoted"', [3]),
        ("-- ; drop table", [3]),
        ("\\", [4]),
        ("\\temp\\", [4]),
        ("\\%", []),
        ("temp", [4, 5]),
        ("🚀", [6]),
        ("👨‍👩‍👧", [6]),
        ("übersetzung", [7, 8]),
        ("ÜBERSETZUNG", [7, 8]),
        ("straße", [7, 8]),
        ("ÜNÏCODE", [7]),
        ("日本", [9]),
        ("σίσυφος", [10]),
        ("after the nul", [11]),
        ("before\0AFTER", [11]),
        ("before\0", [11]),
        ("\0x", []),
        ("\x1b[31m", [12]),
        ("\tand\r\n", [13]),
        ("", list(range(len(CONTENTS)))),
    ],
)
def test_a_term_means_itself(db: Database, agent_id: str, term: str, expected: list[int]) -> None:
    found = db.history.search_by_content(agent_id, term, order="asc")
    assert [int(row.id) for row in found] == expected


CHARACTERS = st.sampled_from(list("aAbB%_\\'\"\0 éÉßẞIıİΣςσ🚀"))


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.text(CHARACTERS, max_size=8), term=st.text(CHARACTERS, min_size=1, max_size=3))
@example(content="%" * 8, term="%%")
def test_what_is_found_holds_the_term_and_what_holds_it_is_found(
    db: Database, content: str, term: str
) -> None:
    someone = project()
    mine = agent(someone)
    write(
        db.path,
        projects=[someone],
        agents=[mine],
        agent_history=[message(mine, content=content)],
        outputs=[output(someone, content=content)],
    )
    for found in (
        db.history.search_by_content(mine["id"], term),
        db.outputs.search_by_content(someone["id"], term),
    ):
        if found:
            assert term.casefold() in content.casefold()
        else:
            assert term not in content


@pytest.mark.parametrize("term", ["x" * 60_000, "%" * 30_000, "ü" * 30_000, "%ü" * 20_000])
def test_a_term_may_be_very_long(db: Database, agent_id: str, term: str) -> None:
    db.history.create(agent_id=agent_id, role="user", content=f"<{term.upper()}>", id="long")
    assert [row.id for row in db.history.search_by_content(agent_id, term)] == ["long"]
    assert db.history.search_by_content(agent_id, f"{term}!") == []


@pytest.mark.parametrize("term", ["needle", "NEEDLE", "nädel", "NÄDEL"])
def test_bytes_that_are_no_text_neither_hide_a_row_nor_break_a_search(
    db: Database, agent_id: str, term: str
) -> None:
    stored = "needle nädel".encode()
    with plain(db.path) as connection:
        for id, value in (("broken", b"\xff\xfe" + stored), ("cut", stored + b"\xc3")):
            connection.execute(
                "INSERT INTO agent_history (id, agent_id, role, content) "
                "VALUES (?, ?, 'user', CAST(? AS TEXT))",
                (id, agent_id, value),
            )
    write(db.path, agent_history=[message(agent_id, id="blob", content=stored)])
    found = {row.id for row in db.history.search_by_content(agent_id, term)}
    assert found == {"broken", "cut", "blob"}


def test_a_project_is_found_by_its_name_or_its_description(db: Database) -> None:
    rows = [
        project(id="name", name="Über 100%"),
        project(id="description", description="über 100%"),
        project(id="neither", name="uber 1000", description=None),
        project(id="bytes", name=b"\xff", description=b"\xfe"),
    ]
    write(db.path, projects=rows)
    for term in ("ÜBER", "100%", "über 100%"):
        found = db.projects.page(text=term, order="asc")
        assert [row.id for row in found] == ["name", "description"]
        assert db.projects.totals(text=term).projects == 2
