"""A long text is written piece by piece, and nobody can tell from what was written."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constellation_db import Database
from constellation_db.exporting import json_document, pieces
from constellation_db.exporting.request import Format
from tests import builders
from tests.db.exporting.runs import ROOT, call, read, write_run

TEXTS = st.lists(
    st.sampled_from(
        ["`", "``", "```py", "~~~", "**", "# ", "\n", "\r\n", "\r", "\x1b[1m", "\u202e", "\ud800",
         "<b>", "&amp;", "text", "\\", '"', "[", "→"]
    ),
    max_size=20,
).map("".join)  # fmt: skip
# When a document was written stands in it.
_TIME = re.compile(r"2\d{3}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?")
_WRITES_ONE_OF_16_MB = """
import resource, sys
from pathlib import Path
from constellation_db import Database, Scope
from constellation_db.exporting.request import Format, Request
from constellation_db.exporting.running import export
with Database.open(sys.argv[1], read_only=True) as db:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    request = Request(Format(sys.argv[2]), Scope(project_id="app"))
    export(db, request, Path(sys.argv[1]).with_name("out"))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@given(text=TEXTS, length=st.integers(1, 9), start=st.integers(0, 9), end=st.integers(0, 40))
@settings(max_examples=200)
def test_pieces_are_the_text(text: str, length: int, start: int, end: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "LENGTH", length)
        part = text[start : max(start, end)]
        bounds = min(start, len(text)), min(max(start, end), len(text))
        lines = list(pieces.lines_together(text, *bounds))
        assert "".join(lines) == part
        assert all(line.endswith("\n") for line in lines[:-1])
        cut = list(pieces.pieces(text, *bounds))
        assert "".join(cut) == part
        assert not any(one.endswith("\r") and two.startswith("\n") for one, two in pairwise(cut))


@pytest.mark.parametrize("format", [Format.HTML, Format.MARKDOWN, Format.JSON])
def test_a_document_is_the_same_however_long_its_pieces_are(
    format: Format, path: Path, new_store: Path
) -> None:
    @given(text=TEXTS, length=st.integers(1, 30))
    @settings(max_examples=40, deadline=None)
    def same(text: str, length: int) -> None:
        said = text.encode("utf-8", "replace").decode()
        messages = [
            builders.message(ROOT, role="user", content=said),
            builders.message(ROOT, content="", tool_calls=json.dumps([call("c", "run", q=text)])),
            builders.message(
                ROOT, role="tool", content=None,
                tool_results=json.dumps([{"tool_use_id": "c", "content": text}]),
            ),
            builders.message(ROOT, content=f"Code:\n```\n{said}\n```\n"),
            builders.message(ROOT, content='[{"type":"text","text":"broken'),
        ]  # fmt: skip
        shutil.copyfile(new_store, path)
        write_run(path, *messages)
        with Database.open(path, read_only=True) as db, pytest.MonkeyPatch.context() as patch:
            whole = read(db, format)
            for module in (pieces, json_document):
                patch.setattr(module, "LENGTH", length)
            assert _TIME.sub("", read(db, format)) == _TIME.sub("", whole)

    same()


@pytest.mark.skipif(sys.platform != "linux", reason="counts kilobytes as Linux does")
@pytest.mark.parametrize("format", [Format.HTML, Format.MARKDOWN, Format.JSON])
@pytest.mark.parametrize("kind", ["content", "tool_results"])
def test_a_message_of_16_mb_is_not_held_many_times(
    kind: str, format: Format, path: Path, new_store: Path
) -> None:
    text = "A line with <b>, `code` and **more**.\n" * 432_000
    if kind == "tool_results":
        text = json.dumps([{"tool_use_id": "c", "content": text}])
    shutil.copyfile(new_store, path)
    write_run(path, builders.message(ROOT, **{"content": "", kind: text}))
    told = subprocess.run(
        [sys.executable, "-c", _WRITES_ONE_OF_16_MB, str(path), format],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    # SQLite's page by page, SQLite's whole, ours; and what JSON within it means.
    assert int(told.stdout) < 4.5 * 16_000
