"""Set-up, first page: what the office begins with."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QButtonGroup, QWidget

from dinsos_desk.catalog.office import OfficePreset
from dinsos_desk.desk import Library
from dinsos_desk.domain.faults import Fault
from dinsos_desk.errors import DeskError
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.office.changes import unknown_services
from dinsos_desk.usecases.office.set_up_file import SUFFIX, OfficeFile, read_file, read_office_file
from ui.dialogs import Dialogs
from ui.start.elided_radio import ElidedRadioButton
from ui.start.setup_draft import FILE, OTHER, SetupDraft
from ui.start.setup_step import SetupStep
from ui.tasks import Tasks
from ui.theme import Theme, Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import KeyButton
from ui.widgets.field import Field
from ui.widgets.layouts import column, row, text_label
from ui.widgets.quiet_combo import QuietCombo
from ui.widgets.telling import in_words

KINDS = f"Berkas penyiapan (*{SUFFIX})"
_NO_BASE = "Tanpa contoh: pilih layanan satu per satu"


class StartStep(SetupStep):
    """Every choice fills the pages that follow; nothing of it is final."""

    key = "mulai"
    title = "Mulai dari mana?"
    hint = (
        "Pilih kantor Anda bila ada dalam daftar. Bila tidak ada, pilih Kantor lain dan tentukan contohnya. "
        "Semua dapat diubah pada langkah berikutnya."
    )

    def __init__(self, theme: Theme, draft: SetupDraft, library: Library, tasks: Tasks) -> None:
        super().__init__(theme, draft)
        self._library, self._tasks = library, tasks
        self._presets: Mapping[str, OfficePreset] = library.offices.presets
        listed = sorted(self._presets.values(), key=lambda preset: (preset.code == "contoh", preset.title))
        self.group = QButtonGroup(self)
        self.choices: dict[str, ElidedRadioButton] = {}
        for preset in listed:
            self._choice(preset.code, f"{preset.title} · {len(preset.services)} layanan")
        self._choice(OTHER, "Kantor lain")
        self._choice(FILE, "Dari berkas penyiapan")
        self.base = QuietCombo(name="isian_base", label="Contoh untuk kantor lain", letters=24)
        self.base.set_choices([("", _NO_BASE), *((preset.code, preset.title) for preset in listed)])
        self.base.activated.connect(lambda: self._choose(OTHER))
        self.open = KeyButton("Mulai dari berkas penyiapan…", "Ctrl+O", name="buka_berkas_penyiapan")
        self.open.clicked.connect(self.ask_file)
        self.notice = Banner(theme, name="kabar_berkas")
        help_text = "Layanan, jam, jabatan, dan kertasnya ditiru; kop suratnya tetap kosong"
        self.base_field = Field("Contoh untuk kantor lain", self.base, help_text=help_text)
        indent = theme.px(24)
        held = QWidget()
        held.setLayout(row(self.base_field, margins=(indent, 0, 0, theme.px(4))))
        held.setMaximumWidth(theme.px(560))
        parts: list[QWidget] = []
        for code, choice in self.choices.items():
            parts += [choice, held] if code == OTHER else [choice]
        whole = QWidget()
        whole.setObjectName("isian_start")
        whole.setLayout(column(*parts, spacing=theme.px(2)))
        words = "Berkas yang disimpan kantor lain dari Pengaturan › Berkas penyiapan."
        from_file = row(self.open, text_label(words, "small", wrap=True), spacing=12)
        from_file.setStretch(1, 1)
        self.lay_out(whole, from_file, self.notice)

    def show_draft(self) -> None:
        self.choices[self.draft.start].setChecked(True)
        self.base.set_value(self.draft.base)
        self.base_field.setEnabled(self.draft.start == OTHER)
        chosen = self.choices[FILE]
        chosen.setVisible(self.draft.start == FILE)
        chosen.set_words(f"Berkas penyiapan: {self.draft.file_name}")

    def write(self) -> None:
        """A choice is taken over at once."""

    def faults(self) -> Sequence[Fault]:
        return ()

    def first(self) -> QWidget | None:
        return self.choices[self.draft.start]

    def summary(self) -> Sequence[str]:
        if self.draft.start == FILE:
            return (f"Dari berkas penyiapan {self.draft.file_name}",)
        base = self._presets.get(self.draft.start or self.draft.base)
        if base is None:
            return ("Kantor lain",)
        return (base.title,) if self.draft.start else (f"Kantor lain, meniru {base.title}",)

    def ask_file(self) -> None:
        """Ask for a berkas penyiapan and read it off the window's thread."""
        path = Dialogs.open_path(self, "Buka berkas penyiapan", Path.home(), KINDS)
        if path is None:
            return
        letters = self._library.letters
        self.notice.say(Tone.INFO, f"Membaca {path.name}…")
        self._tasks.run_read(
            lambda: read_office_file(read_file(path), letters),
            lambda file: self._take_file(file, path.name),
            self._refuse_file,
            owner=self,
        )

    def _choice(self, code: str, words: str) -> None:
        button = ElidedRadioButton(words, name=f"mulai_{code.strip() or 'kantor_lain'}")
        button.clicked.connect(lambda: self._choose(code))
        self.group.addButton(button)
        self.choices[code] = button

    def _choose(self, code: str) -> None:
        """Take a beginning over; what was typed by hand is only replaced after asking."""
        base = self.base.value()
        if code == self.draft.start and (code != OTHER or base == self.draft.base):
            return
        if not self._may_replace():
            self.show_draft()
            return
        if code in self._presets:
            self.draft.start_from(self._presets[code])
        elif code == OTHER:
            self.draft.start_other(self._presets.get(base))
        self.notice.clear()
        self.show_draft()
        self.changed.emit()

    def _take_file(self, file: OfficeFile, name: str) -> None:
        self.notice.clear()
        if not self._may_replace():
            return
        self.draft.start_with(file, name, self._library)
        left_out = [fault_sentence(fault.fault()) for fault in file.skipped]
        unknown = unknown_services(file, self._library.catalog.services)
        if unknown:
            left_out.append(f"Layanan ini tidak dikenal program: {', '.join(unknown)}.")
        taken = f"Penyiapan {file.office.name} diambil. Periksa tiap langkah, lalu isi pejabat dan pengguna."
        if left_out:
            self.notice.say(Tone.WARN, "\n".join([taken, "Yang dilewati:", *left_out]))
        else:
            self.notice.say(Tone.OK, taken)
        self.show_draft()
        self.changed.emit()

    def _refuse_file(self, error: Exception) -> None:
        if isinstance(error, DeskError):
            self.notice.say(Tone.BAD, in_words(error))
        else:
            self.notice.clear()
            self._tasks.failure.emit(error)

    def _may_replace(self) -> bool:
        return not self.draft.is_touched() or Dialogs.confirm(
            self,
            "Ganti isian kantor?",
            "Kop surat, jam, dan layanan yang sudah diisi akan diganti dengan yang dipilih sekarang. "
            "Pejabat dan pengguna tetap.",
            "Ganti isian",
        )
