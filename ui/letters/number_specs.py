"""What the forms of the agenda ask for, and what each of them saves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dinsos_desk.db.queries.numbers import AgendaRow
from dinsos_desk.domain.fields import Choice, ChoiceField, DateField, FieldBase, NumberField, TextField
from dinsos_desk.domain.number_series import LARGEST_SERIAL, MAIN_SERIES, NumberSeries
from dinsos_desk.usecases.numbers.by_hand import (
    LONGEST_NUMBER,
    PASSED,
    WAITS,
    Insertion,
    OutsideLetter,
    enter_outside,
    foreseen,
    insert_between,
)
from dinsos_desk.usecases.numbers.parts import LONGEST_WORDS, About
from ui.context import Context
from ui.letters.number_form import FormSpec, Typed


@dataclass(frozen=True)
class AgendaWorld:
    """What the agenda knows of the office: its sequences, and the classification used when none is said."""

    series: tuple[NumberSeries, ...]
    classification: str
    years: tuple[int, ...] = ()
    counters: tuple[str, ...] = ()
    missing: tuple[tuple[str, tuple[int, ...]], ...] = ()


def word(typed: Typed, code: str) -> str:
    """What was typed into a line of words."""
    return str(typed.get(code) or "")


def about_typed(typed: Typed) -> About:
    """What was typed about a letter."""
    dated = typed.get("dated")
    return About(
        dated if isinstance(dated, date) else None,
        word(typed, "addressee"),
        word(typed, "subject"),
        word(typed, "maker"),
    )


def whole_number(typed: Typed, code: str) -> int | None:
    """What was typed into a field of numbers."""
    value = typed.get(code)
    return value if isinstance(value, int) else None


def about_fields(*, required: bool = True) -> tuple[FieldBase, ...]:
    """What stands about a letter; ``required``: its words too."""
    return (
        DateField(code="dated", label="Tanggal surat", required=True),
        TextField(code="subject", label="Perihal", required=required, max_length=LONGEST_WORDS),
        TextField(code="addressee", label="Kepada", required=required, max_length=LONGEST_WORDS),
        TextField(
            code="maker",
            label="Dibuat oleh",
            required=required,
            max_length=LONGEST_WORDS,
            help="Bidang, unit, atau nama pembuat surat",
        ),
    )


def counter_fields(world: AgendaWorld) -> tuple[FieldBase, ...]:
    """Which sequence, asked only where there are several; and the classification."""
    fields: list[FieldBase] = []
    if len(world.series) > 1:
        choices = tuple(Choice(code=one.code, label=one.name) for one in world.series)
        fields.append(ChoiceField(code="series", label="Urutan nomor", required=True, choices=choices))
    fields.append(TextField(code="classification", label="Kode klasifikasi", max_length=40))
    return tuple(fields)


def counter_typed(typed: Typed) -> dict[str, str]:
    """The counter that was chosen."""
    return {
        "series": word(typed, "series") or MAIN_SERIES,
        "classification": word(typed, "classification"),
    }


def start_values(world: AgendaWorld, today: date, **more: str) -> Mapping[str, str]:
    """What a form begins with."""
    return {
        "series": MAIN_SERIES,
        "classification": world.classification,
        "dated": today.strftime("%d/%m/%Y"),
        **more,
    }


REASON = TextField(code="reason", label="Alasan", required=True, max_length=LONGEST_WORDS)
_RECEIPT = TextField(
    code="receipt",
    label="Untuk permohonan (tanda terima)",
    max_length=20,
    help="Isi bila nomor ini untuk surat yang dibuat program; nomornya dipakai pada tahap penomoran",
)


def outside_spec(context: Context, world: AgendaWorld, held: AgendaRow | None = None) -> FormSpec:
    """A letter made outside the program; ``held``: its number is taken from this reserved range."""
    desk, actor = context.desk, context.actor
    today = desk.now().date()

    def entry(typed: Typed) -> OutsideLetter:
        return OutsideLetter(
            about_typed(typed),
            serial=whole_number(typed, "serial"),
            number=word(typed, "number"),
            gap=word(typed, "gap"),
            gap_reason=word(typed, "gap_reason"),
            range_id=held.id if held is not None else None,
            receipt=word(typed, "receipt"),
            **counter_typed(typed),
        )

    def save(typed: Typed) -> str:
        return f"Tercatat dengan nomor {enter_outside(desk.uow(), actor, entry(typed), desk.now())}."

    serial = NumberField(
        code="serial",
        label="Nomor urut",
        minimum=1,
        maximum=LARGEST_SERIAL,
        help="Kosongkan untuk nomor berikutnya"
        if held is None
        else "Kosongkan untuk nomor pertama yang bebas",
    )
    written = TextField(
        code="number",
        label="Nomor lengkap pada surat",
        max_length=LONGEST_NUMBER,
        help="Kosongkan bila sesuai pola",
    )
    gap = ChoiceField(
        code="gap",
        label="Nomor di antaranya",
        choices=(
            Choice(code=WAITS, label="Disediakan bagi surat berikutnya"),
            Choice(code=PASSED, label="Dilewati, dengan alasan"),
        ),
    )
    why = TextField(code="gap_reason", label="Alasan nomor dilewati", max_length=LONGEST_WORDS)
    if held is not None:
        return FormSpec(
            "nomor_cadangan",
            f"Ambil nomor dari cadangan {held.number} untuk {held.addressee}",
            (*about_fields(required=False), *counter_fields(world)[-1:], serial, written, _RECEIPT),
            save,
            note="Nomor diambil dari cadangan itu; urutan kantor tidak berubah.",
            start=start_values(world, today, maker=held.addressee),
            preview=lambda typed: foreseen(desk.reader(), actor, entry(typed), desk.now()),
        )
    return FormSpec(
        "nomor_luar",
        "Catat surat yang dibuat di luar program",
        (*about_fields(), *counter_fields(world), serial, written, gap, why),
        save,
        note="Nomornya langsung terpakai, sehingga urutan surat tetap benar.",
        start=start_values(world, today),
        later=frozenset({"gap", "gap_reason"}),
        preview=lambda typed: foreseen(desk.reader(), actor, entry(typed), desk.now()),
    )


def insert_spec(context: Context, world: AgendaWorld) -> FormSpec:
    """A letter put in between two others by its date."""
    desk, actor = context.desk, context.actor

    def entry(typed: Typed) -> Insertion:
        return Insertion(
            about_typed(typed), word(typed, "reason"), receipt=word(typed, "receipt"), **counter_typed(typed)
        )

    def save(typed: Typed) -> str:
        return f"Disisipkan dengan nomor {insert_between(desk.uow(), actor, entry(typed), desk.now())}."

    return FormSpec(
        "nomor_sisipan",
        "Sisipkan nomor",
        (*about_fields(required=False), *counter_fields(world), REASON, _RECEIPT),
        save,
        note="Surat bertanggal lebih awal mengikuti nomor surat terakhir pada atau sebelum tanggal itu.",
        start={**start_values(world, desk.now().date()), "dated": ""},
        preview=lambda typed: foreseen(desk.reader(), actor, entry(typed), desk.now()),
    )
