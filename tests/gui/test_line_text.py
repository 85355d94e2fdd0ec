"""A line as it is painted knows where each of its characters stands."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from constellation_gui.delegates.line_text import painted
from constellation_gui.diff.words import Span
from constellation_gui.formatting import visible


def test_tabs_signs_and_hidden_characters() -> None:
    assert painted("a\tb", 4, signs=False).text == "a   b"
    assert painted("a\tb c", 8, signs=True).text == "a→      b·c"
    line = painted("\u202e😀\tx", 4, signs=False)
    assert line.text == "⟨RLO⟩😀 x"
    # Qt counts the picture as two.
    assert list(line.spans([Span(1, 1), Span(3, 1)])) == [Span(5, 2), Span(8, 1)]


@settings(max_examples=60)
@given(st.text(max_size=20), st.booleans())
def test_every_character_has_its_place(text: str, signs: bool) -> None:
    line = painted(text, 4, signs=signs)
    units = line.text.encode("utf-16-le", "surrogatepass")
    places = [line.place(at) for at in range(len(text) + 1)]
    assert places[0] == 0
    assert places[-1] * 2 == len(units)
    for at, character in enumerate(text):
        shown = units[2 * places[at] : 2 * places[at + 1]].decode("utf-16-le", "surrogatepass")
        if character not in "\t ":
            assert shown == visible(character)


@settings(max_examples=60)
@given(st.text(max_size=20), st.booleans())
def test_every_place_leads_to_the_nearest_character(text: str, signs: bool) -> None:
    line = painted(text, 4, signs=signs)
    places = [line.place(at) for at in range(len(text) + 1)]
    for place in range(places[-1] + 1):
        distances = [abs(place - each) for each in places]
        assert distances[line.character(place)] == min(distances)
