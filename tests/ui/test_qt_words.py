"""No English word is left in the menus and dialogs that Qt makes by itself."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.qt_words import WORDS, speak_indonesian

ENGLISH = {
    "Undo",
    "Redo",
    "Cut",
    "Copy",
    "Paste",
    "Delete",
    "Select All",
    "Cancel",
    "Save",
    "Open",
    "Look in:",
}


@pytest.fixture(autouse=True)
def spoken(qapp: QApplication) -> Iterator[None]:
    words = speak_indonesian(qapp)
    yield
    qapp.removeTranslator(words)


def plain(text: str) -> str:
    return text.partition("\t")[0].replace("&", "")


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_the_menu_of_a_text_field(qtbot: QtBot, kind: type[QLineEdit | QPlainTextEdit]) -> None:
    field = kind()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    shown = {plain(action.text()) for action in menu.actions() if action.text()}
    assert {"Urungkan", "Salin", "Tempel", "Pilih semua"} <= shown
    assert not shown & ENGLISH
    menu.deleteLater()


def test_the_file_dialogs(qtbot: QtBot) -> None:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    label = QFileDialog.DialogLabel
    for mode, accept in (
        (QFileDialog.AcceptMode.AcceptOpen, "Buka"),
        (QFileDialog.AcceptMode.AcceptSave, "Simpan"),
    ):
        dialog.setAcceptMode(mode)
        shown = [
            plain(dialog.labelText(one)) for one in (label.LookIn, label.FileName, label.Accept, label.Reject)
        ]
        assert shown == ["Folder:", "Nama berkas:", accept, "Batal"]
    words = {plain(str(part.property("text") or "")) for part in dialog.findChildren(QWidget)}
    assert not words & ENGLISH


def test_buttons_and_what_is_not_known(qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert plain(box.button(QDialogButtonBox.StandardButton.Cancel).text()) == "Batal"
    assert QCoreApplication.translate("Entah", "Left as it is") == "Left as it is"
    assert QCoreApplication.translate("QLineEdit", "Left as it is") == "Left as it is"


@pytest.mark.parametrize("context", ["QLineEdit", "QWidgetTextControl", "QAbstractSpinBox"])
def test_a_key_in_a_menu_stands_once(context: str) -> None:
    keys = [told[told.index("&") + 1].lower() for told in WORDS[context].values()]
    assert len(keys) == len(set(keys))
