"""Making the sample office in its own data folder."""

from datetime import datetime

from dinsos_desk.desk import Desk, Gate
from dinsos_desk.sample.history import Progress, make_history
from dinsos_desk.sample.office import add_colleagues, crew_of, sample_setup
from dinsos_desk.usecases.actor import Actor


def make_sample(gate: Gate, now: datetime, progress: Progress) -> None:
    """Make the sample office with its history; a folder that was cut off in between starts afresh.

    Raises:
        UserError: *sudah_disiapkan* when the folder already holds an office.
    """

    def fill(desk: Desk, admin: Actor) -> None:
        add_colleagues(desk, admin)
        make_history(desk, crew_of(desk), now, progress)

    desk, _ = gate.set_up(sample_setup(gate.library, now.date()), then=fill)
    desk.close()
