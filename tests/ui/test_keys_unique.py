"""No key means two things in one screen, and none of a room is taken by the window."""

from collections import defaultdict
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.front_desk import FrontDesk, QueueLine
from dinsos_desk.domain.routing import Role
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.office.front_desk import change_front_desk
from dinsos_desk.usecases.office.users import UserData, change_user, sign_in
from tests.ui.office_work import room_context, take
from tests.ui.on_screen import a_turn_later, window_of
from tests.ui.test_mail_room import enter
from ui import rooms
from ui.tasks import Tasks
from ui.theme import Theme
from ui.turns import Turns

EVERYTHING = frozenset(Role)


def holders(window: QWidget) -> dict[str, set[QObject]]:
    """Whatever answers to a key now: visible and usable, wherever in the window the cursor stands.

    What answers only while the cursor stands at it counts as well: with another of that key neither works.
    """
    found: dict[str, set[QObject]] = defaultdict(set)
    for button in window.findChildren(QAbstractButton):
        if not button.shortcut().isEmpty() and button.isVisible() and button.isEnabled():
            found[button.shortcut().toString()].add(button)
    narrow: list[tuple[str, QShortcut]] = []
    for one in window.findChildren(QShortcut):
        place = one.parent()
        if not (one.isEnabled() and isinstance(place, QWidget) and place.isVisible() and place.isEnabled()):
            continue
        keys = one.keys()
        for key in keys:
            if one.context() == Qt.ShortcutContext.WindowShortcut:
                found[key.toString()].add(place if isinstance(place, QAbstractButton) else one)
            else:
                narrow.append((key.toString(), one))
    for action in window.findChildren(QAction):
        for key in action.shortcuts():
            if action.isEnabled() and action.isVisible() and _placed(action):
                found[key.toString()].add(action)
    for key, one in narrow:
        if key in found:
            found[key].add(one)
    return found


def _placed(action: QAction) -> bool:
    return any(isinstance(one, QWidget) and one.isVisible() for one in action.associatedObjects())


def named(one: QObject) -> str:
    chain = []
    at: QObject | None = one
    while at is not None and len(chain) < 3:
        chain.append(at.objectName() or type(at).__name__)
        at = at.parent()
    return " in ".join(chain)


def clashes(window: QWidget) -> dict[str, list[str]]:
    return {
        key: sorted(named(one) for one in those)
        for key, those in holders(window).items()
        if key and len(those) > 1
    }


def test_no_key_has_two_meanings_in_one_screen(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    data = UserData(actor.login, actor.name, "Petugas", EVERYTHING, id=actor.user_id)
    change_user(desk.uow(), actor, desk.ring, desk.key, data)
    everybody = sign_in(desk.reader(), actor.login)
    lines = (QueueLine(letter="A", name="Umum"),)
    change_front_desk(desk.uow(), everybody, FrontDesk(queue=True, queue_lines=lines))
    request_id = take(desk, everybody, "lubuklinggau-dtks", Crowd(3))
    mail_id = enter(desk, everybody)
    with desk.uow() as uow:
        uow.mails.link(mail_id, request_id, everybody.user_id, desk.now())
        uow.commit()
    window = window_of(qtbot, room_context(desk, everybody, tasks, theme, tmp_path))
    found: dict[str, dict[str, list[str]]] = {}

    def look(screen: str) -> None:
        assert tasks.wait_idle()
        qtbot.waitUntil(lambda: not window.findChildren(Turns))
        a_turn_later(qtbot)
        assert holders(window), screen
        found[screen] = clashes(window)

    for entry in rooms.ROOMS:
        qtbot.waitUntil(lambda key=entry.key: window.go(key))
        look(entry.key)
    window.open_request(request_id)
    look("halaman permohonan")
    window.go(rooms.LETTERS)
    window.current_room().show_view("agenda")
    look("agenda nomor")
    window.go(rooms.MAIL)
    mail = window.current_room()
    mail.main_action()
    qtbot.waitUntil(lambda: mail.form is not None and mail.stack.currentWidget() is mail.form)
    look("surat masuk baru")
    mail.form.leave()
    window.open_mail(mail_id)
    look("halaman surat masuk")
    window.go(rooms.SETTINGS)
    settings = window.current_room()
    for section in [kind.key for kind in settings.kinds]:
        settings.show_section(section)
        look(f"pengaturan {section}")
    told = [f"{screen} {key}: {those}" for screen, one in found.items() for key, those in one.items()]
    assert told == []
