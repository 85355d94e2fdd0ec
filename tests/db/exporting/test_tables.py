"""Tables as CSV: a strict reader reads them back, and no spreadsheet calculates anything."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constellation_db import Database, Scope
from constellation_db.exporting.csv_tables import guarded
from constellation_db.exporting.patterns import Secret
from constellation_db.exporting.request import CsvTable, Format
from tests import builders
from tests.db.exporting.runs import CODER, ROOT, TREE, P, read, write_run, written

FORMULAS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\x00=1", "\ufeff=1", "＝1",
    "=cmd|' /C calc'!A0",
)  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_marked_as_text(text: str) -> None:
    assert guarded(text)[0] == "'"


@pytest.mark.parametrize("cell", [-1, -1.5, None, "", "a=1", "1-1", "me@here", "'=1"])
def test_what_is_no_formula_stays(cell: object) -> None:
    assert guarded(cell) == cell


@settings(max_examples=40)
@given(st.text(st.sampled_from("=+-@ab,\"'\r\n\t\x00;é "), max_size=6))
def test_no_cell_begins_as_a_formula(text: str) -> None:
    cell = guarded(text)
    assert cell.lstrip()[:1] not in ("=", "+", "-", "@")
    assert cell.removeprefix("'") == text.replace("\x00", "␀").removeprefix("'")


def _table(database: Database, table: CsvTable, scope: Scope | None = None) -> list[list[str]]:
    text = read(database, Format.CSV, scope, table=table, bom=False)
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_messages_are_read_back_as_they_are_stored(db: Database) -> None:
    nasty = 'a,"b"\r\nc\n=d;\té'
    usage = '{"input_tokens": 5, "output_tokens": 7}'
    write_run(
        db.path,
        builders.message(ROOT, content=nasty, usage=usage, cost=0.5),
        builders.message(CODER, content="=evil"),
    )
    head, first, second = _table(db, CsvTable.MESSAGES)
    cells = dict(zip(head, first, strict=True))
    assert cells["content"] == nasty
    assert (cells["input_tokens"], cells["output_tokens"], cells["cost"]) == ("5", "7", "0.5")
    assert json.loads(cells["usage"]) == {"input_tokens": 5, "output_tokens": 7}
    assert dict(zip(head, second, strict=True))["content"] == "'=evil"
    assert len(_table(db, CsvTable.MESSAGES, Scope(agent_id="coder"))) == 2
    assert len(_table(db, CsvTable.MESSAGES, Scope())) == 3


def test_agents_stand_in_tree_order(db: Database) -> None:
    write_run(db.path)
    head, *rows = _table(db, CsvTable.AGENTS)
    found = [(row[head.index("id")], row[head.index("tree_depth")]) for row in rows]
    assert found == [("root", "0"), ("loner", "1"), ("coder", "1"), ("below", "2"), ("tester", "1")]


def test_costs_tell_known_from_unknown(db: Database) -> None:
    write_run(
        db.path,
        builders.message(ROOT, cost=0.5),
        builders.message(ROOT, cost=0.25),
        builders.message(ROOT),
        builders.message(CODER),
    )
    head, *rows = _table(db, CsvTable.COSTS)
    told = {row[1]: dict(zip(head, row, strict=True)) for row in rows}
    assert told["root"]["messages_cost_usd"] == "0.75"
    assert told["root"]["messages_without_cost"] == "1"
    assert told["coder"]["messages_cost_usd"] == ""


def test_events_and_outputs_of_a_project(db: Database) -> None:
    builders.write(
        db.path,
        projects=[P, builders.project(id="other")],
        agents=list(TREE[1:]),
        outputs=[builders.output(P, ROOT, path="=a"), builders.output("other")],
        events=[builders.event(P), builders.event(None, ROOT), builders.event("other")],
    )
    assert len(_table(db, CsvTable.EVENTS)) == 3
    (_head, row) = _table(db, CsvTable.OUTPUTS)
    assert "'=a" in row


def test_lines_end_as_the_standard_says_and_the_encoding_is_marked(db: Database) -> None:
    write_run(db.path)
    content = written(db, Format.CSV, table=CsvTable.AGENTS).read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,project_id")
    assert content.count(b"\r\n") == 6
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_tables_are_redacted(db: Database) -> None:
    write_run(db.path, builders.message(ROOT, content="of me@here.org"))
    text = read(db, Format.CSV, table=CsvTable.MESSAGES, redact=(Secret.EMAIL,))
    assert "of [redacted e-mail 1]" in text
