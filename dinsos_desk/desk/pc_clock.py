"""The clocks of this PC."""

import time
from collections.abc import Callable
from datetime import datetime

Now = Callable[[], datetime]


def local_now() -> datetime:
    """The local time of the desk, to the second."""
    return datetime.now().replace(microsecond=0)


def steady_seconds() -> float:
    """Seconds that only grow, also while the PC sleeps (Windows counts sleep in its monotonic clock)."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)
