"""Places and their addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constellation_gui.place import Place, Review, Tab, Whose

ids = st.none() | st.text(min_size=1).filter(
    lambda text: not any(0xD800 <= ord(character) <= 0xDFFF for character in text)
)


def test_a_place_reads_as_an_address() -> None:
    place = Place(project="p-1", agent="a/2", message="m 3", tab=Tab.FILES)

    assert place.url() == "constellation://project/p-1/agent/a%2F2/message/m%203?tab=files"


def test_a_review_and_what_is_compared_are_in_the_address() -> None:
    review = Review(Whose.FAMILY, until="2026-01-31T10:00:00.000")
    place = Place("p", "a", tab=Tab.FILES, changes=review)
    assert place.url() == (
        "constellation://project/p/agent/a?tab=files&changes=family&until=2026-01-31T10:00:00.000"
    )
    place = Place("p", output="new", against="old", tab=Tab.FILES)
    assert place.url() == "constellation://project/p/output/new?tab=files&against=old"


def test_nowhere_has_an_address_too() -> None:
    assert Place().url() == "constellation://"
    assert Place.parse("constellation://") == Place()


@given(
    st.builds(
        Place,
        project=ids,
        agent=ids,
        message=ids,
        output=ids,
        event=ids,
        tab=st.sampled_from(Tab),
        against=ids,
        changes=st.none()
        | st.builds(Review, whose=st.sampled_from(Whose), after=ids, until=ids, file=ids),
    )
)
def test_every_address_leads_back_to_its_place(place: Place) -> None:
    assert Place.parse(place.url()) == place


def test_an_address_may_begin_in_the_middle() -> None:
    assert Place.parse(" constellation://message/m ") == Place(message="m")


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("http://project/p", "begins with constellation://"),
        ("constellation://project", "an id is missing"),
        ("constellation://project/p/project/q", "two of “project”"),
        ("constellation://planet/mars", "does not know “planet”"),
        ("constellation://project/p/agent", "ends after “agent”"),
        ("constellation://agent//project/p", "no id after “agent”"),
        ("constellation://project/p?tab=costs", "no tab “costs”"),
        ("constellation://project/p?changes=mine", "no changes of “mine”"),
    ],
)
def test_a_wrong_address_is_explained_in_one_sentence(address: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint) as refusal:
        Place.parse(address)
    assert str(refusal.value).endswith(".")
