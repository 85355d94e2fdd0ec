"""How lines end, and what is no UTF-8 any more, is known of a text as a whole."""

from __future__ import annotations

import pytest

from constellation_gui.diff import text_facts
from constellation_gui.diff.text_facts import TextFacts, facts_of, notes


@pytest.mark.parametrize("step", [1, 3, 1 << 20])
@pytest.mark.parametrize(
    ("data", "facts"),
    [
        (b"", TextFacts()),
        (b"no end", TextFacts("")),
        (b"a\nb\n\r", TextFacts("LF")),
        (b"a\r\nb\r\n", TextFacts("CR LF")),
        (b"a\r\nb\n", TextFacts("LF and CR LF")),
        ("é漢😀\n".encode(), TextFacts("LF")),
        (b"caf\xe9\n", TextFacts("LF", utf8=False)),
        ("half 漢".encode()[:-1], TextFacts("", utf8=False)),
        ("lost \ufffd\n".encode(), TextFacts("LF", replaced=True)),
    ],
)
def test_facts(data: bytes, facts: TextFacts, step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_facts, "_STEP", step)
    assert facts_of(data) == facts


def test_what_is_worth_saying() -> None:
    assert notes(TextFacts("LF"), TextFacts("LF")) == []
    assert notes(TextFacts(""), TextFacts("CR LF")) == []
    assert notes(TextFacts("LF"), TextFacts("CR LF")) == ["lines end with CR LF, before with LF"]
    assert len(notes(TextFacts("LF"), TextFacts("LF", utf8=False, replaced=True))) == 2
