"""Tokens of JSON: the same whether a string is found at once or in steps."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from constellation_gui.models import json_tokens
from constellation_gui.models.json_tokens import ALL, STRUCTURE, tokens

_PLAINLY = {
    ALL: re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL),
    STRUCTURE: re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],]', re.DOTALL),
}
# As long as what is found by its quote alone.
LONG = st.builds(
    lambda text, times: text * times,
    st.sampled_from(["x", '\\"', "\\\\", "é😀\\u00e9", '{"a": [1, "', "\ud83d"]),
    st.sampled_from([1, 2_500, 250_000]),
)
JSON = st.recursive(
    st.none() | st.integers() | st.text(max_size=8) | LONG,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(value=JSON, plain=st.booleans(), window=st.sampled_from([20, 1_000, 500_000]))
def test_nothing_is_lost_or_split(
    monkeypatch: pytest.MonkeyPatch, value: object, plain: bool, window: int
) -> None:
    monkeypatch.setattr(json_tokens, "_WINDOW", window)
    text = json.dumps(value, ensure_ascii=plain)
    for wanted, plainly in _PLAINLY.items():
        expected = [(match.start(), match[0]) for match in plainly.finditer(text)]
        assert list(tokens(wanted, text)) == expected


def test_a_stretch_is_looked_at_alone() -> None:
    text = '["' + "x" * 900_000 + '", 1]'
    found = list(tokens(ALL, f"{text} {text}", 0, len(text)))
    assert [len(piece) for _place, piece in found] == [1, 900_002, 1, 1, 1]


@pytest.mark.parametrize("filling", ["x", '\\"'])
def test_a_string_without_an_end_is_one_with_what_follows(filling: str) -> None:
    text = '[1, "' + filling * 500_000
    assert list(tokens(ALL, text))[-1] == (4, text[4:])


@pytest.mark.parametrize("wanted", [ALL, STRUCTURE])
@pytest.mark.parametrize("filling", ["x", "\\n", 'y\\"'])
def test_no_step_goes_through_a_string_of_megabytes(wanted: re.Pattern[str], filling: str) -> None:
    text = f'"{filling * 3_000_000}"'
    begun = wanted.match(text)
    assert begun is not None
    assert begun[0] == '"'
    ends = [0, *json_tokens.splits(text, 1)]
    assert ends[-1] == len(text) - 1
    steps = [end - start for start, end in pairwise(ends)]
    assert max(steps) <= 500_001
