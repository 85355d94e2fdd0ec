"""Secrets are taken out wherever they stand, and nothing else is changed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from constellation_db.exporting.patterns import Secret
from constellation_db.exporting.redaction import Redactor, masked

# Put together here, so that no scanner takes this file for a leak.
AB = "aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY"
SECRETS: dict[str, tuple[Secret, str]] = {
    "anthropic": (Secret.API_KEY, "sk-" + "ant-api03-" + AB),
    "openai": (Secret.API_KEY, "sk-" + "proj-" + AB),
    "openai, old": (Secret.API_KEY, "sk-" + AB),
    "hugging face": (Secret.API_KEY, "hf" + "_" + AB),
    "aws": (Secret.API_KEY, "AKIA" + "IOSFODNN7EXAMPL3"),
    "google": (Secret.API_KEY, "AIza" + AB + "abc"),
    "stripe": (Secret.API_KEY, "sk_" + "live_" + AB),
    "github": (Secret.TOKEN, "ghp" + "_" + AB + "abcd"),
    "github, fine": (Secret.TOKEN, "github" + "_pat_" + AB),
    "gitlab": (Secret.TOKEN, "glpat" + "-" + AB),
    "slack": (Secret.TOKEN, "xoxb" + "-1234567890-" + AB),
    "npm": (Secret.TOKEN, "npm" + "_" + AB + "abcd"),
    "jwt": (Secret.TOKEN, "eyJ" + "hbGciOiJIUzI1" + ".eyJ" + "zdWIiOiIxMjM0" + ".abc-_def"),
    "mail": (Secret.EMAIL, "jane.doe+x@mail.example.org"),
    "unicode mail": (Secret.EMAIL, "jörg@müller.de"),
    "linux": (Secret.HOME_PATH, "/home/jane"),
    "macos": (Secret.HOME_PATH, "/Users/jane.doe"),
    "windows": (Secret.HOME_PATH, "C:\\Users\\Jane"),
    "private key": (
        Secret.PRIVATE_KEY,
        "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIE\nabc=\n-----END RSA " + "PRIVATE KEY-----",
    ),
}
CONTEXTS = ("{}", "say {} now", "a={}", '"{}"', "({})", "<{}>", "x\n{}\ny", "`{}`", "x: {}, y")

NAMED = (
    ('password = "hunter22!x"', "hunter22!x", Secret.PASSWORD),
    ("PGPASSWORD: s3cret-pw", "s3cret-pw", Secret.PASSWORD),
    ("postgres://me:pa55word@db.local/x", "pa55word", Secret.PASSWORD),
    (f"Authorization: Bearer {AB}", AB, Secret.TOKEN),
    (f"api_key={AB}", AB, Secret.API_KEY),
    (f'"client_secret": "{AB}"', AB, Secret.API_KEY),
    (f"aws_secret_access_key = {AB}ABCDEFGH", f"{AB}ABCDEFGH", Secret.API_KEY),
)

INNOCENT = (
    "git@github.com:me/it.git", "lodash@4.17.21", "icon@2x.png", "@app.route('/x')",
    "max_tokens: 4096", "token = get_token(request)", "password = self.password",
    "password: ${DB_PASSWORD}", "https://site.org/home/news", "/Users/Shared/x", "pwd=/usr/local",
    "sk-learn is a library", "secret_key_base", "tool_use_id: toolu_01", "the token of 2026",
    "/home/", "x /homework/jane", "commit 3f786850e387550fdab836ed7e6dc881de23001b",
)  # fmt: skip


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_is_found_wherever_it_stands(name: str) -> None:
    kind, secret = SECRETS[name]
    for context in CONTEXTS:
        redactor = Redactor()
        assert redactor.redacted(context.format(secret)) == context.format(f"[redacted {kind} 1]")
        assert [finding.kind for finding in redactor.findings] == [kind]


@pytest.mark.parametrize(("text", "secret", "kind"), NAMED)
def test_what_its_name_says_is_secret_is_taken_out(text: str, secret: str, kind: Secret) -> None:
    assert Redactor().redacted(text) == text.replace(secret, f"[redacted {kind} 1]")


@pytest.mark.parametrize("text", INNOCENT)
def test_what_only_looks_like_a_secret_stays(text: str) -> None:
    assert Redactor().redacted(text) == text


def test_only_the_kinds_asked_for_are_taken_out() -> None:
    redactor = Redactor([Secret.EMAIL])
    assert redactor.redacted("a@b.org in /home/jane") == "[redacted e-mail 1] in /home/jane"


def test_the_same_secret_is_the_same_placeholder_everywhere() -> None:
    redactor = Redactor()
    assert redactor.redacted("a@b.org c@d.org a@b.org") == (
        "[redacted e-mail 1] [redacted e-mail 2] [redacted e-mail 1]"
    )
    assert redactor.redacted('{"to": "c@d.org"}') == '{"to": "[redacted e-mail 2]"}'
    (finding,) = redactor.findings
    assert (finding.count, finding.distinct) == (4, 2)


def test_json_stays_as_it_was_written_around_what_is_taken_out() -> None:
    inner = json.dumps({"text": "first\nme@here.org"})
    text = '{ "n" : 1.50,\t"a": 1, "a": 2, "x": "\\u00e9\\/", "m": "\\nme@here.org",' + (
        f' "in": {json.dumps(inner)} }}'
    )
    changed = Redactor().redacted(text)
    assert changed.startswith('{ "n" : 1.50,\t"a": 1, "a": 2, "x": "\\u00e9\\/", "m": "\\n[red')
    assert json.loads(json.loads(changed)["in"]) == {"text": "first\n[redacted e-mail 1]"}


def test_json_that_hides_a_secret_behind_escapes_is_looked_into() -> None:
    text = '{"mail": "me\\u0040here.org", "home": "\\/home\\/jane\\/x"}'
    assert json.loads(Redactor().redacted(text)) == {
        "mail": "[redacted e-mail 1]",
        "home": "[redacted home path 1]/x",
    }


def test_broken_json_and_text_like_json_are_looked_into_as_text() -> None:
    assert Redactor().redacted('{"a": "x\\nme@here.org') == '{"a": "x\\n[redacted e-mail 1]'
    assert Redactor().redacted('[INFO] "x" me@here.org') == '[INFO] "x" [redacted e-mail 1]'


_TEXTS = st.one_of(
    st.text(max_size=20), st.sampled_from([secret for _kind, secret in SECRETS.values()])
)
_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.one_of(_TEXTS, st.integers(), st.booleans(), st.none()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@settings(max_examples=40)
@given(_VALUES, st.booleans())
def test_json_remains_json_and_no_secret_remains(value: Any, plain: bool) -> None:
    changed = Redactor().redacted(json.dumps(value, ensure_ascii=plain))
    again = json.dumps(json.loads(changed), ensure_ascii=False)
    for _kind, secret in SECRETS.values():
        assert json.dumps(secret, ensure_ascii=False)[1:-1] not in again


def test_examples_show_where_it_stands_and_nothing_that_is_secret() -> None:
    redactor = Redactor()
    everything = " and ".join(secret for _kind, secret in SECRETS.values())
    redactor.redacted(everything, "agent_history.content m-1")
    told = repr([finding.examples for finding in redactor.findings])
    for _kind, secret in SECRETS.values():
        assert secret not in told
    mail = next(finding for finding in redactor.findings if finding.kind is Secret.EMAIL)
    assert mail.examples[0].masked == "j•••@m•••.org"
    assert mail.examples[0].where == "agent_history.content m-1"


@pytest.mark.parametrize("name", SECRETS)
def test_a_masked_secret_says_little(name: str) -> None:
    kind, secret = SECRETS[name]
    shown = masked(kind, secret)
    assert secret not in shown
    if kind is not Secret.PRIVATE_KEY:
        assert sum(a == b for a, b in zip(shown, secret, strict=False)) <= 12


def test_pictures_are_passed_over() -> None:
    data = "AKIAIOSFODNN7EXAMPL3/" * 1_000
    assert Redactor().redacted(data) == data
