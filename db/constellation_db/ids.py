"""Identifiers of new rows: UUID version 7 (RFC 9562), so that id order is insertion order."""

from __future__ import annotations

import sys

if sys.version_info >= (3, 14):
    from uuid import uuid7
else:
    from uuid_utils import uuid7


def new_id() -> str:
    """Return a new identifier; later calls in a process compare greater."""
    return str(uuid7())
