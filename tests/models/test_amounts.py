"""Amounts for narrow columns."""

from __future__ import annotations

import math

import pytest

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
