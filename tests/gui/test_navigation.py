"""Back and Forward."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constellation_gui.navigation import Navigation
from constellation_gui.place import Place, Review, Tab


class Clock:
    """A time that the test moves."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Iterator[Clock]:
    return Clock()


def test_back_and_forward_retrace_the_way(clock: Clock) -> None:
    navigation = Navigation(clock)
    way = [Place(project="p"), Place(project="p", agent="a"), Place(project="p", tab=Tab.FILES)]
    for place in way:
        clock.now += 10
        navigation.visit(place)

    assert [navigation.back(), navigation.back()] == [way[1], way[0]]
    assert not navigation.can_go_back
    assert navigation.back() == way[0]
    assert [navigation.forward(), navigation.forward()] == way[1:]
    assert not navigation.can_go_forward


def test_going_elsewhere_from_the_middle_forgets_what_lay_ahead(clock: Clock) -> None:
    navigation = Navigation(clock)
    for name in "abc":
        clock.now += 10
        navigation.visit(Place(project=name))
    navigation.back()
    clock.now += 10
    navigation.visit(Place(project="d"))

    assert not navigation.can_go_forward
    assert navigation.back() == Place(project="b")


def test_rows_that_were_only_passed_are_not_kept(clock: Clock) -> None:
    navigation = Navigation(clock)
    navigation.visit(Place(project="start", agent="a"))
    clock.now += 10
    for number in range(30):
        clock.now += 0.05
        navigation.visit(Place(project=str(number)))

    assert navigation.back() == Place(project="start", agent="a")
    assert navigation.forward() == Place(project="29")


def test_a_quick_jump_to_something_else_is_kept(clock: Clock) -> None:
    navigation = Navigation(clock)
    navigation.visit(Place(project="p", agent="a"))
    navigation.visit(Place(project="q", agent="b", output="o", tab=Tab.FILES))

    assert navigation.back() == Place(project="p", agent="a")


def test_being_where_one_is_is_no_step(clock: Clock) -> None:
    navigation = Navigation(clock)
    for _ in range(3):
        clock.now += 10
        navigation.visit(Place(project="p"))

    assert not navigation.can_go_back


@given(st.lists(st.sampled_from(["back", "forward", *"abcdef"]), max_size=60))
def test_no_way_leads_out_of_history(steps: list[str]) -> None:
    clock = Clock()
    navigation = Navigation(clock)
    for step in steps:
        clock.now += 10
        if step == "back":
            navigation.back()
        elif step == "forward":
            navigation.forward()
        else:
            navigation.visit(Place(project=step))
            assert navigation.place == Place(project=step)
        assert navigation.can_go_back or navigation.back() == navigation.place
        assert navigation.can_go_forward or navigation.forward() == navigation.place


def test_files_of_a_review_that_were_only_passed_are_not_kept(clock: Clock) -> None:
    navigation = Navigation(clock)
    whole = Place("p", "a", tab=Tab.FILES, changes=Review())
    navigation.visit(whole)
    for name in "abc":
        clock.now += 0.1
        navigation.visit(Place("p", "a", tab=Tab.FILES, changes=Review(file=name)))
    assert navigation.back() == whole
