"""Every dialect of stored messages becomes blocks; hostile rows lose nothing and raise nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constellation_db import AgentHistory, InvalidJson, Key, MessageExcerpt
from constellation_gui.models import json_tokens, long_json
from constellation_gui.models.json_layout import reindented
from constellation_gui.models.json_prefix import completed
from constellation_gui.models.message_blocks import (
    Block,
    Broken,
    Cut,
    Image,
    Message,
    Text,
    Thinking,
    ToolCall,
    ToolResult,
    Unknown,
    Usage,
)
from constellation_gui.models.message_flow import BlockFlow, Fold
from constellation_gui.models.messages import parse
from constellation_gui.models.terminal_text import without_escapes
from constellation_gui.models.tool_calls import details, main_argument, pretty

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def message(
    role: str = "assistant",
    content: Any = None,
    *,
    calls: Any = None,
    results: Any = None,
    usage: Any = None,
    cut: dict[str, int] | None = None,
) -> Message:
    def stored(value: Any) -> str | None:
        return value if value is None or isinstance(value, str) else json.dumps(value)

    row = AgentHistory(
        "m1",
        "a1",
        role,
        stored(content),
        stored(calls),
        stored(results),
        stored(usage),
        0.5,
        "2026-01-31T10:02:11.480Z",
    )
    return parse(MessageExcerpt(Key("2026-01-31T10:02:11.480", 1), row, cut or {}))


def blocks(*args: Any, **kwargs: Any) -> list[Block]:
    return list(message(*args, **kwargs).blocks)


# -- Content ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("nothing", [None, "", "[]", " [] ", "  \n"])
def test_nothing_was_said(nothing: str | None) -> None:
    assert blocks("user", nothing, calls="[]", results="null", usage=None) == []


def test_text_that_only_looks_like_a_list_is_text() -> None:
    for text in ("[Request interrupted by user]", '["a", "b"]', '[{"name": 1}]', "[1, 2", "[x](y)"):
        assert blocks("user", text) == [Text(text)]


def test_content_blocks() -> None:
    content = [
        {"type": "thinking", "thinking": "Hm.\n", "signature": "s"},
        {"type": "text", "text": "I look."},
        {"type": "tool_use", "id": "t1", "name": "Read", "input": {"file_path": "/a"}},
        {"type": "tool_result", "tool_use_id": "t1", "content": "x", "is_error": True},
        {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "AAAA"}},
        {"type": "video", "url": "x"},
        {"type": "text", "text": "  "},
    ]
    assert blocks("assistant", content) == [
        Thinking("Hm."),
        Text("I look."),
        ToolCall("t1", "Read", "/a", "file_path: /a"),
        ToolResult("t1", "x", failed=True),
        Image("image/png", "AAAA", 3),
        Unknown("video", '{\n  "type": "video",\n  "url": "x"\n}'),
    ]


def test_block_list_that_does_not_parse_is_kept_and_marked() -> None:
    text = '[{"type": "text", "text": "half'
    (block,) = blocks("assistant", text)
    assert isinstance(block, Broken)
    assert (block.column, block.text) == ("content", text)
    assert block.reason


def test_thinking_marked_up_in_the_text() -> None:
    said = "<thinking>\nWhere?\n</thinking>\n\nHere."
    assert blocks("assistant", said) == [Thinking("Where?"), Text("Here.")]
    assert blocks("user", said) == [Text(said)]
    assert blocks("assistant", "<thinking>\nnever closed") == [Thinking("never closed")]


# -- Tool calls ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "item",
    [
        {"id": "t1", "name": "Bash", "input": {"command": "ls -l"}},
        {"type": "tool_use", "id": "t1", "name": "Bash", "input": {"command": "ls -l"}},
        {"id": "t1", "function": {"name": "Bash", "arguments": '{"command": "ls -l"}'}},
        {"call_id": "t1", "name": "Bash", "arguments": {"command": "ls -l"}},
    ],
)
def test_dialects_of_a_call(item: dict[str, Any]) -> None:
    assert blocks(calls=[item]) == [ToolCall("t1", "Bash", "ls -l", "command: ls -l")]
    assert blocks(calls=item) == blocks(calls=[item])


def test_call_without_id_name_or_input() -> None:
    assert blocks(calls=[{"type": "tool_use"}]) == [ToolCall(None, "tool", "", "")]
    assert blocks(calls=["what", 3]) == [
        Unknown("tool_calls", '"what"'),
        Unknown("tool_calls", "3"),
    ]


def test_a_call_in_both_columns_is_one() -> None:
    call = {"type": "tool_use", "id": "t1", "name": "Bash", "input": {}}
    assert len(blocks("assistant", [call], calls=[call])) == 1


def test_calls_that_do_not_parse_leave_their_neighbours() -> None:
    said, broken = blocks("assistant", "Hello", calls="[{oops")
    assert said == Text("Hello")
    assert isinstance(broken, Broken)
    assert broken.text == "[{oops"


@pytest.mark.parametrize(
    ("given", "argument"),
    [
        ({"limit": 5, "file_path": "/src/app.ts"}, "/src/app.ts"),
        ({"path": "src", "pattern": "TODO"}, "TODO  in  src"),
        ({"pattern": "a.b", "output_mode": "content"}, "a.b"),
        ({"description": "List", "command": "cat <<EOF\nx\nEOF"}, "cat <<EOF …"),
        ({"command": ["bash", "-lc", "ls"]}, "bash -lc ls"),
        ({"todos": [1, 2, 3]}, "3 todos"),
        ({"shell_id": "b1"}, "b1"),
        ({"file_path": None, "path": ""}, ""),
        ("*** Begin Patch\n…", "*** Begin Patch …"),
        (None, ""),
        ([1, 2], "[1, 2]"),
    ],
)
def test_main_argument(given: Any, argument: str) -> None:
    assert main_argument(given) == argument


def test_details_keep_lines() -> None:
    shown = details({"path": "/a", "new": "one\ntwo", "all": True, "list": [1], "none": None})
    assert (
        shown
        == "path: /a\nnew:\n    one\n    two\nall: true\nlist:\n    [\n      1\n    ]\nnone: null"
    )


# -- Tool results ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "failed"),
    [
        ({"tool_use_id": "t1", "content": "out", "is_error": True}, True),
        ({"tool_use_id": "t1", "content": "out"}, False),
        ({"type": "tool_result", "call_id": "t1", "output": "out"}, False),
        ({"tool_use_id": "t1", "content": [{"type": "text", "text": "out"}]}, False),
        ({"tool_use_id": "t1", "content": None, "error": "out"}, True),
    ],
)
def test_dialects_of_a_result(item: dict[str, Any], failed: bool) -> None:
    assert blocks("tool", results=[item]) == [ToolResult("t1", "out", failed)]


def test_result_without_flag_fails_in_words() -> None:
    assert blocks("tool", results=[{"output": "Error: no such file"}]) == [
        ToolResult(None, "Error: no such file", failed=True)
    ]
    (flagged,) = blocks("tool", results=[{"content": "Error: quoted", "is_error": False}])
    assert flagged == ToolResult(None, "Error: quoted", failed=False)


def test_a_result_repeated_in_the_content_is_shown_once() -> None:
    result = {"tool_use_id": "t1", "content": "\x1b[1mout\x1b[0m\n"}
    (shown,) = blocks("tool", "out", results=[result])
    assert isinstance(shown, ToolResult)
    assert (shown.id, shown.text, shown.failed) == ("t1", "out", False)
    assert len(blocks("tool", "something else", results=[result])) == 2


def test_tool_message_with_content_alone() -> None:
    assert blocks("tool", "done") == [ToolResult(None, "done", failed=False)]


def test_image_in_a_result() -> None:
    image = {"type": "image", "source": {"media_type": "image/png", "data": "AAAA"}}
    (result,) = blocks("tool", "[image]", results=[{"tool_use_id": "t", "content": [image]}])
    assert result == ToolResult("t", "", False, (Image("image/png", "AAAA", 3),))


def test_structured_result_is_written_out() -> None:
    (result,) = blocks("tool", results=[{"output": {"exit": 0}}])
    assert isinstance(result, ToolResult)
    assert result.text == '{\n  "exit": 0\n}'


def test_json_on_one_line_is_made_legible() -> None:
    output = json.dumps({"files": [{"name": "app.ts", "size": 1}] * 5, "none": [], "e": 1})
    output = output.replace('"e": 1', '"e": 1.50e3')
    (result,) = blocks("tool", output, results=[{"tool_use_id": "t1", "content": output}])
    assert isinstance(result, ToolResult)
    assert result.text.startswith('{\n  "files": [\n    {\n      "name": "app.ts",\n')
    assert result.text.endswith('\n  "none": [],\n  "e": 1.50e3\n}')


@given(JSON)
def test_reindented_json_means_the_same(value: Any) -> None:
    for text in (json.dumps(value), json.dumps(value, ensure_ascii=False, indent=1)):
        assert json.loads(reindented(text)) == json.loads(text)


# -- Usage -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stored", "usage"),
    [
        (
            {
                "input_tokens": 10,
                "output_tokens": 3,
                "cache_read_input_tokens": 100,
                "cache_creation_input_tokens": 1000,
            },
            Usage(1110, 3, 100),
        ),
        ({"inputTokens": 5, "outputTokens": 6, "totalTokens": 11}, Usage(5, 6)),
        ({"input_tokens": "12", "output_tokens": "many"}, Usage(12, None)),
        ({"input_tokens": 1e300}, None),
        ([], None),
        (None, None),
    ],
)
def test_dialects_of_usage(stored: Any, usage: Usage | None) -> None:
    assert message(usage=stored).usage == usage


def test_usage_names_the_model() -> None:
    assert message(usage={"output_tokens": 3, "model": "m-1"}).model == "m-1"
    assert message(usage={"model": "m-1"}).model == "m-1"
    assert message(usage={"model": 3}).model is None


def test_usage_that_does_not_parse_is_shown() -> None:
    (broken,) = blocks(usage="{input")
    assert isinstance(broken, Broken)
    assert broken.column == "usage"


# -- Cut columns -----------------------------------------------------------------------------------


def test_cut_text_says_so() -> None:
    assert blocks("user", "abc", cut={"content": 12}) == [Text("abc"), Cut("content", 3, 12)]


def test_cut_json_shows_what_it_begins_with() -> None:
    whole = json.dumps([{"tool_use_id": "t1", "content": "x" * 100}])
    shown = blocks("tool", results=whole[:60], cut={"tool_results": len(whole)})
    assert isinstance(shown[0], ToolResult)
    assert shown[0].text.startswith("xxx")
    assert shown[1] == Cut("tool_results", 60, len(whole))


def test_json_that_a_tool_wrote_is_legible_though_it_is_cut() -> None:
    whole = json.dumps([{"tool_use_id": "t1", "content": json.dumps([{"name": "x" * 40}] * 50)}])
    shown, cut = blocks("tool", results=whole[:900], cut={"tool_results": len(whole)})
    assert isinstance(shown, ToolResult)
    assert shown.text.startswith('[\n  {\n    "name": "xxx')
    assert isinstance(cut, Cut)


@given(value=st.lists(JSON) | st.dictionaries(st.text(), JSON), data=st.data(), plain=st.booleans())
def test_any_beginning_of_json_can_be_completed(value: Any, data: Any, plain: bool) -> None:
    text = json.dumps(value, ensure_ascii=plain)
    end = data.draw(st.integers(1, len(text)))
    found = json.loads(completed(text[:end]))
    assert isinstance(found, type(value))
    if end == len(text):
        assert found == value


def test_completed_keeps_every_finished_value() -> None:
    assert json.loads(completed('[{"a": 1, "b": [true, "x\\')) == [{"a": 1, "b": [True, "x"]}]
    assert json.loads(completed('[{"a": "x\\\\')) == [{"a": "x\\"}]
    assert json.loads(completed('[{"a": "x\\u00')) == [{"a": "x"}]
    assert json.loads(completed('[{"a": 12')) == [{}]
    assert json.loads(completed('[{"a": 12, "lo')) == [{"a": 12}]


# -- Hostile rows ----------------------------------------------------------------------------------


@given(
    role=st.sampled_from(["user", "assistant", "tool", "system"]),
    columns=st.lists(st.none() | st.text() | JSON.map(json.dumps), min_size=4, max_size=4),
    cut=st.booleans(),
)
def test_no_row_raises(role: str, columns: list[str | None], cut: bool) -> None:
    content, calls, results, usage = columns
    lengths = {"content": 9**9, "tool_results": 9**9} if cut else {}
    message(role, content, calls=calls, results=results, usage=usage, cut=lengths)


def test_json_too_deep_is_shown_raw() -> None:
    deep = "[" * 5_000 + "]" * 5_000
    (broken,) = blocks(calls=deep)
    assert isinstance(broken, Broken)
    assert broken.text == deep
    flow = BlockFlow(0, broken)
    assert flow.json is not None
    assert len(flow.json.nesting) == 4_999  # the innermost is empty
    preview = flow.parts(Fold.PREVIEW)
    assert [part.text for part in preview[1:-1]] == ["[\n  [\n    [\n      [ ⋯ 1 ]\n    ]\n  ]\n]"]
    assert preview[-1].text == "Show all 9,999 lines"
    assert "".join("".join(part.text for part in flow.body()).split()) == deep


@pytest.mark.parametrize("text", ["[" * 5_000, "[" * 5_000 + "}" * 5_000, "[" * 5_000 + "],"])
def test_what_is_too_deep_and_no_json_does_not_fold(text: str) -> None:
    for block in (*blocks(calls=text), *blocks("tool", results=[{"content": text}])):
        assert BlockFlow(0, block).json is None


@pytest.mark.parametrize("levels", [10, 100, 900])
def test_deep_json_is_written_out(levels: int) -> None:
    value: Any = {"a": [1, "x", None], "b": {}, "c": []}
    for _ in range(levels):
        value = [value]
    text = pretty(value)
    assert json.loads(text) == value
    assert len(text) < 100 * (levels + 20)  # its blanks do not grow with the square of its depth
    assert text.count("\n") == 2 * levels + 8


@given(JSON, st.sampled_from([1, 23, 24, 25, 60]))
def test_lines_are_the_same_at_any_depth(value: Any, levels: int) -> None:
    for number in range(levels):
        value = [value] if number % 2 else {"a": value}
    expected = json.dumps(value, indent=2, ensure_ascii=False)
    stripped = [line.strip(" ") for line in expected.split("\n")]
    for text in (pretty(value), reindented(json.dumps(value, ensure_ascii=False))):
        assert [line.strip(" ") for line in text.split("\n")] == stripped
        assert text.split("\n")[:20] == expected.split("\n")[:20]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\x1b]8;;http://x\x07link\x1b]8;;\x1b\\", "link"),
        ("\x1b]0;title never ended\nnext", "\nnext"),
        ("\x9b31mred", "red"),
        ("\x1b(Bplain\x1b=\x1bM", "plain"),
        ("no escape", "no escape"),
        ("end \x1b", "end \x1b"),
    ],
)
def test_escape_sequences_are_removed(raw: str, text: str) -> None:
    assert without_escapes(raw) == text


def test_escapes_are_removed_from_long_output_too() -> None:
    line = "\x1b[32mok\x1b[0m漢 " * 50
    text = line * 3_000
    assert without_escapes(text) == "ok漢 " * 150_000
    assert without_escapes("\x9b1m" + "漢" * 700_000 + "\x9b0m") == "漢" * 700_000


# -- Long JSON -------------------------------------------------------------------------------------


@pytest.mark.parametrize("plain", [True, False])
def test_long_strings_in_json(plain: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_json, "SHORT", 3_000)
    monkeypatch.setattr(json_tokens, "_WINDOW", 1_000)
    monkeypatch.setattr(long_json, "_LONG_STRING", 2_000)
    value = [{"a": 'x😀漢\n"\\' * 900, "b": [True, None, 1.5, "short"]}, {"c": "y" * 5_000}]
    assert long_json.parse(json.dumps(value, ensure_ascii=plain)) == value


def test_long_json_without_a_long_string_counts_as_invalid() -> None:
    found = long_json.parse(json.dumps(["abc"] * 400_000))
    assert isinstance(found, InvalidJson)
    assert "too many" in found.reason


@pytest.mark.parametrize("text", ['["' + "x" * 3_000_000, '["' + "\\q" * 2_000_000 + '"]'])
def test_long_text_that_is_no_json_is_kept(text: str) -> None:
    found = long_json.parse(text)
    assert isinstance(found, InvalidJson)
    assert found.text == text
