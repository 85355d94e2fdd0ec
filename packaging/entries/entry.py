"""What both frozen commands do before anything else."""

from __future__ import annotations

import os
import sys


def begin() -> None:
    """Put the environment right, and be one of our other processes if that is what is asked for."""
    _restore_environment()
    if sys.argv[1:2] == ["-m"] and len(sys.argv) > 2 and sys.argv[2].startswith("constellation_"):
        import runpy

        # There is no interpreter beside the application: it has to be one for its own modules.
        module = sys.argv[2]
        del sys.argv[1:3]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        sys.exit()
    if any("multiprocessing" in argument for argument in sys.argv[1:]):
        import multiprocessing

        multiprocessing.freeze_support()


def _restore_environment() -> None:
    """Take back what the start of a frozen application put into the environment.

    The libraries of this folder are for this process; a browser or an editor that is started from
    here would load them in place of its own.
    """
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "LIBPATH"):
        before = os.environ.pop(f"{name}_ORIG", None)
        if before is not None:
            os.environ[name] = before
        elif os.name == "posix":
            os.environ.pop(name, None)
