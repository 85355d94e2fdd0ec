"""Checksums are recognised by their form, and right or wrong by the content alone."""

from __future__ import annotations

import hashlib
import subprocess

import pytest

from constellation_gui.models.checksums import Checksum, recognised, verify

TEXT = "söme\n".encode()
SHA256, SHA1 = hashlib.sha256(TEXT).hexdigest(), hashlib.sha1(TEXT).hexdigest()
MD5 = hashlib.md5(TEXT).hexdigest()


@pytest.mark.parametrize(
    ("checksum", "kind"),
    [
        (SHA256, "SHA-256"),
        (f" {SHA256.upper()} ", "SHA-256"),
        (f"sha256:{SHA256}", "SHA-256"),
        (f"SHA-1={SHA1}", "SHA-1"),
        (f"md5-{MD5}", "MD5"),
    ],
)
def test_what_a_checksum_is(checksum: str, kind: str) -> None:
    found = recognised(checksum)
    assert found is not None
    assert found.kind == kind
    assert verify(found, [TEXT[:3], TEXT[3:]], len(TEXT)).right
    verdict = verify(found, [TEXT, b"more"], len(TEXT) + 4)
    assert (verdict.right, verdict.kind) == (False, kind)


@pytest.mark.parametrize(
    "checksum", [None, "", "v1", "abc", SHA256[:-1], f"md5:{SHA256}", f"crc32:{MD5[:8]}", "g" * 64]
)
def test_what_is_none_that_is_known(checksum: str | None) -> None:
    assert recognised(checksum) is None


def test_git_s_own() -> None:
    git = subprocess.run(
        ["git", "hash-object", "--stdin"], input=TEXT, capture_output=True, check=True
    )
    verdict = verify(Checksum("SHA-1", git.stdout.decode().strip()), [TEXT], len(TEXT))
    assert (verdict.right, verdict.kind) == (True, "Git's SHA-1")
