"""How typed fragments fit names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from constellation_gui.models.ranking import fit, fragments, ranked


def best(typed: str, *names: str) -> list[str]:
    found = ranked(fragments(typed), names, lambda name: (name, ""), 10)
    return [name for _score, name in found]


def test_begun_names_come_before_begun_words_before_pieces() -> None:
    names = ("Quicktest", "Run the tests", "Test the run")
    assert best("test", *names) == ["Test the run", "Run the tests", "Quicktest"]


def test_every_fragment_must_fit() -> None:
    assert best("web shop", "Web shop", "Web site", "Shop") == ["Web shop"]


def test_case_and_order_do_not_matter() -> None:
    assert best("SHOP web", "Web shop") == ["Web shop"]


def test_a_mistyped_word_is_understood_but_comes_last() -> None:
    assert best("bakcup", "Backup…", "Back") == ["Backup…"]
    assert best("backup", "Bakcup", "My backup") == ["My backup", "Bakcup"]


def test_letters_in_order_are_enough() -> None:
    assert best("clclt", "Calculator", "Collector") == ["Calculator"]
    assert best("tt", "Toggle theme", "Trip") == ["Toggle theme"]


def test_what_fits_in_the_detail_fits_less() -> None:
    typed = fragments("shop")
    beside = fit(typed, "Root Agent", "Web shop")
    assert beside is not None
    assert fit(typed, "Web shop") > beside > 0


def test_the_shorter_of_two_comes_first() -> None:
    assert best("app", "app.test.ts", "app.ts") == ["app.ts", "app.test.ts"]


@given(st.text(max_size=20), st.text(max_size=40), st.text(max_size=20))
def test_a_score_is_bounded_whatever_was_typed(typed: str, name: str, detail: str) -> None:
    score = fit(fragments(typed), name, detail)
    assert score is None or 0 <= score <= 100


@given(st.text(min_size=1, max_size=30).filter(lambda text: not text.isspace()))
def test_a_name_typed_as_it_is_fits(name: str) -> None:
    assert fit(fragments(name), name) is not None
