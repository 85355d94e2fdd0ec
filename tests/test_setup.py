"""A fresh machine, and what scripts/setup.sh does on it; the installer here needs no network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parent.parent
_TOOLS = ["sh", "cat", "cksum", "dirname", "env", "grep", "id", "rm", "sleep", "true"]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="make needs a POSIX shell")

# Stands for uv. It writes down what it is asked for, and fails as the files beside it say.
_UV = """#!/bin/sh
here=$(dirname "$0")
echo "$1 $*" >>"$here/calls"
case "$1 $*" in
venv*)
    "$PYTHON" -m venv --without-pip .venv
    echo "{packages}" >"$(echo .venv/lib/python*)/site-packages/borrowed.pth" ;;
*--constraint*) [ ! -e "$here/lacks-a-version" ] || exit 1 ;;
esac
case "$1" in
pip)
    while [ -e "$here/slow" ]; do sleep 0.05; done
    [ ! -e "$here/kill" ] || kill -9 "$PPID"
    [ ! -e "$here/no-network" ] || exit 1 ;;
esac
"""


@dataclass
class Machine:
    """A checkout on a machine that has a few tools and nothing else."""

    checkout: Path
    tools: Path
    python: str = sys.executable

    def set_up(self, purpose: str = "run") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(purpose),
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.command("run"), env=self.environment(), stderr=subprocess.PIPE, text=True
        )

    def command(self, purpose: str) -> list[str]:
        return ["sh", str(self.checkout / "scripts" / "setup.sh"), purpose]

    def environment(self) -> dict[str, str]:
        return {
            "PATH": str(self.tools),
            "PYTHON": self.python,
            "HOME": os.environ["HOME"],
            "PIP_NO_INDEX": "1",
        }

    def tool(self, name: str, text: str) -> None:
        file = self.tools / name
        file.unlink(missing_ok=True)
        file.write_text(text)
        file.chmod(0o755)

    def fault(self, name: str) -> Path:
        fault = self.tools / name
        fault.touch()
        return fault

    @property
    def calls(self) -> list[str]:
        """What the installer was asked for since the last time."""
        log = self.tools / "calls"
        lines = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return [
            line.split()[0] + (" as constrained" if "--constraint" in line else "")
            for line in lines
        ]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    checkout = tmp_path / "a check out"
    checkout.mkdir()
    shutil.copytree(_ROOT / "scripts", checkout / "scripts")
    for name in ("pyproject.toml", "constraints.txt"):
        shutil.copy(_ROOT / name, checkout)
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in _TOOLS:
        (tools / name).symlink_to(shutil.which(name) or pytest.skip(f"no {name} here"))
    machine = Machine(checkout, tools)
    machine.tool("uv", _UV.format(packages=sysconfig.get_path("purelib")))
    machine.tool("ldd", "#!/bin/sh\n")
    return machine


def test_the_second_time_nothing_is_done(machine: Machine) -> None:
    assert machine.set_up().returncode == 0
    assert machine.calls == ["venv", "pip as constrained"]
    again = machine.set_up()
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert machine.calls == []


def test_what_tests_need_includes_what_the_application_needs(machine: Machine) -> None:
    machine.set_up("run")
    assert machine.calls == ["venv", "pip as constrained"]
    machine.set_up("develop")
    assert machine.calls == ["pip as constrained"]
    (machine.checkout / ".venv" / "constellation-run").unlink()
    machine.set_up("run")
    assert machine.calls == []


@pytest.mark.parametrize("changed", ["pyproject.toml", "constraints.txt"])
def test_changed_requirements_are_installed_into_the_same_venv(
    machine: Machine, changed: str
) -> None:
    machine.set_up()
    assert machine.calls
    with (machine.checkout / changed).open("a") as file:
        file.write("# changed\n")
    machine.set_up()
    assert machine.calls == ["pip as constrained"]


def test_an_interrupted_set_up_begins_anew(machine: Machine) -> None:
    kill = machine.fault("kill")
    assert machine.set_up().returncode == -9
    half = machine.checkout / ".venv" / "half-installed"
    half.touch()
    kill.unlink()
    again = machine.set_up()
    assert again.returncode == 0
    assert "interrupted" in again.stderr
    assert not half.exists()
    assert machine.set_up().stderr == ""


def test_a_failed_installation_is_tried_again(machine: Machine) -> None:
    broken = machine.fault("no-network")
    failed = machine.set_up()
    assert failed.returncode == 1
    assert failed.stderr.splitlines()[-1].startswith("constellation: the installation failed")
    broken.unlink()
    machine.calls  # noqa: B018
    assert machine.set_up().returncode == 0
    assert machine.calls == ["pip as constrained"]


def test_an_index_that_lacks_a_version_does_not_stop_anyone(machine: Machine) -> None:
    machine.fault("lacks-a-version")
    ran = machine.set_up()
    assert ran.returncode == 0
    assert machine.calls == ["venv", "pip as constrained", "pip"]
    assert "trying the newest that fit" in ran.stderr


def test_a_moved_checkout_gets_a_new_venv(machine: Machine) -> None:
    machine.set_up()
    assert machine.calls
    machine.checkout = machine.checkout.rename(machine.checkout.with_name("moved"))
    machine.set_up()
    assert machine.calls == ["venv", "pip as constrained"]


def test_a_venv_whose_python_is_gone_is_made_anew(machine: Machine) -> None:
    machine.set_up()
    assert machine.calls
    python = machine.checkout / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3")
    assert machine.set_up().returncode == 0
    assert machine.calls == ["venv", "pip as constrained"]


def test_a_set_up_under_way_elsewhere_is_waited_for(machine: Machine) -> None:
    slow = machine.fault("slow")
    first = machine.start()
    second = machine.start()
    told = [process.stderr.readline() for process in (first, second) if process.stderr]
    (waiting,) = [line for line in told if "waiting for" in line]
    assert str(first.pid) in waiting or str(second.pid) in waiting
    slow.unlink()
    for process in (first, second):
        process.communicate(timeout=60)
        assert process.returncode == 0
    assert machine.calls == ["venv", "pip as constrained"]


@pytest.mark.parametrize(
    "number", ["", "not a number", str(os.getpid())], ids=["empty", "no number", "another process"]
)
def test_a_lock_that_nobody_holds_is_no_hindrance(machine: Machine, number: str) -> None:
    (machine.checkout / ".setup-lock").write_text(number)
    assert machine.set_up().returncode == 0
    assert machine.calls == ["venv", "pip as constrained"]
    assert not (machine.checkout / ".setup-lock").exists()


def test_an_old_python_is_refused(machine: Machine) -> None:
    machine.tool("old-python", "#!/bin/sh\nexit 1\n")
    machine.python = "old-python"
    ran = machine.set_up()
    assert ran.returncode == 1
    assert ran.stderr.startswith("constellation: Python 3.11 or newer is needed")
    assert not (machine.checkout / ".setup-lock").exists()


@pytest.mark.parametrize("sudo", ["missing", "wants a password"])
def test_missing_libraries_are_named_to_those_who_may_not_install(
    machine: Machine, sudo: str
) -> None:
    machine.tool("ldd", "#!/bin/sh\necho ' libEGL.so.1 => not found'\n")
    machine.tool("id", "#!/bin/sh\necho 1000\n")
    machine.tool("apt-get", '#!/bin/sh\necho "apt-get was run" >&2\n')
    if sudo != "missing":
        machine.tool("sudo", "#!/bin/sh\nexit 1\n")
    ran = machine.set_up()
    assert ran.returncode == 0  # Qt itself starts: what is missing would only be needed on a screen
    command = "sudo apt-get install --yes --no-install-recommends libegl1"
    assert f"please run: {command}\n" in ran.stderr
    assert "apt-get was run" not in ran.stderr


def test_missing_libraries_are_installed_by_those_who_may(machine: Machine) -> None:
    machine.tool("ldd", "#!/bin/sh\n[ -e \"$0-cured\" ] || echo ' libEGL.so.1 => not found'\n")
    machine.tool("id", "#!/bin/sh\necho 1000\n")
    machine.tool("sudo", '#!/bin/sh\nshift\nexec "$@"\n')
    machine.tool("apt-get", '#!/bin/sh\necho "$*" >&2\n: >"$(dirname "$0")/ldd-cured"\n')
    ran = machine.set_up()
    assert "constellation: installing for the whole system: libegl1\n" in ran.stderr
    assert "install --yes --no-install-recommends libegl1\n" in ran.stderr
    assert machine.set_up().stderr == ""


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libEGL.so.1", "libegl1"),
        ("libX11.so.6", "libx11-6"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ],
)
def test_packages_are_called_as_debian_calls_them(
    machine: Machine, library: str, package: str
) -> None:
    machine.tool("ldd", f"#!/bin/sh\necho ' {library} => not found'\n")
    asked = subprocess.run(
        [machine.python, machine.checkout / "scripts" / "qt_libraries.py"],
        env=machine.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert asked.stdout == f"{package}\n"


def test_finding_nothing_to_do_is_fast(machine: Machine) -> None:
    machine.set_up()

    def fastest(command: list[str]) -> float:
        took = []
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run(command, env=machine.environment(), check=True)
            took.append(time.perf_counter() - start)
        return min(took)

    python = str(machine.checkout / ".venv" / "bin" / "python")
    assert fastest(machine.command("run")) < 5 * fastest([python, "-I", "-S", "-c", ""])
