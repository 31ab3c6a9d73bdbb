"""Under a rule that bars: asking for an exception at the desk, or the one that was given."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.approvals import Grant
from dinsos_desk.domain.rules import Rule
from dinsos_desk.usecases.intake.approval import Wanted
from dinsos_desk.usecases.letters.words import moment
from ui.context import Context
from ui.intake.approval_dialog import ApprovalDialog
from ui.intake.draft_model import DraftModel
from ui.widgets.buttons import KeyButton
from ui.widgets.layouts import STRETCH, column, row, text_label


class ApprovalBox(QWidget):
    """For a user who may not pass the rule over. ``keys``: whether it takes the key of the page."""

    settled = Signal()
    """It was approved, or the approval was taken back."""

    def __init__(
        self, context: Context, model: DraftModel, rule: Rule, keys: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._model, self._rule = context, model, rule
        self.setObjectName(f"persetujuan_{rule.code}")
        draft = model.draft
        grant, reason = draft.grants.get(rule.code), draft.overrides.get(rule.code, "").strip()
        self.granted = grant is not None
        if grant is not None:
            ask = KeyButton("Minta ulang", "Alt+U" if keys else "", name=f"ubah_persetujuan_{rule.code}")
            ask.setToolTip("Alasan atau orang yang lain perlu disetujui sekali lagi dengan kata sandi")
            self.drop = KeyButton("Batalkan persetujuan", name=f"batalkan_persetujuan_{rule.code}")
            self.drop.clicked.connect(self._drop)
            said, buttons = granted_words(grant), row(ask, self.drop, STRETCH, spacing=8)
        else:
            ask = KeyButton(
                "Minta persetujuan di sini",
                "Alt+M" if keys else "",
                name=f"minta_persetujuan_{rule.code}",
            )
            said, buttons = "", row(ask, STRETCH)
            if reason:
                before = draft.request_id is not None
                said = f"Pengecualian sudah diberikan: {reason}" if before else f"Belum disetujui: {reason}"
                if before:
                    ask.hide()
        self.ask = ask
        self.ask.clicked.connect(self._ask)
        parts = [text_label(said, wrap=True)] if said else []
        self.setLayout(column(*parts, buttons, spacing=6, margins=(0, 4, 0, 0)))

    def _ask(self) -> None:
        draft, service = self._model.draft, self._model.service
        wanted = Wanted(draft, service, self._rule, draft.overrides.get(self._rule.code, ""))
        name = self._model.party(service.client).typed.get("nama", "").strip()
        about = " · ".join(text for text in (service.short_name, name) if text)
        grant = ApprovalDialog.ask(self.window(), self._context, wanted, about)
        if grant is not None:
            self._model.set_grant(grant)
            self.settled.emit()

    def _drop(self) -> None:
        self._model.drop_grant(self._rule.code)
        self.settled.emit()


def granted_words(grant: Grant) -> str:
    """Disetujui oleh … (Kepala Bidang), 23 November 2026 pukul 08.14: alasan."""
    post = f" ({grant.post})" if grant.post else ""
    return f"Disetujui oleh {grant.name}{post}, {moment(datetime.fromisoformat(grant.at))}: {grant.reason}"
