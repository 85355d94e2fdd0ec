"""Hostile text made visible: nothing in it is obeyed by what shows it."""

from __future__ import annotations

import re

# What a terminal or a text engine obeys instead of showing: control characters, direction
# overrides, invisible joints and tags. Shown by name, because few fonts have Unicode's pictures of
# control characters; tab and line feed keep their meaning.
_CONTROL_NAMES = (
    "NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN "
    "EM SUB ESC FS GS RS US"
)
_NAMED = dict(enumerate(f"⟨{name}⟩" for name in _CONTROL_NAMES.split())) | {
    0x7F: "⟨DEL⟩",
    0xAD: "⟨SHY⟩",
    0x61C: "⟨ALM⟩",
    0x200B: "⟨ZWSP⟩",
    0x200E: "⟨LRM⟩",
    0x200F: "⟨RLM⟩",
    0x2028: "⟨LS⟩",
    0x2029: "⟨PS⟩",
    0x202A: "⟨LRE⟩",
    0x202B: "⟨RLE⟩",
    0x202C: "⟨PDF⟩",
    0x202D: "⟨LRO⟩",
    0x202E: "⟨RLO⟩",
    0x2060: "⟨WJ⟩",
    0x2066: "⟨LRI⟩",
    0x2067: "⟨RLI⟩",
    0x2068: "⟨FSI⟩",
    0x2069: "⟨PDI⟩",
    0xFEFF: "⟨BOM⟩",
}
_HIDDEN = re.compile(
    "\r\n|[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069"
    "\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """Return `text` with control, direction and invisible characters by name: `⟨ESC⟩`.

    Tabs and line feeds stay, CR LF becomes a line feed, and a lone surrogate U+FFFD.
    """
    return _HIDDEN.sub(_symbol, text)


def _symbol(match: re.Match[str]) -> str:
    if match[0] == "\r\n":
        return "\n"
    code = ord(match[0])
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return _NAMED.get(code) or f"⟨{code:02X}⟩"
