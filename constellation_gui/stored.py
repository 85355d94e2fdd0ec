"""Dataclasses kept as readable JSON: only what differs from the default, unknown keys kept.

Each field is `Annotated` with a predicate that says which values may be taken from a file.
"""

from __future__ import annotations

import json
import logging
import math
import os
import tempfile
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any, TypeGuard, TypeVar, get_type_hints

from constellation_db import ConstellationError
from constellation_db.faults import translate

S = TypeVar("S")
_log = logging.getLogger(__name__)


def texts(value: Any) -> bool:
    """Whether `value` is a list of texts."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def numbers(value: Any) -> bool:
    """Whether `value` is a list of whole numbers."""
    return isinstance(value, list) and all(type(item) is int for item in value)


def number(value: Any) -> TypeGuard[float]:
    """Whether `value` is a finite number; truth values are none."""
    return type(value) is int or (type(value) is float and math.isfinite(value))


def flag(value: Any) -> bool:
    """Whether `value` is a truth value."""
    return isinstance(value, bool)


def mapping(value: Any) -> bool:
    """Whether `value` maps texts to anything; who takes it has to look closer."""
    return isinstance(value, dict)


def texts_by_text(value: Any) -> bool:
    """Whether `value` maps texts to texts."""
    return isinstance(value, dict) and texts(list(value.values()))


def text(value: Any) -> TypeGuard[str]:
    """Whether `value` is text."""
    return isinstance(value, str)


def load(kind: type[S], path: Path) -> S:
    """Read a dataclass; what is missing or invalid has its default."""
    found = _read(path)
    valid = {
        name: hint.__metadata__[0]
        for name, hint in get_type_hints(kind, include_extras=True).items()
    }
    return kind(
        **{
            name: found[name]
            for name, check in valid.items()
            if name in found and check(found[name])
        }
    )


def save(value: Any, path: Path) -> ConstellationError | None:
    """Write what differs from the defaults; keys of other versions stay as they are.

    A folder that cannot be written costs the memory of this session, not the session: the fault is
    returned.
    """
    kept = _read(path)
    for each in fields(value):
        current = getattr(value, each.name)
        if current == _default(each):
            kept.pop(each.name, None)
        else:
            kept[each.name] = current
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, json.dumps(kept, indent=2, sort_keys=True, ensure_ascii=False) + "\n")
    except OSError as error:
        _log.warning("%s could not be written: %s", path, error)
        return translate(error, path)
    return None


def _default(of: Field[Any]) -> Any:
    return of.default if of.default_factory is MISSING else of.default_factory()


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        if not isinstance(error, FileNotFoundError):
            _log.warning("%s could not be read and is left aside: %s", path, error)
        return {}
    return found if isinstance(found, dict) else {}


def _replace(path: Path, content: str) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
