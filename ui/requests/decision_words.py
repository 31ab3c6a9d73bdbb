"""Words of the decision box: what a button says, and what each way of deciding asks for."""

from dataclasses import dataclass

from dinsos_desk.domain.fields import DateField, FieldDef, TextField
from dinsos_desk.domain.routing import CLOSED_STATES, Action, RequestState, StageKind
from dinsos_desk.usecases.letters.words import standing_words
from dinsos_desk.usecases.requests.shown import HistoryView, RequestView
from dinsos_desk.usecases.review.holds import HoldView

PAPER_DATE = DateField(code="tanggal_kertas", label="Tanggal di kertas", required=True, past=True)
CARRIED_BY = TextField(code="pembawa", label="Dibawa oleh", required=True, max_length=120)
PAPER_FIELDS: tuple[FieldDef, ...] = (PAPER_DATE, CARRIED_BY)

_MAIN = {
    StageKind.REVIEW: "Paraf",
    StageKind.SIGN: "Tanda tangani",
    StageKind.NUMBER: "Beri nomor",
    StageKind.WORK: "Selesaikan tahap",
    StageKind.HANDOVER: "Serahkan",
}
_ON_PAPER = {
    StageKind.REVIEW: "Catat paraf di atas kertas",
    StageKind.SIGN: "Catat tanda tangan di atas kertas",
    StageKind.WORK: "Catat hasil di atas kertas",
}


@dataclass(frozen=True)
class Way:
    """One way of deciding besides the main one: its button, its page and what it does."""

    action: Action
    label: str
    key: str
    title: str
    note: str
    asks_papers: bool = False
    is_final: bool = False


def ways(view: RequestView) -> tuple[Way, ...]:
    """The ways that are open now, returning first."""
    known = (
        Way(
            Action.RETURN,
            "Kembalikan",
            "Ctrl+Backspace",
            f"Kembalikan ke {view.return_to}",
            "Tulis apa yang perlu diperbaiki; centang berkas yang keliru bila ada.",
            asks_papers=True,
        ),
        Way(
            Action.ASK_PAPERS,
            "Minta kelengkapan",
            "Ctrl+Shift+K",
            "Minta kelengkapan berkas",
            "Permohonan kembali ke loket dan jam layanan berhenti sampai berkas dilengkapi.",
            asks_papers=True,
        ),
        Way(
            Action.TRANSFER,
            "Alihkan",
            "Ctrl+Shift+H",
            "Alihkan permohonan",
            "Permohonan ditutup di sini; layanan atau instansi tujuan melanjutkannya.",
            is_final=True,
        ),
        Way(
            Action.REJECT,
            "Tolak",
            "Ctrl+Shift+T",
            "Tolak permohonan",
            "Permohonan ditutup. Alasan ini tercatat pada riwayat dan rekap.",
            is_final=True,
        ),
        Way(
            Action.CANCEL,
            "Batalkan permohonan",
            "Ctrl+Shift+B",
            "Batalkan permohonan",
            "Dipakai bila pemohon menarik permohonannya. Permohonan ditutup.",
            is_final=True,
        ),
    )
    return tuple(way for way in known if way.action in view.actions)


def main_label(view: RequestView) -> str:
    """What the main button says; empty when there is nothing to do here."""
    if view.can_be_mended:
        return "Lengkapi berkas" if view.row.state is RequestState.INCOMPLETE else "Perbaiki"
    if Action.APPROVE not in view.actions:
        return ""
    return (_ON_PAPER if view.on_paper else _MAIN)[view.stage.kind]


def usual_title(view: RequestView) -> str:
    """The stage it waits at, or how it ended."""
    closed = view.row.state in CLOSED_STATES
    return standing_words(view.row.state, view.row.passed_on) if closed else view.stage.name


def situation(view: RequestView) -> str:
    """One or two sentences on what is expected here, or why nothing can be decided."""
    if view.can_be_mended:
        last = last_return(view)
        if last is None:
            return "Berkas belum lengkap; jam layanan belum berjalan."
        faulty = f" Berkas: {'; '.join(last.faulty)}." if last.faulty else ""
        return f"{last.who} ({last.stage}): “{last.reason}”{faulty}"
    if view.on_paper:
        return "Diputuskan di atas kertas; catat setelah kertasnya kembali."
    if view.actions:
        return ""
    if view.own_intake:
        return (
            "Anda sendiri yang menerima permohonan ini; layanan ini mengharuskan pejabat lain yang "
            "memeriksa dan menandatanganinya."
        )
    if view.row.state in CLOSED_STATES:
        return "Permohonan ini sudah ditutup."
    return f"Menunggu {view.stage.post or view.stage.name}. Anda dapat melihat, tetapi tidak memutuskan."


def holder_words(holder: HoldView | None) -> str:
    """That somebody else has it open; empty when nobody has."""
    return f"Sedang dibuka oleh {holder.who} sejak {holder.since:%H.%M}." if holder is not None else ""


def last_return(view: RequestView) -> HistoryView | None:
    """The step that sent the application back to the desk, when that was the last."""
    last = view.history[-1] if view.history else None
    sent_back = (Action.RETURN, Action.ASK_PAPERS)
    return last if last is not None and last.action in sent_back else None
