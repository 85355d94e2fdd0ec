"""What secrets look like: one row a kind of key, after what their issuers document.

A pattern is tried only on texts that hold one of its needles: finding a literal is a hundred times
as fast as matching. What is secret is the group `secret`, or the whole match.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Secret(StrEnum):
    """Kinds of what may be taken out of an export."""

    API_KEY = "API key"
    TOKEN = "token"  # noqa: S105
    PASSWORD = "password"  # noqa: S105
    PRIVATE_KEY = "private key"
    EMAIL = "e-mail"
    HOME_PATH = "home path"


def _any(_secret: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Pattern:
    """How one sort of secret is found; `needles` are in lower case.

    `holds` judges what was found, and `before`, if there is one, what stands directly before it.
    """

    kind: Secret
    needles: tuple[str, ...]
    regex: re.Pattern[str]
    holds: Callable[[str], bool] = _any
    before: re.Pattern[str] | None = None

    def finds(self, match: re.Match[str]) -> bool:
        """Whether a match of the regular expression is a secret."""
        found = match["secret"] if "secret" in self.regex.groupindex else match[0]
        if self.before is not None:
            start = match.start()
            if self.before.search(match.string[max(start - _LONGEST_NAME, 0) : start]) is None:
                return False
        return self.holds(found)


_LONGEST_NAME = 60  # characters of what a value is called


# Where a word begins, also right behind an escape such as \n of text that is quoted in text.
_START = r"(?:(?<=\\[nrtbf])|(?<![\w\\]))"
_END = r"(?![A-Za-z0-9_])"


def _prefixed(
    kind: Secret, prefixes: str, body: str, *needles: str, holds: Callable[[str], bool] = _any
) -> Pattern:
    """Return the pattern of keys that their issuer gives a beginning of its own."""
    found = needles or tuple(prefix.lower() for prefix in prefixes.split("|"))
    return Pattern(kind, found, re.compile(f"{_START}(?:{prefixes}){body}{_END}"), holds)


def _entropy(text: str) -> float:
    """Return how many bits a character of the text says (Shannon)."""
    counts = Counter(text).values()
    return -sum(count / len(text) * math.log2(count / len(text)) for count in counts)


def _is_random(value: str) -> bool:
    """Whether a value may be a key: letters and digits mixed without order."""
    return (
        any(letter.isdigit() for letter in value)
        and any(letter.isalpha() for letter in value)
        and _entropy(value) >= 3.0
    )


_NO_PASSWORDS = ("$", "{", "<", "%", "[", "/", "./", "~")


def _is_password(value: str) -> bool:
    """Whether what stands where a password would is one, and no name or stand-in of one."""
    stands_in = value.strip("*x.•-_<>") == "" or value.startswith(
        ("$", "{", "<", "%", "[", "/", "./", "~")
    )
    return not stands_in and "redacted" not in value.lower()


_FILE_ENDINGS = re.compile(
    "png|jpe?g|gif|svg|webp|ico|bmp|css|[jt]sx?|json|ya?ml|toml|md|txt|html|xml|sql"
    "|weights|shape|dtype"
)


def _is_email(value: str) -> bool:
    """Whether it is a person's address, and no file name, version or login of a service."""
    local, _at, domain = value.partition("@")
    labels = domain.split(".")
    return (
        local.lower() != "git"
        and _FILE_ENDINGS.fullmatch(labels[-1].lower()) is None
        and not (labels[0].isdigit() or (labels[0][:1].isdigit() and labels[0].endswith("x")))
    )


_KEY, _TOKEN = Secret.API_KEY, Secret.TOKEN
# What a value is called whose name says that it is secret. Looked for behind long values: names as
# short as these are everywhere.
_NAMED = re.compile(
    r"(?:api[_-]?key|apikey|access[_-]?key|secret[_-]?key|encryption[_-]?key|signing[_-]?key"
    r"|secret|token|credentials?)[\"'\\]{0,3}\s{0,3}\Z",
    re.IGNORECASE,
)
_ASSIGNED = r"[\"'\\]{0,3}\s{0,3}(?::=|=>|[:=])\s{0,3}[\"'\\]{0,3}"

PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        Secret.PRIVATE_KEY,
        ("private key",),
        re.compile(
            r"-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----"
            r"(?:(?!-----BEGIN)[\s\S]){0,20000}?"
            r"(?:-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----"
            r"|(?=\n[ \t]*\n[^A-Za-z0-9+/=]|-----BEGIN)|\Z)"
        ),
    ),
    _prefixed(Secret.PRIVATE_KEY, "AGE-SECRET-KEY-1", "[A-Z0-9]{58}"),
    # Models
    _prefixed(_KEY, "sk-ant-|sk-proj-|sk-svcacct-|sk-admin-|sk-or-v1-|sk-lf-", r"[\w-]{20,}"),
    _prefixed(_KEY, "sk-", "[A-Za-z0-9]{32,}"),
    _prefixed(_KEY, "hf_|r8_|gsk_|xai-|pplx-|nvapi-|csk-|tvly-", r"[\w-]{28,}", holds=_is_random),
    # Clouds
    _prefixed(_KEY, "AKIA|ASIA|ABIA|ACCA", "[A-Z0-9]{16}"),
    Pattern(
        _KEY,
        ("aws",),
        re.compile(
            r"(?i)aws[\w.-]{0,30}secret[\w.-]{0,30}" + _ASSIGNED + r"(?P<secret>[A-Za-z0-9/+=]{40})"
        ),
    ),
    _prefixed(_KEY, "AIza", r"[\w-]{35}"),
    _prefixed(_KEY, "GOCSPX-", r"[\w-]{28}"),
    _prefixed(_TOKEN, r"ya29\.", r"[\w-]{20,}", "ya29."),
    Pattern(
        _KEY,
        ("accountkey=", "sharedaccesskey="),
        re.compile(r"(?i)(?:AccountKey|SharedAccessKey)=(?P<secret>[A-Za-z0-9+/]{40,90}={0,2})"),
    ),
    _prefixed(_TOKEN, "dop_v1_|doo_v1_|dor_v1_", "[a-f0-9]{64}"),
    _prefixed(_TOKEN, "dapi", "[a-f0-9]{32}(?:-[0-9])?"),
    _prefixed(_TOKEN, r"hv[sb]\.|dp\.[ps]t\.", r"[\w.-]{20,}", "hvs.", "hvb.", "dp.pt.", "dp.st."),
    # Code and packages
    _prefixed(_TOKEN, "ghp_|gho_|ghu_|ghs_|ghr_", "[A-Za-z0-9]{36,}"),
    _prefixed(_TOKEN, "github_pat_", r"\w{22,}"),
    _prefixed(_TOKEN, "glpat-|gldt-|glrt-|glcbt-|glptt-|glsoat-", r"[\w.-]{20,}"),
    _prefixed(_TOKEN, "npm_", "[A-Za-z0-9]{36}"),
    _prefixed(_TOKEN, "pypi-", r"AgEI[\w-]{50,}"),
    _prefixed(
        _TOKEN,
        "sbp_|figd_|lin_api_|ntn_|PMAK-|sntrys_|rubygems_",
        r"[\w-]{30,}",
        holds=_is_random,
    ),
    # Talk and payment
    _prefixed(_TOKEN, "xox[abeoprs]-", r"[A-Za-z0-9-]{10,}", "xox"),
    _prefixed(_TOKEN, "xapp-", r"[A-Za-z0-9-]{20,}"),
    Pattern(
        _TOKEN,
        ("hooks.slack.com", "/api/webhooks/"),
        re.compile(
            r"https://(?:hooks\.slack\.com/(?:services|workflows|triggers)"
            r"|(?:\w+\.)?discord(?:app)?\.com/api/webhooks)/(?P<secret>[\w/-]{20,})"
        ),
    ),
    Pattern(
        _TOKEN, (":aa",), re.compile(_START + r"[0-9]{8,10}:AA[\w-]{33}" + _END)
    ),
    _prefixed(_KEY, "sk_live_|sk_test_|rk_live_|rk_test_|whsec_", "[A-Za-z0-9]{16,}"),
    _prefixed(_KEY, r"SG\.", r"[\w-]{16,32}\.[\w-]{16,64}", "sg."),
    _prefixed(_KEY, "shpat_|shpca_|shppa_|shpss_", "[a-fA-F0-9]{32}"),
    # Anything that is carried around
    _prefixed(_TOKEN, "eyJ", r"[\w-]{8,}\.eyJ[\w-]{8,}(?:\.[\w-]*)?"),
    Pattern(
        _TOKEN,
        ("bearer ", "basic "),
        re.compile(r"(?i)\b(?:bearer|basic)\s+(?P<secret>[\w.~+/-]{16,}={0,2})"),
        _is_random,
    ),
    Pattern(
        Secret.PASSWORD,
        ("://",),
        re.compile(r"\b[a-z][a-z0-9+.-]{1,20}://[^\s/:@\"'<>]{0,80}:(?P<secret>[^\s/@\"'<>]{3,120})@"),
        _is_password,
    ),
    Pattern(
        Secret.PASSWORD,
        ("passw", "pwd"),
        re.compile(
            r"(?i)(?:password|passwd|passwort|passphrase|pwd)"
            + _ASSIGNED
            + r"(?P<secret>[^\s\"'\\,;(){}\[\]<>]{6,80})(?![\w(.\[])"
        ),
        lambda value: _is_password(value) and any(not (c.isalpha() or c in "._-") for c in value),
    ),
    Pattern(
        _KEY,
        ("key", "token", "secret", "credential"),
        re.compile(r"[:=>]{1,2}[\s\"'\\]{0,6}(?P<secret>[A-Za-z0-9_+/=.~-]{16,200})(?![\w(\[])"),
        _is_random,
        _NAMED,
    ),
    # Persons
    Pattern(
        Secret.EMAIL,
        ("@",),
        re.compile(
            _START
            + r"[\w%+-][\w.%+-]{0,63}@"
            + r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,5}[^\W\d_]{2,24}(?![\w@])"
        ),
        _is_email,
    ),
    Pattern(
        Secret.HOME_PATH,
        ("/home/", "/users/", "\\users\\"),
        re.compile(
            r"(?:(?<=\\[nrtbf])|(?<![\w.\-]))(?:/home/|/Users/)(?!Shared\b)[^\s/\\\"'`<>|:*?,;()\[\]{}$%&#@]{1,64}"
            r"|(?:[A-Za-z]:|/[A-Za-z])(?:\\{1,4}|/)(?i:Users)(?:\\{1,4}|/)(?!Public\b)[^\s/\\\"'`<>|:*?,;()\[\]{}$%&#@]{1,64}"
        ),
    ),
    Pattern(  # a path as a name, as programs make folders for projects
        Secret.HOME_PATH,
        ("-home-", "-users-"),
        re.compile(r"(?<![\w-])-(?:home|Users)-[A-Za-z0-9_]{1,64}(?=-)"),
    ),
)  # fmt: skip
