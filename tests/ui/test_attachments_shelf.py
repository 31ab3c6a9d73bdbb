"""The shelf: drag, paste, files, the scanner's folder, the camera; preview, turning, moving, taking away."""

import errno
import os
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from dinsos_desk.usecases.intake.attachments import Owner, attachments_of
from tests.ui.attachment_hand import FakeCamera, carried, drop, written
from tests.unit.test_scans import locked_pdf, pdf, photo, png_bomb, zip_bomb
from ui.attachments.adding import AddingBar
from ui.attachments.beside import Beside
from ui.attachments.dialog import ShelfDialog
from ui.attachments.given import given_in
from ui.attachments.kept import KeptScanning, ScanSettings
from ui.attachments.shelf import Shelf
from ui.context import Context
from ui.dialogs import Dialogs
from ui.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("pipewire", extend=True)
"""The multimedia library asks this system for something it does not have; the camera works without it."""

DRAFT = Owner("d" * 32)
PAPERS = {"ktp": "KTP", "kk": "Kartu keluarga", "sktm": "Surat keterangan tidak mampu"}
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Hand:
    """Somebody in front of a shelf."""

    def __init__(self, qtbot: QtBot, context: Context, shelf: Shelf) -> None:
        self.qtbot, self.context, self.shelf = qtbot, context, shelf
        self.failures: list[Exception] = []
        context.tasks.failure.connect(self.failures.append)

    def settle(self) -> None:
        self.qtbot.waitUntil(
            lambda: (
                self.context.tasks.wait_idle(2000)
                and not self.shelf.work.is_adding
                and not self.shelf.preview._settle.isActive()
                and not any(button.isDown() for button in self.shelf.findChildren(QAbstractButton))
            ),
            timeout=10_000,
        )
        assert not self.failures

    def names(self) -> list[str]:
        self.settle()
        return [view.name for view in self.shelf.views]

    def stored(self) -> list[tuple[str, str]]:
        desk, actor = self.context.desk, self.context.actor
        return [(v.name, v.requirement) for v in attachments_of(desk.reader(), actor, self.shelf.work.owner)]

    def press(self, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QApplication.processEvents()
        self.qtbot.waitUntil(self._is_ready)
        held = QApplication.focusWidget()
        assert held is not None
        QTest.keyClick(held, key, modifier)
        self.settle()

    def _is_ready(self) -> bool:
        window = QApplication.activeModalWidget() or self.shelf.window()
        if not window.isActiveWindow():
            window.activateWindow()
            return False
        return QApplication.focusWidget() is not None


def open_shelf(qtbot: QtBot, context: Context, **options: object) -> Hand:
    shelf = Shelf(context, DRAFT, PAPERS, **options)  # type: ignore[arg-type]
    qtbot.addWidget(shelf)
    shelf.resize(900, 560)
    with qtbot.waitExposed(shelf):
        shelf.show()
    shelf.activateWindow()
    qtbot.waitUntil(shelf.isActiveWindow)
    hand = Hand(qtbot, context, shelf)
    hand.settle()
    return hand


@pytest.fixture
def hand(qtbot: QtBot, context: Context) -> Hand:
    return open_shelf(qtbot, context, requirement="ktp")


def shown_size(hand: Hand) -> tuple[int, int]:
    image = hand.shelf.preview._image
    return image.width(), image.height()


def test_an_empty_shelf_says_what_to_do(hand: Hand) -> None:
    assert hand.shelf.stack.currentWidget() is hand.shelf.empty
    assert "Seret foto atau PDF" in hand.shelf.empty.accessibleName()
    assert QApplication.focusWidget() is hand.shelf.bar.choose


def test_what_is_dropped_is_kept_and_shown_in_place(hand: Hand, tmp_path: Path) -> None:
    files = written(tmp_path / "f", [("ktp.jpg", photo(orientation=6)), ("kk.pdf", pdf(3))])
    assert drop(hand.shelf, carried(*files))
    assert hand.names() == ["ktp.jpg", "kk.pdf"]
    assert hand.stored() == [("ktp.jpg", "ktp"), ("kk.pdf", "ktp")]
    width, height = shown_size(hand)
    assert height > width > 100, "upright"
    assert hand.shelf.list.hasFocus()


def test_what_is_not_a_file_cannot_be_dropped(hand: Hand) -> None:
    words = QMimeData()
    words.setText("nama saya")
    assert not drop(hand.shelf, words)


def test_a_picture_and_files_are_pasted_by_key(hand: Hand, tmp_path: Path) -> None:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    QApplication.clipboard().setImage(image)
    hand.press(Key.Key_V, CTRL)
    assert hand.names() == ["Tempelan 23-11-2026 08.14.00.png"]
    (file,) = written(tmp_path / "f", [("kk.pdf", pdf())])
    QApplication.clipboard().setMimeData(carried(file))
    hand.press(Key.Key_V, CTRL)
    assert hand.names()[1] == "kk.pdf"
    QApplication.clipboard().setText("bukan gambar")
    hand.press(Key.Key_V, CTRL)
    assert "papan klip" in hand.shelf.banner.text()
    assert len(hand.names()) == 2


def test_files_are_chosen_by_key_and_the_folder_is_remembered(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    files = written(tmp_path / "usb", [("a.jpg", photo()), ("b.jpg", photo(90, 90))])

    def choose(_: object, __: str, folder: Path, kinds: str) -> tuple[Path, ...]:
        asked.append(folder)
        return tuple(files)

    monkeypatch.setattr(Dialogs, "open_paths", choose)
    hand.press(Key.Key_F6)
    assert hand.names() == ["a.jpg", "b.jpg"]
    hand.press(Key.Key_F6)
    assert asked[1] == tmp_path / "usb"
    assert len(hand.stored()) == 2, "the same again is kept once"


def test_the_same_again_under_another_name_is_said_and_not_counted(hand: Hand, tmp_path: Path) -> None:
    one, same, other = written(
        tmp_path / "f", [("kk.jpg", photo()), ("lama.jpg", photo()), ("c.jpg", photo(90, 90))]
    )
    drop(hand.shelf, carried(one))
    hand.settle()
    drop(hand.shelf, carried(same, other))
    hand.settle()
    assert hand.names() == ["kk.jpg", "c.jpg"]
    said = hand.shelf.banner.text()
    assert "1 berkas terlampir" in said
    assert "“lama.jpg” sudah terlampir sebagai “kk.jpg”" in said
    drop(hand.shelf, carried(one))
    hand.settle()
    assert "“kk.jpg” sudah terlampir" in hand.shelf.banner.text()
    assert "sebagai" not in hand.shelf.banner.text()


def test_what_is_refused_is_said_and_the_sound_ones_are_kept(hand: Hand, tmp_path: Path) -> None:
    files = written(
        tmp_path / "f",
        [
            ("tagihan.jpg", b"MZ" + b"\0" * 200),
            ("terpotong.jpg", photo(2000, 1500)[:9000]),
            ("baik.jpg", photo()),
            ("bom.png", png_bomb()),
            ("bom.zip", zip_bomb()),
            ("sandi.pdf", locked_pdf()),
        ],
    )
    video = tmp_path / "f" / "video.mp4"
    with video.open("wb") as file:
        file.write(b"\0\0\0\x18ftypisom")
        file.truncate(200 * 1024 * 1024)
    assert drop(hand.shelf, carried(*files, video, tmp_path / "f", tmp_path / "dicabut.jpg"))
    assert hand.names() == ["baik.jpg"]
    said = hand.shelf.banner.text()
    assert said.startswith("1 berkas terlampir.")
    assert "“tagihan.jpg” adalah program" in said
    assert "“terpotong.jpg” rusak" in said
    assert "Dan 5 berkas lain" in said


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("tagihan.jpg", b"MZ" + b"\0" * 99, "adalah program"),
        ("bom.png", png_bomb(), "terlalu besar untuk dibuka dengan aman"),
        ("bom.jpg", zip_bomb(), "berkas yang dimampatkan"),
        ("rusak.jpg", photo(2000, 1500)[:9000], "rusak atau terpotong"),
        ("kosong.jpg", b"", "kosong"),
        ("sandi.pdf", locked_pdf(), "kata sandi"),
        ("tebal.pdf", pdf(5000), "lebih dari 100 halaman"),
        ("foto.heic", b"\0\0\0\x18ftypheic" + b"\0" * 99, "HEIC"),
    ],
)
def test_each_refusal_has_its_reason(hand: Hand, tmp_path: Path, name: str, data: bytes, words: str) -> None:
    assert drop(hand.shelf, carried(*written(tmp_path / "f", [(name, data)])))
    assert hand.names() == []
    assert words in hand.shelf.banner.text()


