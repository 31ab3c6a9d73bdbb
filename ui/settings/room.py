"""Pengaturan: the sections at the left, one of them at the right."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.people.shown import OVERSEERS
from ui.context import Context
from ui.dialogs import Dialogs
from ui.look import keep_look, settings_at
from ui.models.columns import ColumnSpec
from ui.models.rows_model import RowsModel
from ui.room import Room
from ui.settings.account_page import AccountSection
from ui.settings.audit_page import AuditSection
from ui.settings.front_desk_page import FrontDeskSection
from ui.settings.hours_page import HoursSection
from ui.settings.looked_at_page import LookedAtSection
from ui.settings.mail_page import MailSection
from ui.settings.number_series_page import NumberSeriesSection
from ui.settings.numbers_page import NumbersSection
from ui.settings.office_file_page import OfficeFileSection
from ui.settings.office_page import OfficeSection
from ui.settings.officials_page import OfficialsSection
from ui.settings.posts_page import PostsSection
from ui.settings.safety_page import SafetySection
from ui.settings.scan_page import ScanSection
from ui.settings.section import Section
from ui.settings.services_page import ServicesSection
from ui.settings.templates_page import TemplatesSection
from ui.settings.users_page import UsersSection
from ui.theme import Scheme, Tone
from ui.widgets.layouts import column, row
from ui.widgets.page_header import PageHeader
from ui.widgets.table import Table

_FOR_ADMINS = (
    OfficeSection,
    NumbersSection,
    NumberSeriesSection,
    HoursSection,
    FrontDeskSection,
    MailSection,
    PostsSection,
    OfficialsSection,
    UsersSection,
    SafetySection,
    ServicesSection,
    TemplatesSection,
    ScanSection,
    OfficeFileSection,
)
_FOR_OVERSEERS = (LookedAtSection, AuditSection)
_LEAVE = "Perubahan pada {sections} belum disimpan. Tinggalkan tanpa menyimpan?"


class SettingsRoom(Room):
    """An administrator sees every section, the heads who looked at what, anybody else their own account.

    A section is made when it is first opened: all nine at once would hold the window up.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("ruang_pengaturan")
        theme = context.theme
        at_counter = (ScanSection,) if context.actor.may(Role.PETUGAS, Role.OPERATOR) else ()
        others = _FOR_ADMINS if context.actor.may(Role.ADMIN) else at_counter
        others += _FOR_OVERSEERS if context.actor.may(*OVERSEERS) else ()
        self.kinds: tuple[type[Section], ...] = (AccountSection, *others)
        self._made: dict[str, Section] = {}
        self.stack = QStackedWidget()
        columns: tuple[ColumnSpec[type[Section]], ...] = (
            ColumnSpec(
                "bagian",
                "Bagian",
                lambda kind: kind.title,
                width=200,
                stretch=True,
                typeahead=True,
                icon=lambda kind: "circle-edit-outline" if self._is_dirty(kind) else kind.icon,
                tone=lambda kind: Tone.WARN if self._is_dirty(kind) else None,
                tooltip=lambda kind: "Belum disimpan" if self._is_dirty(kind) else "",
            ),
        )
        self.model: RowsModel[type[Section]] = RowsModel(columns, self.kinds, lambda kind: kind.key, self)
        self.list = Table(theme, name="pengaturan_bagian", label="Bagian pengaturan")
        self.list.setProperty("framed", True)
        self.list.horizontalHeader().hide()
        self.list.set_model(self.model, columns)
        self.list.setFixedWidth(theme.px(216))
        self.list.row_chosen.connect(self._choose)
        if len(self.kinds) == 1:
            self.list.hide()
        body = row(self.list, self.stack, spacing=16)
        body.setStretch(1, 1)
        self.header = PageHeader("Pengaturan")
        whole = column(self.header, body, spacing=12, margins=(24, 16, 24, 16))
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.list.choose_row(1 if context.actor.may(Role.ADMIN) else 0)
        first = self.current()
        self.setFocusProxy(first.scale if isinstance(first, AccountSection) else self.list)
        context.events.settings_changed.connect(self._refresh)
        context.events.users_changed.connect(self._refresh)

    def enter(self) -> None:
        self.current().enter()

    def current(self) -> Section:
        """The section that is shown."""
        section = self.stack.currentWidget()
        assert isinstance(section, Section)
        return section

    def show_section(self, key: str) -> None:
        """Turn to a section by its key."""
        self.list.choose_row([kind.key for kind in self.kinds].index(key))

    def unsaved(self) -> bool:
        return any(section.pending() for section in self._made.values())

    def may_leave(self) -> bool:
        for section in self._made.values():
            section.keep_now()
        dirty = [section for section in self._made.values() if section.is_dirty()]
        if not dirty:
            return True
        names = ", ".join(section.title for section in dirty)
        text = _LEAVE.format(sections=names)
        if not Dialogs.confirm(self, "Perubahan belum disimpan", text, "Tinggalkan", destructive=True):
            return False
        for section in dirty:
            section.discard()
        return True

    def main_action(self) -> None:
        self.current().submit()

    def step_back(self) -> bool:
        return self.current().step_back()

    def _is_dirty(self, kind: type[Section]) -> bool:
        return kind.key in self._made and self._made[kind.key].is_dirty()

    def _choose(self, kind: type[Section] | None) -> None:
        if kind is None:
            return
        known = self._made.get(kind.key)
        section = known or self._make(kind)
        if known is None or section is not self.stack.currentWidget():
            self.stack.setCurrentWidget(section)
            if self.isVisible():
                section.enter()

    def _make(self, kind: type[Section]) -> Section:
        section = kind(self.context)
        self._made[kind.key] = section
        self.stack.addWidget(section)
        section.dirty_changed.connect(self._show_dirty)
        if isinstance(section, AccountSection):
            section.look_wanted.connect(self._dress)
        if isinstance(section, ServicesSection):
            section.whole_room_wanted.connect(self._give_room)
        return section

    def _give_room(self, whole: bool) -> None:
        """A section that is worked in at length takes the place of the list of sections too."""
        self.header.setVisible(not whole)
        self.list.setVisible(not whole)

    def _refresh(self) -> None:
        if self.isVisible():
            self.current().enter()

    def _show_dirty(self) -> None:
        self.model.set_rows(self.kinds)

    def _dress(self, scale: float, scheme: str) -> None:
        """Keep the look and let the window follow; unsaved forms are asked about first."""
        if not self.may_leave():
            self.current().load()
            return
        keep_look(settings_at(self.context.desk.paths), scale, Scheme(scheme))
        self.current().banner.say(Tone.OK, "Tersimpan.")
        self.context.events.look_changed.emit()
