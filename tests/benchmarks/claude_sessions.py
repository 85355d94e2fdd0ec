"""Session files as Claude Code writes them, made up: of any size, the same every time."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_WORDS = re.findall(
    r"\w+",
    "the quick brown fox jumps over lazy dogs def return import self value path error result list "
    "of files changed in",
)
_TOOLS = ("Bash", "Read", "Edit")
_ABOUT = {
    "isSidechain": False,
    "userType": "external",
    "cwd": "/home/ada/shop",
    "sessionId": "11111111-1111-4111-8111-111111111111",
    "version": "2.1.39",
    "gitBranch": "main",
}


def write_session(path: Path, size: int, *, result: int) -> int:
    """Write about `size` bytes of a session whose tools give `result` characters, now and then five
    times as many; return how many bytes it has.
    """
    written, before = 0, None
    with path.open("w", encoding="utf-8") as file:
        for number, record in enumerate(_records(random.Random(7), result)):
            uuid = f"{number:08x}-aaaa-4aaa-8aaa-aaaaaaaaaaaa"
            seconds = f"{number // 3600 % 24:02d}:{number // 60 % 60:02d}:{number % 60:02d}"
            when = f"2026-03-{1 + number // 86_400 % 28:02d}T{seconds}.000Z"
            record |= {"parentUuid": before, **_ABOUT, "uuid": uuid, "timestamp": when}
            before = uuid
            written += file.write(json.dumps(record) + "\n")
            if written >= size:
                return written
    raise AssertionError("records do not end")


def _records(dice: random.Random, result: int) -> Iterator[dict[str, Any]]:
    """Give turns without end: a prompt, words, a call in a record of its own, and its result."""
    texts = [" ".join(dice.choices(_WORDS, k=max(result // 5, 2))) for _ in range(50)]
    turn = 0
    while True:
        turn += 1
        if turn % 10 == 1:
            yield {"type": "user", "message": {"role": "user", "content": f"Go on with {turn}."}}
        usage = {
            "input_tokens": dice.randint(1, 50),
            "cache_creation_input_tokens": dice.randint(100, 900),
            "cache_read_input_tokens": dice.randint(0, 90_000),
            "cache_creation": {"ephemeral_5m_input_tokens": 60, "ephemeral_1h_input_tokens": 40},
            "output_tokens": dice.randint(1, 900),
            "service_tier": "standard",
        }
        said = {
            "id": f"msg_{turn}", "type": "message", "role": "assistant",
            "model": "claude-opus-4-6", "stop_reason": None, "usage": usage,
        }  # fmt: skip
        words = {"type": "text", "text": texts[turn % 50][:400]}
        call, account, answer = _work(turn, texts)
        for block in (words, call):
            message = {**said, "content": [block]}
            yield {"type": "assistant", "requestId": f"req_{turn}", "message": message}
        heard = {"tool_use_id": f"toolu_{turn}", "type": "tool_result", "content": answer}
        message = {"role": "user", "content": [heard]}
        yield {"type": "user", "message": message, "toolUseResult": account}


def _work(turn: int, texts: list[str]) -> tuple[dict[str, Any], dict[str, Any], str]:
    tool = _TOOLS[turn % 3]
    text, other = texts[turn % 50], texts[turn * 7 % 50]
    answer = text * (1 if turn % 4 else 5)
    given: dict[str, Any] = {"command": f"ls {text[:40]}"}
    account: dict[str, Any] = {"stdout": answer, "stderr": "", "interrupted": False}
    if tool == "Read":
        given = {"file_path": "/home/ada/shop/a.py"}
        account = {"type": "text", "file": {"filePath": "/home/ada/shop/a.py", "content": answer}}
    elif tool == "Edit":
        answer = "The file has been updated."
        path = f"/home/ada/shop/f{turn % 50}.py"
        given = {"file_path": path, "old_string": text[:60], "new_string": other[:60]}
        account = {"filePath": path, "originalFile": f"{text}\n{other}"}
    call = {"type": "tool_use", "id": f"toolu_{turn}", "name": tool, "input": given}
    return call, account, answer
