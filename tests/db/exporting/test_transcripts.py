"""Transcripts: everything said, in order, sub-agents where their call is, and nothing active."""

from __future__ import annotations

import base64
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from constellation_db import Database, InvalidValue, NotFoundError, Scope
from constellation_db.exporting.html_style import POLICY
from constellation_db.exporting.patterns import Secret
from constellation_db.exporting.request import Format, Request
from constellation_db.exporting.running import export, preview
from tests import builders
from tests.db.exporting.runs import CODER, PNG, ROOT, P, call, read, write_run, written
from tests.db.facts import value

TEXTS = (Format.MARKDOWN, Format.HTML)
DIALECTS = [
    builders.message(ROOT, role="user", content="said-plainly"),
    builders.message(ROOT, content="<thinking>thought-tagged</thinking>said-after"),
    builders.message(
        ROOT,
        content=json.dumps(
            [
                {"type": "thinking", "thinking": "thought-block"},
                {"type": "text", "text": "said-block"},
                {"type": "tool_use", "id": "t1", "name": "read", "input": {"path": "given-block"}},
                {"type": "hologram", "light": "unknown-block"},
            ]
        ),
        tool_calls=json.dumps([{"type": "tool_use", "name": "grep", "input": {"q": "given-2"}}]),
        usage='{"inputTokens": 1234, "outputTokens": 56}',
        cost=0.25,
    ),
    builders.message(
        ROOT,
        role="tool",
        content=None,
        tool_results=json.dumps(
            [
                {"tool_use_id": "t1", "content": [{"type": "text", "text": "answer-block"}]},
                {"type": "tool_result", "output": "Error: answer-failed \x1b[31mred\x1b[0m"},
            ]
        ),
    ),
    builders.message(
        ROOT,
        tool_calls='[{"id":"f","type":"function","function":{"name":"execute-it","arguments":"{\\"a\\":1}"}}]',
    ),
    builders.message(ROOT, content='[{"type":"text","text":"broken-content'),
    builders.message(ROOT, tool_calls="{broken-calls", tool_results="[]"),
]


@pytest.mark.parametrize("format", TEXTS)
def test_every_dialect_is_written_down(db: Database, format: Format) -> None:
    write_run(db.path, *DIALECTS)
    text = read(db, format)
    places = [
        text.index(word)
        for word in (
            "said-plainly", "thought-tagged", "said-after", "thought-block", "said-block",
            "given-block", "unknown-block", "given-2", "answer-block", "answer-failed red",
            "execute-it", "broken-content", "broken-calls",
        )
    ]  # fmt: skip
    assert places == sorted(places)
    assert "1,234 in / 56 out tokens" in text
    assert "Failed" in text


@pytest.mark.parametrize("format", TEXTS)
def test_sub_agents_stand_where_their_call_is(db: Database, format: Format) -> None:
    write_run(
        db.path,
        builders.message(ROOT, content="one", tool_calls=json.dumps([call("call-1", "Task")])),
        builders.message(
            ROOT, content="two", tool_calls=json.dumps([call(None, "spawn", of="Test writer")])
        ),
        builders.message(ROOT, content="three"),
        builders.message("coder", content="coder-said"),
        builders.message("below", content="below-said"),
        builders.message("tester", content="tester-said"),
        builders.message("loner", content="loner-said"),
    )
    text = read(db, format)
    said = re.findall(r"\b(one|two|three|\w+-said)\b", text.partition("Root Agent")[2])
    assert said == ["one", "coder-said", "below-said", "two", "tester-said", "three", "loner-said"]
    alone = read(db, format, Scope(agent_id="root"))
    assert "three" in alone
    assert "coder-said" not in alone
    part = read(db, format, Scope(agent_id="coder", descendants=True))
    assert "below-said" in part
    assert "three" not in part


