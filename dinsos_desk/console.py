"""Output and questions of a program without a console window: the installed program of Windows has none.

Started from a command window or with its output redirected, it writes there all the same.
"""

import os
import sys
from contextlib import suppress
from typing import IO, Any

_PARENT = -1
_OUTPUT, _ERROR = -11, -12
_UNKNOWN = 0


def attach() -> bool:
    """Give the program the streams of whoever started it; False when there is nowhere to write to."""
    if sys.stdout is not None:
        return True
    if sys.platform != "win32":
        return False
    sys.stdout = _redirected(_OUTPUT) or _console()
    sys.stderr = _redirected(_ERROR) or sys.stdout
    return sys.stdout is not None


def _redirected(which: int) -> Any:
    """The pipe or file that this program was started with."""
    if sys.platform != "win32":
        return None
    import ctypes
    import msvcrt

    kernel = ctypes.windll.kernel32
    kernel.GetStdHandle.restype = ctypes.c_void_p
    kernel.GetFileType.argtypes = (ctypes.c_void_p,)
    handle = kernel.GetStdHandle(which)
    if not handle or handle == ctypes.c_void_p(-1).value or kernel.GetFileType(handle) == _UNKNOWN:
        return None
    with suppress(OSError):
        return _stream(msvcrt.open_osfhandle(handle, os.O_TEXT))
    return None


def _console() -> Any:
    """The command window that this program was started from."""
    if sys.platform != "win32":
        return None
    import ctypes

    if not ctypes.windll.kernel32.AttachConsole(_PARENT):
        return None
    with suppress(OSError):
        return open("CONOUT$", "w", encoding="utf-8", errors="replace")  # noqa: PTH123
    return None


def _stream(descriptor: int) -> IO[str]:
    return open(descriptor, "w", encoding="utf-8", errors="replace", closefd=False)
