"""Ids of imported rows: derived from the source's own, so that importing again finds them."""

from __future__ import annotations

from hashlib import sha1

# Ours, drawn once. With another one, everything would be imported a second time.
_NAMESPACE = bytes.fromhex("8d5c6f0e3b7f4c0f9a4e1f7a52c9d6b1")
# The first digit of a UUID's clock sequence says by which of four variants it was made.
_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}


def derived_id(*names: str) -> str:
    """Return the version-5 UUID (RFC 9562) of names that together are unique."""
    # Put together as text: there are as many as rows, and numbers took twice as long.
    text = _digest(_NAMESPACE, *names)
    variant = _VARIANT[text[16]]
    return f"{text[:8]}-{text[8:12]}-5{text[13:16]}-{variant}{text[17:20]}-{text[20:32]}"


def fingerprint(text: str) -> str:
    """Return a short name of a text that another text will not have."""
    return _digest(b"", text)


def _digest(start: bytes, *names: str) -> str:
    joined = "\0".join(names).encode("utf-8", "surrogatepass")
    return sha1(start + joined, usedforsecurity=False).hexdigest()
