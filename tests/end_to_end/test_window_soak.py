"""Void calls of Qt must not eat references to None (PySide6 6.12.0 on Python 3.11 did, and aborted)."""

import gc
import sys

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from dinsos_desk.desk import Gate
from tests.end_to_end.conftest import Open
from ui import rooms
from ui.theme import Theme
from ui.widgets.buttons import KeyButton
from ui.widgets.layouts import column

_CALLS = 6000
_FLAT = 200


def test_thousands_of_calls_leave_none_alone(qapp: QApplication, theme: Theme) -> None:
    label, button = QLabel(), KeyButton("Simpan", "F9", name="simpan")
    host = QWidget()
    host.setLayout(column(label, button))
    host.setFixedSize(400, 200)
    host.show()
    qapp.processEvents()
    gc.collect()
    before = sys.getrefcount(None)
    for number in range(_CALLS):
        label.setText(str(number))
        label.show()
        button.set_label(str(number))
        if number % 20 == 0:
            qapp.processEvents()
    gc.collect()
    assert abs(sys.getrefcount(None) - before) < _FLAT
    host.close()
    host.deleteLater()


def test_walking_through_the_rooms_loses_no_none(open_program: Open, made: Gate) -> None:
    typist = open_program(made)
    typist.sign_in("rani")
    places = [rooms.HOME, rooms.INBOX, rooms.REQUESTS, rooms.LETTERS, rooms.REGISTERS, rooms.RECAPS]
    for place in places:
        typist.go(place)
    gc.collect()
    before = sys.getrefcount(None)
    for _ in range(12):
        for place in places:
            typist.go(place)
    gc.collect()
    # Painting makes the count grow, which harms nothing; what kills the program is losing references.
    assert sys.getrefcount(None) > before - _FLAT
