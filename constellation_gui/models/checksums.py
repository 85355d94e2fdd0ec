"""Whether the checksum of a version is that of its content, where it can be told what it is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from constellation_gui.wording import tr

_HEX = re.compile(r"(?:(?P<kind>sha-?256|sha-?1|md5)[:=-])?(?P<digits>[0-9a-f]+)", re.IGNORECASE)
# By how many hexadecimal digits it has.
_KINDS = {64: "SHA-256", 40: "SHA-1", 32: "MD5"}


@dataclass(frozen=True, slots=True)
class Checksum:
    """A checksum that is recognised: what it is called, and its digits in small letters."""

    kind: str
    digits: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a checksum is right, of what, and what the content's own is."""

    right: bool
    kind: str
    found: str


def recognised(checksum: str | None) -> Checksum | None:
    """Return what a checksum is, None where nothing tells."""
    match = _HEX.fullmatch((checksum or "").strip())
    if match is None:
        return None
    digits, said = match["digits"].lower(), match["kind"]
    kind = _KINDS.get(len(digits))
    if kind is None or (said and said.replace("-", "").lower() != kind.replace("-", "").lower()):
        return None
    return Checksum(kind, digits)


def verify(checksum: Checksum, pieces: Iterable[bytes], size: int) -> Verdict:
    """Compare a checksum with that of a content of `size` bytes, given piece by piece."""
    name = checksum.kind.replace("-", "").lower()
    # MD5 and SHA-1 are for recognising here, not for trusting.
    own = hashlib.new(name, usedforsecurity=False)
    # Git puts a header before what it sums up.
    blob = hashlib.new(name, f"blob {size}\0".encode(), usedforsecurity=False)
    for piece in pieces:
        own.update(piece)
        blob.update(piece)
    if checksum.kind != "MD5" and blob.hexdigest() == checksum.digits:
        return Verdict(True, tr("Git's {checksum}").format(checksum=checksum.kind), checksum.digits)
    return Verdict(own.hexdigest() == checksum.digits, checksum.kind, own.hexdigest())
