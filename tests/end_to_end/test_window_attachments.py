"""Scans in the real window: refused with a reason or kept encrypted, from the counter to the case."""

from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from dinsos_desk.desk import Gate
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from tests.end_to_end.conftest import Doors, Open
from tests.end_to_end.counter import Staff
from tests.end_to_end.driver import ALT, CTRL, Key, wait_until
from tests.factories import StandingClock
from tests.ui.attachment_hand import carried, drop, written
from tests.unit.test_scans import locked_pdf, pdf, photo, png_bomb, saved, zip_bomb
from ui.attachments.dialog import ShelfDialog
from ui.intake.papers_page import PapersPage
from ui.requests.page import RequestPage

DTKS = "lubuklinggau-dtks"


def kept(page: PapersPage) -> dict[str, int]:
    return {code: row.clip.count for code, row in page.rows.items() if row.clip.count}


def shelf_of(page: PapersPage) -> ShelfDialog:
    wait_until(lambda: page.shelves.dialog is not None, "the shelf to open")
    assert page.shelves.dialog is not None
    return page.shelves.dialog


def leave(page: PapersPage) -> None:
    dialog = shelf_of(page)
    dialog.activateWindow()
    QTest.keyClick(dialog, Key.Key_Escape)
    wait_until(lambda: page.shelves.dialog is None, "the shelf to close")


def test_scans_from_the_counter_to_the_page_of_the_application(
    open_program: Open, made: Gate, clock: StandingClock, doors: Doors, tmp_path: Path
) -> None:
    from PIL import Image

    service = made.library.catalog.services[DTKS]
    typist = open_program(made)
    typist.sign_in("rani")
    staff = Staff(typist, clock)
    staff.choose_service(service)
    draft = fill_draft(service, Crowd(3), clock().date())
    staff.type_draft(draft)
    staff.wizard.go([step.key for step in staff.wizard.steps].index("berkas"))
    typist.settle()
    page = staff.wizard.page
    assert isinstance(page, PapersPage)

    # everything that is no scan, at once onto one row
    bad = written(
        tmp_path / "flash",
        [
            ("tagihan.jpg", b"MZ" + b"\0" * 200),
            ("rusak.jpg", photo(2000, 1500)[:9000]),
            ("bom.zip", zip_bomb()),
            ("bom.png", png_bomb()),
            ("sandi.pdf", locked_pdf()),
        ],
    )
    video = tmp_path / "flash" / "hajatan.mp4"
    with video.open("wb") as file:
        file.write(b"\0\0\0\x18ftypisom")
        file.truncate(200 * 1024 * 1024)
    row = page.rows["kk_ktp"]
    assert drop(row, carried(video, *bad))
    dialog = shelf_of(page)
    wait_until(lambda: not dialog.shelf.work.is_adding and dialog.shelf.banner.text(), "the refusals")
    assert "“hajatan.mp4” adalah video" in dialog.shelf.banner.text()
    assert dialog.shelf.stack.currentWidget() is dialog.shelf.empty
    leave(page)
    assert kept(page) == {}

    # sound ones, dropped onto the row and pasted there
    noise = saved(Image.effect_noise((900, 700), 60).convert("RGB"), "JPEG")
    good = written(tmp_path / "flash", [("kk.jpg", noise), ("akta.pdf", pdf(3))])
    assert drop(row, carried(good[0]))
    dialog = shelf_of(page)
    wait_until(lambda: len(dialog.shelf.views) == 1, "the picture to be kept")
    leave(page)
    row.focus()
    QApplication.clipboard().setMimeData(carried(good[1]))
    typist.press(Key.Key_V, CTRL)
    dialog = shelf_of(page)
    wait_until(lambda: len(dialog.shelf.views) == 2, "the document to be kept")
    stored = [bytes(typist.desk.store.get(path.name)) for path in typist.desk.paths.store.glob("??/*")]
    leave(page)
    assert kept(page) == {"kk_ktp": 2}

    while staff.wizard.place < len(staff.wizard.steps) - 1:
        typist.main_action()
    staff.save()
    typist.window.open_request(staff.intake.result._result.request_id)
    typist.settle()
    case = typist.window.current_room()
    found = case.findChild(RequestPage)
    assert found is not None
    wait_until(lambda: found.contents.tabs.tabText(2) == "Lampiran (2)", "the count")
    typist.press(Key.Key_A, ALT)
    shelf = found.contents.scans.shelf
    assert shelf is not None
    wait_until(lambda: not shelf.preview._image.isNull(), "the preview")
    assert not any(button.isDown() for button in shelf.findChildren(QAbstractButton))

    # nothing of it lies anywhere in plain
    typist.settle()
    written_now = [path.read_bytes() for path in made.paths.root.rglob("*") if path.is_file()]
    written_now += [path.read_bytes() for path in (tmp_path / "sementara").rglob("*") if path.is_file()]
    pieces = [data[place : place + 24] for data in stored for place in range(0, len(data) - 24, 997)]
    pieces += [b"kk.jpg", b"akta.pdf"]
    assert len(stored) >= 2
    assert not any(piece in content for content in written_now for piece in pieces)
