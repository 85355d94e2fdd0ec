"""Rows as text for other programs: one line each, whatever is in them."""

from __future__ import annotations

from constellation_gui.formatting import count
from constellation_gui.models.columns import RIGHT, Column
from constellation_gui.models.row_copies import as_lines, as_table

Row = tuple[str, int | None]

COLUMNS: tuple[Column[Row], ...] = (
    Column("Name", lambda row: row[0][:5], exact=lambda row: row[0]),
    Column("Size", lambda row: count(row[1]), sort=lambda row: row[1], align=RIGHT),
)


def test_lines_are_what_is_read_and_a_table_is_exact() -> None:
    rows: list[Row] = [("calculator", 12_345), ("shop", None)]
    assert as_lines(COLUMNS, rows) == "calcu\t12k\nshop\tunknown"
    assert as_table(COLUMNS, rows) == "Name\tSize\ncalculator\t12345\nshop\tunknown\n"
    assert as_lines(COLUMNS, []) == ""


def test_nothing_in_a_cell_ends_it_or_its_line() -> None:
    hostile = "a\tb\r\nc\n\nd\x0be\u2028f\x85g\x00h\u202ei"
    line = as_table(COLUMNS, [(hostile, 1)]).removeprefix("Name\tSize\n")
    assert line == "a b c d⟨VT⟩e⟨LS⟩f⟨85⟩g⟨NUL⟩h⟨RLO⟩i\t1\n"
    assert len(line.splitlines()) == 1
