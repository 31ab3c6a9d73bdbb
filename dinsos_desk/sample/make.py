"""Making the sample office in its own data folder."""

from collections.abc import Callable
from datetime import datetime

from dinsos_desk.desk import Desk, Gate, local_now
from dinsos_desk.paths import DataPaths
from dinsos_desk.sample.history import Progress, make_history
from dinsos_desk.sample.office import add_colleagues, crew_of, sample_setup
from dinsos_desk.sample.scenes import lay_out_desks
from dinsos_desk.usecases.actor import Actor


def ensure_sample(folder: DataPaths, say: Callable[[str], None]) -> None:
    """Make the sample office unless the folder has one; ``say`` is told day by day how far it is.

    The caller holds the lock of the folder. What ``say`` raises stops the making and leaves no office.

    Raises:
        EnvironmentProblem: the folder cannot be written.
    """
    folder.prepare()
    gate = Gate(folder)
    if not gate.is_new:
        return

    def progress(done: int, total: int) -> None:
        say(f"Menyiapkan kantor contoh: {done} dari {total} hari. Ini hanya sekali.")

    say("Menyiapkan kantor contoh; ini hanya sekali dan memerlukan sekitar setengah menit.")
    make_sample(gate, local_now(), progress)


def make_sample(gate: Gate, now: datetime, progress: Progress) -> None:
    """Make the sample office with its history; a folder that was cut off in between starts afresh.

    Raises:
        UserError: *sudah_disiapkan* when the folder already holds an office.
    """

    def fill(desk: Desk, admin: Actor) -> None:
        add_colleagues(desk, admin)
        crew = crew_of(desk)
        make_history(desk, crew, now, progress)
        lay_out_desks(desk, crew, now)

    desk, _ = gate.set_up(sample_setup(gate.library, now.date()), then=fill)
    desk.close()
