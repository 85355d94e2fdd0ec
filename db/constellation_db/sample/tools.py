"""What the tools of the sample answer, computed from the files as they stand at that moment."""

from __future__ import annotations

from collections.abc import Mapping

from constellation_db.sample.chance import Chance

_GREEN, _RED, _DIM, _BOLD, _PLAIN = "\x1b[32m", "\x1b[31m", "\x1b[2m", "\x1b[1m", "\x1b[0m"


def numbered(text: str, around: str = "", lines: int = 60) -> str:
    """Return lines with their numbers: those about the place `around`, or the first ones."""
    every = text.splitlines()
    first = 0
    if around and around in text:
        first = max(0, text[: text.index(around)].count("\n") - 8)
    chosen = every[first : first + lines]
    return "\n".join(f"{first + row + 1:>6}→{line}" for row, line in enumerate(chosen))


def grep(pattern: str, files: Mapping[str, str]) -> str:
    """Return the lines that hold `pattern`, as path:line:text."""
    hits = [
        f"{path}:{row}:{line}"
        for path, text in files.items()
        for row, line in enumerate(text.splitlines(), 1)
        if pattern in line
    ]
    return "\n".join(hits[:40]) or "No matches found"


def edited(path: str, text: str, new: str) -> str:
    """Return what the edit tool says: where, and the lines about the change."""
    return (
        f"The file {path} has been updated. Here is the changed part:\n"
        f"{numbered(text, new, 14 + new.count(chr(10)))}"
    )


def checked(command: str, tests: int, chance: Chance) -> str:
    """Return a green run of a command that tests or checks."""
    seconds = chance.between(0.4, 4.2)
    if command.startswith("pytest"):
        dots = "." * tests
        return (
            f"{_BOLD}============ test session starts ============{_PLAIN}\n"
            f"collected {tests} items\n\n{dots} [100%]\n\n"
            f"{_GREEN}============ {_BOLD}{tests} passed{_PLAIN}{_GREEN} in {seconds:.2f}s "
            f"============{_PLAIN}"
        )
    if command.startswith("pnpm vitest"):
        return (
            f"{_BOLD} RUN {_PLAIN} v2.1.8 /workspace/shop/packages/pricing\n\n"
            f" {_GREEN}✓{_PLAIN} test/cart.test.ts {_DIM}({tests} tests){_PLAIN}\n\n"
            f" Test Files  {_GREEN}1 passed{_PLAIN} (1)\n"
            f"      Tests  {_GREEN}{tests} passed{_PLAIN} ({tests})\n"
            f"   Duration  {seconds:.2f}s"
        )
    return f"$ {command}\n{_GREEN}✔{_PLAIN} no problems ({seconds:.1f}s)"


def failed(command: str, tests: int, failure: str, chance: Chance) -> str:
    """Return a red run that reports `failure`."""
    seconds = chance.between(0.4, 4.2)
    return (
        f"$ {command}\n\n{_RED}{_BOLD} FAIL {_PLAIN} {tests} tests, {_RED}1 failed{_PLAIN}\n\n"
        f"{failure}\n\n{_DIM}Duration {seconds:.2f}s · exit code 1{_PLAIN}"
    )


def build_log(size: int, chance: Chance) -> str:
    """Return the output of a build that was asked to say everything, about `size` characters."""
    packages = ("pricing", "checkout", "catalog", "ui-kit", "analytics", "emails", "search")
    steps = ("transform", "resolve", "tree-shake", "chunk", "hash", "write")
    lines: list[str] = []
    length = 0
    while length < size:
        package = chance.choice(packages)
        line = (
            f"{_DIM}[{len(lines) / 40:9.3f}s]{_PLAIN} @shop/{package:<10} "
            f"{chance.choice(steps):<10} src/{chance.choice(packages)}/module-"
            f"{chance.whole(1, 400):03d}.ts {chance.between(0.1, 96):6.1f} kB"
        )
        if chance.whole(1, 90) == 1:
            line = f"\x1b[33mwarning{_PLAIN} @shop/{package}: circular import, kept in one chunk"
        lines.append(line)
        length += len(line) + 1
    lines.append(f"{_GREEN}✔{_PLAIN} 7 packages built, {len(lines)} steps")
    return "\n".join(lines)


def picture(width: int, height: int) -> str:
    """Return a small picture of a page as a data URL: a header, a form, a button."""
    import base64
    import struct
    import zlib

    def pixel(x: int, y: int) -> bytes:
        if y < height // 8:
            return b"\x1d\x35\x57"
        inside = width // 8 < x < width * 7 // 8
        if inside and (y * 10 // height) in {3, 5}:
            return b"\xff\xff\xff"
        if inside and y * 10 // height == 8:
            return b"\x2a\x9d\x8f"
        return b"\xf1\xf3\xf5"

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"".join(b"\0" + b"".join(pixel(x, y) for x in range(width)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    png = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"
