"""Photographs as telephones take them are read, shrunk, kept and shown without the window standing still."""

from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.attachments import Owner
from tests.ui.attachment_hand import carried, drop, written
from tests.ui.office_work import room_context
from tests.ui.test_watchdog import Watchdog
from tests.unit.test_scans import pdf, saved
from ui.attachments.dialog import ShelfDialog
from ui.tasks import Tasks
from ui.theme import Theme


def test_the_window_goes_on_while_photographs_are_read(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    context = room_context(desk, actor, tasks, theme, tmp_path)
    noise = Image.effect_noise((4000, 3000), 40).convert("RGB")
    photos = [(f"IMG_{n}.jpg", saved(noise.rotate(180 * n), "JPEG", quality=80 - n)) for n in range(4)]
    files = written(tmp_path / "f", [*photos, ("akta.pdf", pdf(60))])
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(1366, 768)
    with qtbot.waitExposed(parent):
        parent.show()
    dog = Watchdog()
    dog.watch("membuka rak")
    dialog = ShelfDialog(context, "KTP", Owner("e" * 32), {}, requirement="ktp", parent=parent)
    dialog.open()
    qtbot.waitUntil(lambda: tasks.wait_idle(1000))
    dog.watch("empat foto 12 megapiksel dan PDF 60 halaman")
    assert drop(dialog.shelf, carried(*files))
    shelf = dialog.shelf
    qtbot.waitUntil(lambda: len(shelf.views) == 5 and not shelf.work.is_adding, timeout=60_000)
    qtbot.waitUntil(lambda: tasks.wait_idle(1000) and shelf.list.model_.lacking() is None, timeout=60_000)
    dog.watch("berpindah dan memperbesar")
    for row in range(5):
        shelf.list.setCurrentIndex(shelf.list.model_.index(row))
        shelf.preview.set_zoom(3)
        qtbot.waitUntil(lambda: tasks.wait_idle(1000), timeout=60_000)
    dog.watch("menutup")
    dialog.reject()
    dog.report()
