"""Programs that are asked for something and ended, with what they started, when nobody waits any more."""

import os
import signal
import subprocess
from collections.abc import Callable
from time import monotonic

Run = Callable[[list[str]], None]
"""Runs a command to its end. Raises ``OSError`` or ``SubprocessError`` when it failed or was given up."""
_LOOK_S = 0.1


def watched(stopped: Callable[[], bool], timeout_s: float) -> Run:
    """Runs programs one after another, all within the time, and ends one that is not waited for."""
    end = monotonic() + timeout_s

    def run(command: list[str]) -> None:
        if stopped() or monotonic() >= end:
            raise subprocess.TimeoutExpired(command, timeout_s)
        process = _started(command)
        try:
            while True:
                try:
                    if process.wait(_LOOK_S) != 0:
                        raise subprocess.CalledProcessError(process.returncode, command)
                    return
                except subprocess.TimeoutExpired:
                    if stopped() or monotonic() >= end:
                        raise
        finally:
            if process.poll() is None:
                _end(process)

    return run


def _started(command: list[str]) -> "subprocess.Popen[bytes]":
    """The program with a group of its own, so that what it starts itself can be ended with it."""
    quiet = subprocess.DEVNULL
    if os.name == "nt":
        flags = subprocess.CREATE_NO_WINDOW  # type: ignore[attr-defined,unused-ignore]
        return subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, creationflags=flags)
    return subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if os.name == "nt":
        subprocess.run(
            ["taskkill", "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False, timeout=10
        )
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
