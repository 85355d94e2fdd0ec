"""Amounts for narrow columns."""

from __future__ import annotations

import math

import pytest

from constellation_gui import formatting
from constellation_gui.models.amounts import exact_money, short_money


@pytest.mark.parametrize(
    ("usd", "short", "exact"),
    [
        (None, "unknown", None),
        (math.inf, "unknown", None),
        (0.0, "$0.00", None),
        (9_999.99, "$9,999.99", None),
        (12_345.678, "$12k", "$12,345.68"),
        (-2_500_000.0, "−$2.5M", "−$2,500,000.00"),
    ],
)
def test_long_amounts_are_shortened_and_said_in_full(
    usd: float | None, short: str, exact: str | None
) -> None:
    assert short_money(usd) == short
    assert exact_money(usd) == exact


def test_a_narrow_column_leaves_away_digits_it_has_no_room_for() -> None:
    formatting.use(formatting.Format(digits=6))
    try:
        assert short_money(1.5) == "$1.500000"
        assert short_money(28.8) == "$28.80000"
        assert exact_money(28.8) == "$28.800000"
        assert short_money(9_999.99) == "$9,999.99"
    finally:
        formatting.use(formatting.Format())
