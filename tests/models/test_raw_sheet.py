"""A row as it is stored: every byte of it, in lines that can be read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from constellation_db import StoredValue
from constellation_gui.models.line_copies import text_of
from constellation_gui.models.raw_sheet import RawSheet


def value(data: bytes, type: str = "text", size: int | None = None) -> StoredValue:
    return StoredValue("content", type, len(data) if size is None else size, data)


def headings(sheet: RawSheet) -> list[str]:
    lines = map(sheet.shown, range(len(sheet)))
    return [line.text for line in lines if line.line.hunk is not None]


@given(st.lists(st.binary(max_size=900), max_size=4))
def test_every_byte_is_there_once(columns: list[bytes]) -> None:
    sheet = RawSheet([value(data) for data in columns])
    assert b"".join(map(sheet.raw, range(len(sheet)))) == b"".join(columns)
    assert all(len(sheet.raw(index)) <= 113 for index in range(len(sheet)))


@given(st.text(max_size=600))
def test_no_character_is_broken(text: str) -> None:
    sheet = RawSheet([value(text.encode("utf-8", "replace"))])
    assert text_of(sheet, [range(len(sheet))]) == text.encode("utf-8", "replace").decode()
    shown = "".join(sheet.shown(index).text for index in range(1, len(sheet)))
    assert shown.count("\ufffd") == text.count("\ufffd")


def test_lines_are_numbered_where_they_begin() -> None:
    sheet = RawSheet([value(b"short\n" + b"x" * 250 + b"\nend")])
    numbers = [sheet.shown(index).line.new for index in range(1, len(sheet))]
    assert numbers == [0, 1, None, None, 2]


def test_headings_say_what_a_column_is() -> None:
    sheet = RawSheet([
        value(b"abc"),
        value(b"ab", size=2_000_000),
        value(b"ok \xff", type="blob"),
        value(b"0.5", type="real"),
        value(b"", type="null"),
        value("é".encode()[:1], size=2),
    ])  # fmt: skip
    assert headings(sheet) == [
        "content  ·  text · 3 B",
        "content  ·  text · 2.0 MB · the first 2 B are shown",
        "content  ·  blob · 4 B · not UTF-8 from byte 4 on",
        "content  ·  real",
        "content  ·  NULL",
        "content  ·  text · 2 B · the first 1 B are shown",
    ]
