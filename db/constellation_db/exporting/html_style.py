"""How a transcript looks in a browser, and the policy that keeps everything else out of it."""

from __future__ import annotations

import base64
import hashlib

STYLE = """
:root { color-scheme: light dark; --text: #1c1e21; --muted: #62676e; --ground: #ffffff;
  --panel: #f5f6f8; --line: #dde0e4; --accent: #2f6fdb; --bad: #b3261e; --good: #1f7a45; }
@media (prefers-color-scheme: dark) { :root { --text: #e4e6e9; --muted: #9aa1aa; --ground: #16181b;
  --panel: #1f2226; --line: #33383e; --accent: #7aa8ff; --bad: #ff8a80; --good: #7ccf9b; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 12px; }
body { margin: 0 auto; padding: 24px 20px 64px; max-width: 1080px; color: var(--text);
  background: var(--ground); font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0 0 8px; font-size: 26px; line-height: 1.25; }
h2 { margin: 0; font-size: 17px; }
h3 { margin: 0; font-size: 13px; font-weight: 600; color: var(--muted); }
h3 b { color: var(--text); text-transform: capitalize; }
h3 a, summary a { color: inherit; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
a:target, :target { outline: 2px solid var(--accent); outline-offset: 3px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 0 0 16px; }
dt { color: var(--muted); }
dd { margin: 0; }
pre, code { font: 13px/1.45 ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace; }
pre { margin: 6px 0; padding: 8px 10px; background: var(--panel); border: 1px solid var(--line);
  border-radius: 4px; white-space: pre-wrap; max-height: 70vh; overflow: auto; tab-size: 4; }
code { background: var(--panel); padding: 0 3px; border-radius: 3px; }
summary { cursor: pointer; padding: 3px 0; }
nav ul { margin: 4px 0; padding-left: 20px; list-style: none; }
.description, .task { margin: 0 0 12px; color: var(--muted); white-space: pre-wrap; }
.agent { margin: 20px 0; }
.agent .agent { margin: 12px 0; padding-left: 16px; border-left: 2px solid var(--line); }
.facts { color: var(--muted); font-size: 13px; margin: 0 0 8px; }
.agent > details > summary { padding: 6px 0; border-bottom: 1px solid var(--line); }
.agent > details > summary h2 { display: inline; }
.message { padding: 12px 0; border-bottom: 1px solid var(--line); content-visibility: auto;
  contain-intrinsic-size: auto 120px; }
.user > h3 b { color: var(--accent); }
.prose { margin: 6px 0; white-space: pre-wrap; unicode-bidi: plaintext; }
.thinking, .note { color: var(--muted); }
.thinking .prose { padding-left: 12px; border-left: 2px solid var(--line); }
.failed > summary { color: var(--bad); }
.result > summary, .call > summary { font-size: 14px; }
img { display: block; margin: 6px 0; max-width: 100%; max-height: 80vh;
  border: 1px solid var(--line); }
@media print { details:not([open]) > :not(summary) { display: block; } pre { max-height: none; } }
@media (max-width: 640px) { body { padding: 16px 12px 48px; } }
""".lstrip()

_HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode("ascii")

# Nothing is loaded and nothing runs, whatever a mistake of ours might let into the document: the
# one style is known by its hash, and pictures stand in the document itself.
POLICY = (
    f"default-src 'none'; style-src 'sha256-{_HASH}'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