def test_a_full_disk_is_said_and_nothing_is_half_kept(
    hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dinsos_desk import files

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "penuh")

    monkeypatch.setattr(files, "_flush", full)
    assert drop(hand.shelf, carried(*written(tmp_path / "f", [("a.jpg", photo())])))
    assert hand.names() == []
    assert "penuh" in hand.shelf.banner.text()


def test_many_files_show_progress_and_can_be_stopped(hand: Hand, tmp_path: Path) -> None:
    files = written(tmp_path / "f", [(f"{n:02}.jpg", photo(60 + n, 60)) for n in range(30)])
    tasks = []
    hand.shelf.work.adding.connect(tasks.append)
    hand.shelf.work.changed.connect(lambda: None)
    drop(hand.shelf, carried(*files))
    (task,) = tasks
    hand.shelf.progress.follow(task, "Membaca berkas…")
    with hand.qtbot.waitSignal(task.progressed):
        pass
    hand.qtbot.waitUntil(lambda: hand.shelf.progress.bar.value() >= 2)
    hand.shelf.progress.stop.click()
    kept = hand.names()
    assert 1 <= len(kept) < 30
    assert kept == [file.name for file in files][: len(kept)]
    assert hand.shelf.progress.isHidden()


def scan_folder(context: Context, tmp_path: Path, *, delete: bool = False) -> Path:
    folder = tmp_path / "pemindai"
    folder.mkdir()
    KeptScanning(context.desk.paths).keep(ScanSettings(folder, delete))
    return folder