@pytest.mark.parametrize("format", [*TEXTS, Format.JSON])
def test_agents_in_circles_and_far_below_are_each_written_once(
    db: Database, format: Format
) -> None:
    above, chain = "top", [builders.agent(P, id="top", name="agent-top")]
    for number in range(120):
        chain.append(builders.agent(P, above, id=f"n{number}", name=f"agent-{number}."))
        above = f"n{number}"
    ring = [
        builders.agent(P, "ring-b", id="ring-a", name="ring-a"),
        builders.agent(P, "ring-a", id="ring-b", name="ring-b"),
    ]
    lost = builders.agent(P, "nobody", id="lost", name="lost")
    builders.write(
        db.path,
        projects=[P],
        agents=[*chain, *ring, lost],
        agent_history=[
            builders.message(agent, content=f"word-of-{agent['id']}-")
            for agent in (*chain, *ring, lost)
        ],
    )
    text = read(db, format)
    for agent in (*chain, *ring, lost):
        assert text.count(f"word-of-{agent['id']}-") == 1


class _Seen(HTMLParser):
    """Notes every tag and attribute, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text.append(data)


HOSTILE = (
    "<script>alert(1)</script>",
    "</pre></details></style></title><img src=http://x/y onerror=alert(1)>",
    "'\"><svg onload=alert(1)>",
    "```\n<iframe src=http://x></iframe>\n```\n`<b onclick=x>` **<i>** # <h1>",
    "![x](http://x/y) [x](javascript:alert(1)) <meta http-equiv=refresh content='0;url=http://x'>",
    "\x00\x1b[31m\u202e\ud7ff",
)


def test_nothing_in_a_web_page_is_active(db: Database) -> None:
    svg = base64.b64encode(b"<svg onload=alert(1)>").decode()
    bad = "'\"><script>x</script>"
    agent = builders.agent(P, id=f"a{bad}", name=HOSTILE[1], current_task=HOSTILE[0])
    images = [
        {"type": "image", "source": {"media_type": kind, "data": data}}
        for kind, data in (
            ("image/png", PNG), ("image/svg+xml", svg), ("image/png", svg),
            (f"image/png{bad}", PNG), ("image/png", "no base64"),
        )
    ]  # fmt: skip
    images.append({"type": "image", "source": {"type": "url", "url": "http://x/y.png"}})
    blocks = [*images, {"type": HOSTILE[0]}, {"type": "text", "text": HOSTILE[1]}]
    builders.write(
        db.path,
        projects=[{**P, "name": HOSTILE[1], "description": HOSTILE[0]}],
        agents=[agent],
        agent_history=[
            *(builders.message(agent, content=text) for text in HOSTILE),
            builders.message(
                agent,
                id=f"m{bad}",
                content=json.dumps(blocks),
                tool_calls=json.dumps([call(bad, HOSTILE[2], **{HOSTILE[0]: HOSTILE[1]})]),
            ),
            builders.message(
                agent,
                role="tool",
                tool_results=json.dumps([{"tool_use_id": bad, "content": HOSTILE[1]}]),
            ),
        ],
    )
    page = read(db, Format.HTML)
    seen = _Seen()
    seen.feed(page)
    assert seen.tags <= {
        "html", "head", "meta", "title", "style", "body", "header", "main", "nav", "section",
        "article", "details", "summary", "h1", "h2", "h3", "p", "dl", "dt", "dd", "ul", "li", "a",
        "b", "code", "pre", "div", "img",
    }  # fmt: skip
    assert {name for name, _value in seen.attributes} <= {
        "lang", "charset", "http-equiv", "content", "name", "class", "id", "open", "href", "dir",
        "alt", "src",
    }  # fmt: skip
    values = dict.fromkeys(seen.attributes)
    assert [value for name, value in values if name == "src"] == [f"data:image/png;base64,{PNG}"]
    assert all(str(value).startswith("#") for name, value in values if name == "href")
    assert ("content", POLICY) in values
    text = "".join(seen.text)
    for said in HOSTILE[:3]:
        assert said in text
    assert "⟨NUL⟩" in text
    assert text.count("[picture: ") == 5


def test_json_holds_every_value_as_it_is_stored(db: Database, path: Path) -> None:
    write_run(path, builders.message(ROOT, id="ask", role="user", content="Hi \x00 é"))
    lone = '[{"type":"text","text":"\\ud800"}]'
    with builders.plain(path) as store:
        store.execute("UPDATE agent_history SET usage = ?, cost = '12abc'", (b"\x01\xff",))
        store.execute("UPDATE agent_history SET tool_calls = CAST(? AS TEXT)", (b"\xffx",))
        store.execute("UPDATE agent_history SET tool_results = ?", (lone,))
    document = json.loads(read(db, Format.JSON))
    assert document["format"] == "constellation-transcript"
    assert [agent["id"] for agent in document["agents"]] == [
        "root", "loner", "coder", "below", "tester",
    ]  # fmt: skip
    (message,) = document["agents"][0]["messages"]
    assert message["content"] == "Hi \x00 é"
    assert message["cost"] == "12abc"
    assert base64.b64decode(message["usage"]["base64"]) == b"\x01\xff"
    assert base64.b64decode(message["tool_calls"]["base64"]) == b"\xffx"
    assert message["tool_results"] == lone
    assert message["parsed"]["tool_results"][0]["text"] == "\ud800"


def test_json_says_which_call_started_whom(db: Database) -> None:
    calls = json.dumps([call("x", "read"), call("call-1", "Task")])
    write_run(db.path, builders.message(ROOT, content=None, tool_calls=calls))
    document = json.loads(read(db, Format.JSON))
    assert document["agents"][0]["messages"][0]["started"] == [{"call": 1, "agent": "coder"}]


@pytest.mark.parametrize("format", [*TEXTS, Format.JSON])
def test_what_is_secret_is_seen_before_and_gone_after(db: Database, format: Format) -> None:
    builders.write(
        db.path,
        projects=[{**P, "description": "of me@here.org", "prompt_path": "/home/jane/p.md"}],
        agents=[{**ROOT, "name": "for me@here.org", "config": '{"dir": "/home/jane"}'}],
        agent_history=[
            builders.message(
                ROOT,
                content="mail me@here.org",
                tool_calls=json.dumps([call("c", "read", path="/home/jane/x")]),
            )
        ],
    )
    kinds = (Secret.EMAIL, Secret.HOME_PATH)
    request = Request(format, Scope(project_id="app"), redact=kinds)
    seen = {found.kind: (found.count, found.distinct) for found in preview(db, request).findings}
    assert seen == {Secret.EMAIL: (3, 1), Secret.HOME_PATH: (3, 1)}
    target = db.path.with_name("out")
    found = export(db, request, target).findings
    assert {each.kind: (each.count, each.distinct) for each in found} == seen
    text = target.read_text("utf-8").replace("\\[", "[").replace("\\]", "]")
    assert "jane" not in text
    assert "here.org" not in text
    assert "[redacted e-mail 1]" in text


def test_what_cannot_be_exported_is_refused(db: Database) -> None:
    target = db.path.with_name("out.html")
    with pytest.raises(InvalidValue, match="say which"):
        export(db, Request(Format.HTML, Scope()), target)
    with pytest.raises(NotFoundError, match="no agent"):
        export(db, Request(Format.HTML, Scope(agent_id="nobody")), target)
    with pytest.raises(NotFoundError, match="no project"):
        export(db, Request(Format.STORE, Scope(project_id="nothing")), target)
    write_run(db.path)
    for place in (db.path, db.path.parent):
        with pytest.raises(InvalidValue):
            export(db, Request(Format.STORE, Scope(project_id="app")), place)
    assert [entry.name for entry in db.path.parent.iterdir() if "export" in entry.name] == []
    assert value(db.path, "SELECT count(*) FROM agents") == 5


def test_an_older_file_is_replaced(db: Database) -> None:
    write_run(db.path, builders.message(CODER, content="new"))
    target = db.path.with_name("export.md")
    target.write_text("old")
    assert written(db, Format.MARKDOWN) == target
    assert "old" not in target.read_text("utf-8")
    assert not [entry for entry in target.parent.iterdir() if "partial" in entry.name]
