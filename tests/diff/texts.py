"""Texts for the diff engine's tests: related pairs, awkward endings, any character."""

from __future__ import annotations

from hypothesis import strategies as st

_LINE = st.one_of(
    st.sampled_from(["", "a", "b", "}", "    return x", "x = f(1, 2)", "x = g(1, 2)", "\ta b"]),
    st.text(max_size=12),
)
_ENDING = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", ""])


@st.composite
def texts(draw: st.DrawFn) -> bytes:
    """Any text: any characters, any endings, mixed, with and without a final line feed."""
    parts = draw(st.lists(st.tuples(_LINE, _ENDING), max_size=25))
    return "".join(line + ending for line, ending in parts).encode("utf-8", "replace")


@st.composite
def related_texts(draw: st.DrawFn) -> tuple[bytes, bytes]:
    """Two texts of which the second often is the first with some lines replaced."""
    old = draw(texts())
    if draw(st.integers(0, 3)) == 0:
        return old, draw(texts())
    lines = old.split(b"\n")
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(lines)))
        end = min(len(lines), start + draw(st.integers(0, 3)))
        lines[start:end] = draw(texts()).split(b"\n")
    return old, b"\n".join(lines)
