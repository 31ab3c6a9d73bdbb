"""What only Windows wants to know of a program: its own identity in the taskbar."""

import sys

APP_ID = "DinsosDesk.Loket"
"""The same stands in the shortcuts that the setup makes."""


def announce() -> None:
    """Give the windows of this program their own place and icon in the taskbar; elsewhere nothing is done."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(APP_ID)
