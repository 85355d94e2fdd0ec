"""A message's columns come out as they are stored, whatever is in them."""

from __future__ import annotations

from constellation_db import Database, StoredValue
from tests.builders import agent, message, project, write


def stored(db: Database, limit: int = 1_000, **columns: object) -> dict[str, StoredValue]:
    app = project()
    root = agent(app)
    row = message(root, id="m", **columns)
    write(db.path, projects=[app], agents=[root], agent_history=[row])
    found = db.history.key_of("m")
    assert found is not None
    return {value.column: value for value in db.history.stored(found[1], limit=limit)}


def test_every_column_in_order(db: Database) -> None:
    columns = [column.name for column in db.history.table.columns]
    assert list(stored(db)) == columns


def test_types_and_bytes(db: Database) -> None:
    found = stored(
        db, content=b"\xff\0\xfe", tool_calls="not JSON \0é", usage=None, cost=0.25, tool_results=7
    )
    assert found["content"] == StoredValue("content", "blob", 3, b"\xff\0\xfe")
    assert found["tool_calls"].data == "not JSON \0é".encode()
    assert found["usage"] == StoredValue("usage", "null", 0, b"")
    assert (found["cost"].type, found["cost"].data) == ("real", b"0.25")
    assert found["tool_results"].data == b"7"


def test_long_columns_are_cut_and_say_so(db: Database) -> None:
    content = stored(db, limit=10, content="é" * 50)["content"]
    assert (content.size, len(content.data), content.cut) == (100, 10, True)


def test_a_deleted_message_has_none(db: Database) -> None:
    stored(db)
    found = db.history.key_of("m")
    assert found is not None
    db.history.delete("m")
    assert db.history.stored(found[1]) == []
