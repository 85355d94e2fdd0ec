"""Files that are one JSON text, or compressed lines: read anew whenever they change.

A list is taken apart item by item, so that a broken or missing end costs no more than the items it
concerns; an object is one record. Both take as much memory as the file is long.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from itertools import islice
from typing import Any, BinaryIO, cast

from constellation_db.importing.lines import BOM, Line, lines, load

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"  # RFC 8878, 3.1.1
_LOOKED_AT = 1 << 16  # bytes of a file's beginning
_LOOKED_AT_LINES = 20

_STRING = rb'"(?:[^"\\]++|\\.)*+"'
_FILL = re.compile(rb"[\s,]*")
_WORD = re.compile(rb'[^\s,\[\]{}"]+')
_TEXT = re.compile(_STRING, re.DOTALL)
_NEXT = re.compile(_STRING + rb"|[\[\]{}]", re.DOTALL)


def is_compressed(file: BinaryIO) -> bool:
    """Whether a file is compressed by Zstandard; it stands at its beginning then."""
    file.seek(0)
    found = file.read(len(ZSTD_MAGIC)) == ZSTD_MAGIC
    file.seek(0)
    return found


def is_document(file: BinaryIO) -> bool:
    """Whether a file is one JSON text rather than lines of objects; it stands at 0 afterwards."""
    file.seek(0)
    head = file.read(_LOOKED_AT) + file.readline()
    file.seek(0)
    if head.removeprefix(BOM).lstrip()[:1] == b"[":
        return True
    # The first line of a text that is laid out over several holds no object.
    found = next(lines(BytesIO(head), 0), None)
    return found is not None and found.record is None and b"{" in head[:_LOOKED_AT].split(b"\n")[0]


def first_records(file: BinaryIO) -> Iterator[tuple[dict[str, Any], bool]]:
    """Give what a file begins with: records, and whether they are of a document."""
    if is_compressed(file):
        for line in islice(decompressed(file), _LOOKED_AT_LINES):
            if line.record is not None:
                yield line.record, False
    elif is_document(file):
        yield from ((record, True) for record in _outline(file.read(_LOOKED_AT)))
    else:
        # A first line that is longer is looked at whole.
        for line in lines(BytesIO(file.read(_LOOKED_AT) + file.readline()), 0):
            if line.record is not None:
                yield line.record, False


def _outline(head: bytes) -> Iterator[dict[str, Any]]:
    """Give what the beginning of a document tells: items of a list, or the names in an object."""
    text = head.removeprefix(BOM)
    start = len(text) - len(text.lstrip())
    if text[start : start + 1] == b"[":
        yield from (line.record for line in _items(text, start, 0) if line.record is not None)
        return
    names: dict[str, Any] = {}
    place = start + 1
    while (name := _TEXT.match(text, _skipped(text, place))) is not None:
        names[name[0][1:-1].decode("utf-8", "replace")] = None
        value = _skipped(text, text.find(b":", name.end()) + 1)
        end = _end(text, value)
        if end is None:
            break
        place = end
    yield names


def document(file: BinaryIO) -> Iterator[Line]:
    """Give the records of a JSON text: the items of a list, or the one object."""
    data = file.read()
    size = len(data)
    text = data.removeprefix(BOM)
    start = len(text) - len(text.lstrip())
    if text[start : start + 1] == b"[":
        yield from _items(text, start, size)
        return
    number, ended = 1, True
    record = None
    try:
        found = load(text)
        record = found if isinstance(found, dict) else None
    except RecursionError:
        pass
    except ValueError as error:
        number = getattr(error, "lineno", 1)
        ended = getattr(error, "pos", 0) < len(text.rstrip())
    yield Line(number, size, record, ended, size)


def decompressed(file: BinaryIO) -> Iterator[Line]:
    """Give the lines of a compressed file; `end` is how far the file itself was read.

    Where it is damaged or cut short, the last line is an unfinished one.
    """
    number = 0
    try:
        with zstd.open(file, "rb") as plain:
            for line in lines(cast(BinaryIO, plain), 0):
                number = line.number
                yield Line(number, file.tell(), line.record, line.ended, line.size)
    except (zstd.ZstdError, EOFError):
        yield Line(number + 1, file.tell(), None, False, 0)


def _items(text: bytes, start: int, size: int) -> Iterator[Line]:
    number, counted = 1 + text.count(b"\n", 0, start), start
    place = start + 1
    while True:
        place = _skipped(text, place)
        if text[place : place + 1] in (b"", b"]", b"}"):
            break
        number += text.count(b"\n", counted, place)
        counted = place
        end = _end(text, place)
        item = text[place : len(text) if end is None else end]
        try:
            found = load(item) if end is not None else None
        except (ValueError, RecursionError):
            found = None
        record = found if isinstance(found, dict) else None
        yield Line(number, min(end or size, size), record, end is not None, len(item))
        if end is None:
            break
        place = end


def _skipped(text: bytes, place: int) -> int:
    found = _FILL.match(text, place)
    return found.end() if found is not None else place


def _end(text: bytes, start: int) -> int | None:
    """Return where the value that begins at `start` ends, None if it does not."""
    if text[start : start + 1] not in (b"[", b"{"):
        found = _TEXT.match(text, start) or _WORD.match(text, start)
        return found.end() if found is not None else None
    depth = 0
    for found in _NEXT.finditer(text, start):
        sign = found[0]
        if sign in (b"[", b"{"):
            depth += 1
        elif sign in (b"]", b"}"):
            depth -= 1
            if not depth:
                return found.end()
    return None
