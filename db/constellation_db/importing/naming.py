"""Ids of imported rows: derived from the source's own, so that importing again finds them."""

from __future__ import annotations

import hashlib

# Ours, drawn once. With another one, everything would be imported a second time.
_NAMESPACE = bytes.fromhex("8d5c6f0e3b7f4c0f9a4e1f7a52c9d6b1")


def derived_id(*names: str) -> str:
    """Return the version-5 UUID (RFC 9562) of names that together are unique."""
    digest = bytearray(_digest(_NAMESPACE, *names)[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def fingerprint(text: str) -> str:
    """Return a short name of a text that another text will not have."""
    return _digest(b"", text).hex()


def _digest(start: bytes, *names: str) -> bytes:
    joined = "\0".join(names).encode("utf-8", "surrogatepass")
    return hashlib.sha1(start + joined, usedforsecurity=False).digest()
