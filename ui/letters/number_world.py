"""Reading what the agenda knows of the office: its sequences, years, counters, and what is unexplained."""

from dinsos_desk.db.queries.numbers import agenda_sequences, agenda_years, unexplained
from dinsos_desk.desk import Desk
from dinsos_desk.domain.number_series import code_of_key
from dinsos_desk.usecases.numbers.draw import all_series
from ui.letters.number_specs import AgendaWorld


def agenda_world(desk: Desk) -> AgendaWorld:
    """For the filters and forms. Raises ``UserError`` *kantor_belum_diatur*."""
    today = desk.now().date()
    with desk.reader() as uow:
        series = all_series(uow)
        classification = uow.offices.get().classification
        session = uow.session
        counters = agenda_sequences(session)
        resets = {one.code: one.reset for one in series}
        missing = []
        for key in counters:
            reset = resets.get(code_of_key(key))
            if reset is None:
                continue
            year = reset.period(today)
            found = unexplained(session, key, year, uow.numbers.last(key, year))
            if found:
                missing.append((key, found))
        return AgendaWorld(series, classification, agenda_years(session), counters, tuple(missing))
