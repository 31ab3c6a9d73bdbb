"""A choice out of many that come and go: any part of its words finds it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QWidget

from dinsos_desk.domain.fields import FieldBase
from ui.service_editor.spec import Choice
from ui.widgets.buttons import LinkButton
from ui.widgets.editors import FieldEditor
from ui.widgets.layouts import STRETCH, column, row

_ROOT = QModelIndex()
GONE = "(tidak ada lagi: {code})"


class ChoicesModel(QAbstractListModel):
    """Choices by code and words; making one costs nothing, however many they are."""

    def __init__(self, choices: Sequence[Choice], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices = tuple(choices)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._choices)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole):
            return self._choices[index.row()][1]
        return self._choices[index.row()][0] if role == Qt.ItemDataRole.UserRole else None


class PickEditor(FieldEditor):
    """Keeps a code that is no choice any more until another one is made. ``free``: other texts count too."""

    def __init__(self, field: FieldBase, *, free: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._free = free
        self._choices: tuple[Choice, ...] = ()
        self._places: dict[str, int] = {}
        self._value = ""
        self.combo = QComboBox()
        self.line, self._popup = QLineEdit(), QListView()
        self.combo.setEditable(True)
        self.combo.setLineEdit(self.line)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(12)
        self.combo.setMaxVisibleItems(14)
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.line.setPlaceholderText("Ketik atau pilih" if free else "Pilih atau ketik sebagian")
        self._popup.setProperty("popup", True)
        for choices in (self.combo.view(), self._popup):
            assert isinstance(choices, QListView)
            choices.setUniformItemSizes(True)  # else Qt measures every choice before the list is opened
        completer = QCompleter(self.combo)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setPopup(self._popup)
        self._popup.installEventFilter(self)
        self.combo.setCompleter(completer)
        self._completer = completer
        self.take_keys(self.combo)
        self.line.setAccessibleName(field.label)
        self.line.textEdited.connect(self._typed)
        self.combo.activated.connect(lambda: self._take(str(self.combo.currentData() or "")))
        completer.activated.connect(self._completed)
        self.box.addWidget(self.combo, 1)

    def text(self) -> str:
        return self._value

    def set_text(self, text: str) -> None:
        self._value = text
        self._show()

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; what was chosen stays."""
        if tuple(choices) == self._choices:
            return
        self._choices = tuple(choices)
        self._places = {code: place for place, (code, _) in enumerate(self._choices)}
        model = ChoicesModel(self._choices, self.combo)
        self.combo.blockSignals(True)
        self.combo.setModel(model)
        self._completer.setModel(model)
        self.combo.blockSignals(False)
        self._show()

    def tidy(self) -> None:
        """An unambiguous part becomes its choice; what is no choice goes back to what stood there."""
        typed = self.combo.currentText().strip()
        if self._free:
            self._take(typed)
            return
        code = self._code(typed)
        if not code and typed:
            fits = [c for c, words in self._choices if typed.casefold() in words.casefold()]
            code = fits[0] if len(fits) == 1 else self._value
        self._take(code)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._popup:
            return self._chosen_in_list(event)
        if event.type() == QEvent.Type.Wheel and not self.combo.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _chosen_in_list(self, event: QEvent) -> bool:
        """One Enter in the open list takes the marked choice, else the first, and goes on."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not self._goes_on(event):
            return False
        index = self._popup.currentIndex()
        if not index.isValid() and not self._free and not self._code(self.combo.currentText()):
            index = self._popup.model().index(0, 0)
        self._popup.hide()
        if index.isValid():
            self._completed(str(index.data()))
        self.focusNextPrevChild(True)
        self.entered.emit()
        return True

    def _typed(self, text: str) -> None:
        if self._free:
            self._value = text.strip()
            self.changed.emit(self._value)
            return
        code = self._code(text)
        if code or not text.strip():
            self._value = code
            self.changed.emit(code)

    def _completed(self, words: str) -> None:
        self._take(self._code(words) or (words if self._free else self._value))

    def _take(self, code: str) -> None:
        changed = code != self._value
        self._value = code
        self._show()
        if changed:
            self.changed.emit(code)

    def _code(self, words: str) -> str:
        wanted = words.strip().casefold()
        return next((code for code, said in self._choices if said.casefold() == wanted), "")

    def _show(self) -> None:
        place = self._places.get(self._value, -1) if self._value else -1
        self.combo.blockSignals(True)
        self.combo.setCurrentIndex(place)
        if place < 0:
            gone = self._value and not self._free
            self.combo.setEditText(GONE.format(code=plain_code(self._value)) if gone else self._value)
        self.combo.blockSignals(False)
        self.line.setCursorPosition(0)
        self.combo.setToolTip(self.combo.currentText())


class TemplateEditor(PickEditor):
    """A template with the ways to bring one in and to take one out."""

    take_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, field: FieldBase, parent: QWidget | None = None) -> None:
        super().__init__(field, parent=parent)
        self.take = LinkButton("Ambil berkas Word…", name=f"{self.objectName()}_ambil")
        self.save = LinkButton("Simpan templat…", name=f"{self.objectName()}_simpan")
        self.take.clicked.connect(self.take_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.box.removeWidget(self.combo)
        self.box.addLayout(column(self.combo, row(self.take, self.save, STRETCH, spacing=8), spacing=2), 1)


def plain_code(code: str) -> str:
    """A code that names nothing, readable."""
    return code.rpartition("/")[2].split(".", 1)[-1].replace("_", " ").replace(".", " › ")
