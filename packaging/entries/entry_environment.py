"""Takes back what the frozen application's start put into the environment.

The libraries of this folder are for this process; a browser or an editor that it starts would load
them in place of its own.
"""

from __future__ import annotations

import os


def restore_environment() -> None:
    """Give the environment to programs that are started from here as the person has it."""
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LIBPATH"):
        before = os.environ.pop(f"{name}_ORIG", None)
        if before is not None:
            os.environ[name] = before
        elif getattr(os, "uname", None) is not None:
            os.environ.pop(name, None)
