"""What settings allow, in every dialect, and how much of it is used."""

from __future__ import annotations

from typing import Any

import pytest

from constellation_gui.models.limits import Limit, limits


@pytest.mark.parametrize("key", ["budget", "budgetLimit", "budget_limit"])
@pytest.mark.parametrize("given", [10, 10.0, "10", "10.0"])
def test_a_budget_goes_by_three_names_and_may_be_text(key: str, given: Any) -> None:
    (limit,) = limits({key: given}, cost=1.42, iterations=3)
    assert limit == Limit("Budget", "$1.42 of $10.00 · 14 %", pytest.approx(0.142))


def test_iterations_are_held_against_theirs() -> None:
    (limit,) = limits({"maxIterations": 50, "budget": None}, cost=1.0, iterations=42)
    assert limit.text == "42 of 50 · 84 %"
    assert not limit.exceeded


def test_more_than_allowed_is_said() -> None:
    (limit,) = limits({"budget": 2}, cost=3.0, iterations=None)
    assert limit.text == "$3.00 of $2.00 · 150 % · exceeded"
    assert limit.exceeded


def test_an_unknown_cost_is_no_zero() -> None:
    (limit,) = limits({"budget": 2}, cost=None, iterations=None)
    assert limit == Limit("Budget", "unknown of $2.00", None)


@pytest.mark.parametrize("used", [float("nan"), float("inf")])
def test_a_cost_beyond_numbers_is_unknown(used: float) -> None:
    (limit,) = limits({"budget": 2}, cost=used, iterations=None)
    assert limit == Limit("Budget", "unknown of $2.00", None)


@pytest.mark.parametrize("given", ["much", [1], {"a": 1}, True, -5, "nan", "\x1b[31m"])
def test_what_is_no_limit_is_shown_as_it_is(given: Any) -> None:
    (limit,) = limits({"budget": given}, cost=1.0, iterations=None)
    assert limit.share is None
    assert limit.text.startswith("$1.00 of “")
    assert "\x1b" not in limit.text


def test_nothing_allowed_divides_nothing() -> None:
    (limit,) = limits({"budget": 0}, cost=1.0, iterations=None)
    assert limit == Limit("Budget", "$1.00 of $0.00", None)


@pytest.mark.parametrize(("used", "said"), [(0.0, "0 %"), (0.001, "<1 %"), (9.999, "99 %")])
def test_a_percentage_never_rounds_to_none_or_all(used: float, said: str) -> None:
    (limit,) = limits({"budget": 10}, cost=used, iterations=None)
    assert limit.text.endswith(f"· {said}")


@pytest.mark.parametrize("settings", [None, [], "text", 3, {}])
def test_settings_without_limits_have_none(settings: Any) -> None:
    assert limits(settings, cost=1.0, iterations=1) == ()
