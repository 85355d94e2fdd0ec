"""Where a link leads: said before it is opened, and only pages can be."""

from __future__ import annotations

import pytest

from constellation_gui.models.links import examined
from constellation_gui.models.markdown_spans import Style, inline


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://x.example/",
        "mailto:a@b.example",
        "http://",
        "https:///path",
        "https://[::1",
        "https://x.example:port/",
        "https://x.example/\u202egnp.exe",
        "https://x.example/a b\n",
        "https://" + "x" * 3_000,
        "https://" + "é" * 70 + ".example",
        "/etc/passwd",
        "",
    ],
)
def test_what_cannot_be_opened(target: str) -> None:
    assert examined(target) is None


def test_a_page() -> None:
    link = examined("https://example.org:8080/a?b=c#d", "the docs")
    assert link is not None
    assert link.address == "https://example.org:8080/a?b=c#d"
    assert link.host == "example.org"
    assert link.doubts == ()


@pytest.mark.parametrize(
    ("target", "label", "doubt"),
    [
        ("https://аpple.com/", "", "“аpple.com”"),  # a Cyrillic а
        ("https://xn--pple-43d.com/", "", "look like others"),
        ("https://apple.com@evil.example/", "", "“apple.com”"),
        ("https://evil.example/", "https://apple.com/login", "“apple.com”"),
        ("https://evil.example/", "apple.com", "“apple.com”"),
    ],
)
def test_what_may_deceive_is_said(target: str, label: str, doubt: str) -> None:
    link = examined(target, label)
    assert link is not None
    assert doubt in " ".join(link.doubts)


def test_a_name_in_other_letters_is_shown_in_ascii() -> None:
    link = examined("https://аpple.com/login")
    assert link is not None
    assert link.address == "https://xn--pple-43d.com/login"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "javascript:x", "../README.md", "#top"])
def test_markdown_links_elsewhere_stay_as_they_were_written(target: str) -> None:
    text = f"see [this]({target}) now"
    assert inline(text) == (text, [])


def test_markdown_links_to_pages_are_links() -> None:
    text, spans = inline("see [this](https://x.example/a) and https://y.example/b.")
    assert text == "see this and https://y.example/b."
    assert [(span.style, span.target) for span in spans] == [
        (Style.LINK, "https://x.example/a"),
        (Style.LINK, "https://y.example/b"),
    ]
