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
    """Any text: characters, bytes that are none, any endings, mixed; with a final one or not."""
    parts = draw(st.lists(st.tuples(_LINE, _ENDING), max_size=25))
    text = "".join(line + ending for line, ending in parts).encode("utf-8", "replace")
    # Now and then bytes that are no UTF-8, and a NUL.
    return text.replace(b"x = f", draw(st.sampled_from([b"x = f", b"x = f", b"\xe9\0 = f"])))


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
