"""Errors: a sentence with gaps and what belongs into them, here and told by another process."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constellation_db import ConstellationError, Database, DatabaseCorrupt, DatabaseNotFound, errors

KINDS = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, ConstellationError)
]


def test_an_error_has_its_sentence_with_and_without_its_values(tmp_path: Path) -> None:
    path = tmp_path / "missing.db"
    with pytest.raises(DatabaseNotFound) as raised:
        Database.open(path, read_only=True)
    error = raised.value
    assert str(error) == f"{path} does not exist; check the path."
    assert error.sentence == "{path} does not exist; check the path."
    assert (error.path, error.values) == (path, {"path": str(path)})
    assert error.filled("{path} gibt es nicht.") == f"{path} gibt es nicht."


@given(
    st.text(), st.text(), st.dictionaries(st.sampled_from(["detail", "size", "name"]), st.text())
)
def test_whatever_stands_in_a_sentence_it_can_be_said(
    sentence: str, path: str, values: dict[str, str]
) -> None:
    error = ConstellationError(sentence + "{path}{detail}", path=path, **values)
    # What a value holds is no gap.
    assert str(error).endswith(path + values.get("detail", "{detail}"))


@pytest.mark.parametrize("kind", KINDS)
def test_another_process_can_tell_it(kind: type[ConstellationError]) -> None:
    error = kind("{path} is cut short after {size} bytes.", path="/a/b.db", size=12)
    told = ConstellationError.of_data(json.loads(json.dumps(error.as_data())))
    for other in (told, pickle.loads(pickle.dumps(error))):
        assert type(other) is kind
        assert (str(other), other.path) == ("/a/b.db is cut short after 12 bytes.", error.path)
        assert (other.sentence, other.values) == (error.sentence, error.values)


def test_a_kind_that_is_not_known_here_is_an_error_all_the_same() -> None:
    data = DatabaseCorrupt("It is broken.").as_data() | {"kind": "FromTheFuture"}
    assert type(ConstellationError.of_data(data)) is ConstellationError
