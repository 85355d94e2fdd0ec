"""Lines of a growing JSON Lines file as objects: what is broken is counted, never fatal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from constellation_db import jsontext

BOM = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """One line: its number from 1, where it stops (bytes), and the object that it holds, if any.

    `ended` says that its line end is there, too. Without either it has to be read again. `size` is
    how many bytes the record takes.
    """

    number: int
    end: int
    record: dict[str, Any] | None
    ended: bool
    size: int

    @property
    def unfinished(self) -> bool:
        """Whether there may be more of it later."""
        return self.record is None and not self.ended


def lines(file: BinaryIO, number: int) -> Iterator[Line]:
    """Give the lines from where the file stands, after `number` lines; blank ones are left out.

    A last line without its end counts if it is whole: no beginning of an object is an object.
    """
    from orjson import loads

    end = file.tell()
    for raw in file:
        number += 1
        end += len(raw)
        text = raw.removeprefix(BOM).strip() if number == 1 else raw.strip()
        if not text:
            continue
        try:
            record = loads(text)
        except ValueError:
            record = _mended(text)
        known = record if isinstance(record, dict) else None
        yield Line(number, end, known, raw.endswith(b"\n"), len(raw))


def load(text: bytes | str) -> Any:
    """Return what JSON text means; raises `ValueError` or `RecursionError`.

    Bytes that are not UTF-8, and halves of surrogate pairs, become replacement characters.
    """
    import orjson

    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        # Stricter than what programs write. What can be mended is.
        plain = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
        mended = json.dumps(json.loads(plain), ensure_ascii=False, allow_nan=False)
        return json.loads(mended.encode("utf-8", "replace"))


def _mended(text: bytes) -> Any:
    try:
        return load(text)
    except (ValueError, RecursionError):
        return None


def dump(value: Any) -> str | None:
    """Return the compact JSON text of what `load` gave; None stays None."""
    import orjson

    if value is None:
        return None
    try:
        return orjson.dumps(value).decode()
    except TypeError:  # numbers beyond 64 bits
        text = jsontext.dump(value, "an imported value")
        assert text is not None
        return text