def offers(hand: Hand) -> list[str]:
    bar = hand.shelf.bar
    buttons = [bar.findChild(QAbstractButton, f"lampiran_pindaian_{n}") for n in range(4)]
    return [b.accessibleName() for b in buttons if b is not None and b.isVisible()]


def test_what_the_scanner_writes_is_offered_at_once_and_taken_by_key(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    folder = scan_folder(context, tmp_path)
    old = folder / "kemarin.jpg"
    old.write_bytes(photo())
    yesterday = time.time() - 86_400
    os.utime(old, (yesterday, yesterday))
    hand = open_shelf(qtbot, context, requirement="ktp")
    (folder / "catatan.txt").write_text("bukan pindaian")
    (folder / "scan001.jpg").write_bytes(photo())
    qtbot.waitUntil(lambda: offers(hand) == ["Lampirkan scan001.jpg dari folder pemindai"])
    hand.press(Key.Key_F7)
    assert hand.names() == ["scan001.jpg"]
    assert offers(hand) == []
    assert (folder / "scan001.jpg").exists()


def test_a_half_written_scan_is_not_offered_until_it_is_whole(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    folder = scan_folder(context, tmp_path)
    hand = open_shelf(qtbot, context, requirement="ktp")
    whole = photo(1200, 900)
    path = folder / "scan.jpg"
    asked = []
    hand.shelf.bar.folder.offered.connect(asked.append)
    for part in range(1, 5):
        path.write_bytes(whole[: part * len(whole) // 6])
        hand.shelf.bar.folder._look()
        hand.settle()
    assert asked == []
    path.write_bytes(whole)
    qtbot.waitUntil(lambda: len(offers(hand)) == 1)
    hand.press(Key.Key_F7)
    assert hand.names() == ["scan.jpg"]


def test_the_original_is_removed_where_the_office_wants_it(
    qtbot: QtBot, context: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = scan_folder(context, tmp_path, delete=True)
    hand = open_shelf(qtbot, context, requirement="ktp")
    (folder / "scan001.jpg").write_bytes(photo())
    (folder / "rusak.jpg").write_bytes(photo()[:300])
    qtbot.waitUntil(lambda: len(offers(hand)) == 2)
    hand.press(Key.Key_F7)
    hand.press(Key.Key_F7)
    assert hand.names() == ["scan001.jpg"]
    assert not (folder / "scan001.jpg").exists()
    assert (folder / "rusak.jpg").exists(), "what was not kept stays where it was"

    (folder / "scan002.jpg").write_bytes(photo(80, 80))
    qtbot.waitUntil(lambda: len(offers(hand)) == 1)

    def held(*_: object, **__: object) -> None:
        raise PermissionError(13, "dipakai")

    monkeypatch.setattr(Path, "unlink", held)
    hand.press(Key.Key_F7)
    assert "scan002.jpg tidak dapat dihapus" in hand.shelf.banner.text()
    assert len(hand.names()) == 2


def test_what_was_taken_is_not_offered_to_the_next_person(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    folder = scan_folder(context, tmp_path)
    (folder / "scan001.jpg").write_bytes(photo())
    hand = open_shelf(qtbot, context, requirement="ktp")
    qtbot.waitUntil(lambda: len(offers(hand)) == 1)
    hand.press(Key.Key_F7)
    hand.shelf.hide()
    again = open_shelf(qtbot, context, requirement="kk")
    (folder / "scan002.jpg").write_bytes(photo(70, 70))
    qtbot.waitUntil(lambda: offers(again) == ["Lampirkan scan002.jpg dari folder pemindai"])


def test_of_many_scans_the_newest_are_offered(qtbot: QtBot, context: Context, tmp_path: Path) -> None:
    folder = scan_folder(context, tmp_path)
    now = time.time()
    for number in range(6):
        path = folder / f"scan{number}.jpg"
        path.write_bytes(photo(60 + number, 60))
        os.utime(path, (now - 60 + number, now - 60 + number))
    hand = open_shelf(qtbot, context, requirement="ktp")
    newest = [f"Lampirkan scan{number}.jpg dari folder pemindai" for number in (5, 4, 3)]
    qtbot.waitUntil(lambda: offers(hand) == newest)
    hand.press(Key.Key_F7)
    qtbot.waitUntil(lambda: offers(hand)[0] == newest[1])
    hand.press(Key.Key_F7)
    assert hand.names() == ["scan5.jpg", "scan4.jpg"]


def test_a_folder_that_is_gone_is_said(qtbot: QtBot, context: Context, tmp_path: Path) -> None:
    folder = scan_folder(context, tmp_path)
    hand = open_shelf(qtbot, context, requirement="ktp")
    folder.rmdir()
    qtbot.waitUntil(lambda: "Folder pemindai" in hand.shelf.banner.text())


def test_a_photograph_is_taken_with_the_camera(hand: Hand, qtbot: QtBot) -> None:
    camera = FakeCamera()
    hand.shelf.bar.open_camera = lambda parent: camera
    hand.press(Key.Key_F6, SHIFT)
    dialog = hand.shelf.bar.camera_dialog
    assert dialog is not None
    assert camera.runs
    assert not dialog.take.isEnabled()
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    camera.seen.emit(image)
    assert dialog.take.isEnabled()
    hand.press(Key.Key_Return)
    qtbot.waitUntil(lambda: hand.shelf.bar.camera_dialog is None)
    assert hand.names() == ["Foto 23-11-2026 08.14.00.jpg"]
    assert not camera.runs


def test_no_photograph_is_taken_with_esc_or_a_broken_camera(hand: Hand, qtbot: QtBot) -> None:
    camera = FakeCamera()
    hand.shelf.bar.open_camera = lambda parent: camera
    hand.press(Key.Key_F6, SHIFT)
    dialog = hand.shelf.bar.camera_dialog
    assert dialog is not None
    camera.broke.emit()
    assert "Periksa kabelnya" in dialog.words.text()
    hand.press(Key.Key_Escape)
    qtbot.waitUntil(lambda: hand.shelf.bar.camera_dialog is None)
    assert not camera.runs
    assert hand.names() == []


def test_a_computer_without_camera_says_so(hand: Hand) -> None:
    hand.shelf.bar.open_camera = lambda parent: None
    hand.press(Key.Key_F6, SHIFT)
    assert "Kamera tidak dapat dipakai" in hand.shelf.banner.text()


def test_a_program_without_the_library_says_so(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    hand.press(Key.Key_F6, SHIFT)
    assert "Kamera tidak dapat dipakai" in hand.shelf.banner.text()


def test_pages_and_zoom_by_keys(hand: Hand, tmp_path: Path) -> None:
    drop(hand.shelf, carried(*written(tmp_path / "f", [("kk.pdf", pdf(3))])))
    hand.settle()
    preview = hand.shelf.preview
    assert preview.place.text() == "1 / 3"
    hand.press(Key.Key_PageDown)
    assert preview.place.text() == "2 / 3"
    hand.press(Key.Key_PageDown)
    hand.press(Key.Key_PageDown)
    assert preview.place.text() == "3 / 3"
    hand.press(Key.Key_PageUp)
    assert preview.place.text() == "2 / 3"
    whole = shown_size(hand)
    hand.press(Key.Key_Plus, CTRL)
    assert shown_size(hand)[1] > whole[1] * 1.3
    hand.press(Key.Key_0, CTRL)
    assert shown_size(hand) == whole


def test_a_photograph_is_turned_by_key(hand: Hand, tmp_path: Path) -> None:
    drop(hand.shelf, carried(*written(tmp_path / "f", [("ktp.jpg", photo(400, 300))])))
    hand.settle()
    assert shown_size(hand)[0] > shown_size(hand)[1]
    hand.press(Key.Key_R, CTRL)
    assert shown_size(hand)[0] < shown_size(hand)[1]


def test_an_attachment_goes_to_another_paper(qtbot: QtBot, context: Context, tmp_path: Path) -> None:
    hand = open_shelf(qtbot, context)
    drop(hand.shelf, carried(*written(tmp_path / "f", [("ktp.jpg", photo())])))
    hand.settle()
    assert hand.stored() == [("ktp.jpg", "")]
    box = hand.shelf.tools.papers
    box.setFocus()
    hand.press(Key.Key_K)
    box.activated.emit(box.currentIndex())
    hand.settle()
    assert hand.stored() == [("ktp.jpg", "ktp")]
    assert hand.shelf.list.currentIndex().data(Qt.ItemDataRole.ToolTipRole).endswith("KTP")


def test_del_takes_away_after_asking(hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(hand.shelf, carried(*written(tmp_path / "f", [("a.jpg", photo()), ("b.jpg", photo(90, 80))])))
    hand.settle()
    monkeypatch.setattr(Dialogs, "confirm", lambda *_, **__: False)
    hand.press(Key.Key_Delete)
    assert len(hand.names()) == 2
    monkeypatch.setattr(Dialogs, "confirm", lambda *_, **__: True)
    hand.press(Key.Key_Delete)
    hand.press(Key.Key_Delete)
    assert hand.names() == []
    assert hand.shelf.stack.currentWidget() is hand.shelf.empty


def test_who_may_only_look_changes_nothing(qtbot: QtBot, context: Context, tmp_path: Path) -> None:
    hand = open_shelf(qtbot, context, requirement="ktp", may_change=False)
    assert hand.shelf.bar.isHidden()
    assert not drop(hand.shelf, carried(*written(tmp_path / "f", [("a.jpg", photo())])))
    hand.shelf.setFocus()
    hand.shelf.paste()
    assert hand.names() == []


def test_a_clipboard_that_never_held_anything_gives_nothing() -> None:
    assert given_in(None, "22-11-2026 08.00.00") == ()


def test_a_long_name_is_elided_and_a_lost_file_is_said(hand: Hand, tmp_path: Path) -> None:
    drop(hand.shelf, carried(*written(tmp_path / "f", [("s" * 200 + ".jpg", photo())])))
    assert hand.names()[0].endswith("….jpg")
    for path in hand.context.desk.paths.store.rglob("*"):
        if path.is_file():
            path.unlink()
    hand.shelf.preview.set_zoom(1)
    hand.settle()
    assert hand.shelf.preview.message.isVisible()
    assert hand.shelf.preview.message.text()


def test_what_is_still_being_read_belongs_to_whom_it_was_given_for(
    qtbot: QtBot, context: Context, tmp_path: Path
) -> None:
    hand = open_shelf(qtbot, context)
    files = written(tmp_path / "f", [(f"{n}.jpg", photo(60 + n, 60)) for n in range(6)])
    drop(hand.shelf, carried(*files))
    hand.shelf.show_owner(Owner("f" * 32), PAPERS)
    hand.settle()
    assert hand.names() == []
    desk, actor = context.desk, context.actor
    assert len(attachments_of(desk.reader(), actor, DRAFT)) == 6
    assert attachments_of(desk.reader(), actor, Owner("f" * 32)) == ()


def test_leaving_waits_for_what_is_still_being_read(qtbot: QtBot, context: Context, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    files = written(tmp_path / "f", [(f"{n}.jpg", photo(60 + n, 60)) for n in range(6)])
    dialog = ShelfDialog(context, "KTP", DRAFT, {}, requirement="ktp", parent=parent)
    dialog.open()
    drop(dialog.shelf, carried(*files))
    dialog.reject()
    assert dialog.isVisible()
    assert "Ditutup" in dialog.shelf.banner.text()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert len(attachments_of(context.desk.reader(), context.actor, DRAFT)) == 6
    bad = written(tmp_path / "f", [("a.jpg", photo(99, 99)), ("b.jpg", b"MZ" + b"\0" * 99)])
    dialog.open()
    drop(dialog.shelf, carried(*bad))
    dialog.reject()
    qtbot.waitUntil(lambda: "adalah program" in dialog.shelf.banner.text())
    assert dialog.isVisible(), "what was refused is read first"
    assert context.tasks.wait_idle()
    dialog.reject()
    assert not dialog.isVisible()


def test_in_a_narrow_place_the_list_stands_whole_above_the_preview(qtbot: QtBot, theme: Theme) -> None:
    left, preview = QWidget(), QWidget()
    left.setMinimumSize(180, 40)
    preview.setMinimumSize(200, 40)
    both = Beside(theme, left, preview)
    qtbot.addWidget(both)
    both.resize(600, 500)
    both.show()
    assert left.y() == preview.y()
    assert left.width() < preview.width()
    both.resize(330, 500)
    QApplication.processEvents()
    assert both.width() == left.width() == preview.width() == 330
    assert left.geometry().bottom() < preview.y()


def test_in_a_narrow_place_the_ways_to_add_stand_below_each_other(qtbot: QtBot, context: Context) -> None:
    bar = AddingBar(context)
    qtbot.addWidget(bar)
    bar.resize(260, 200)
    bar.show()
    for button in (bar.choose, bar.paste):
        assert button.width() >= button.sizeHint().width(), "nothing is cut off"
