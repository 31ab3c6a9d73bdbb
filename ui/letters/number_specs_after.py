"""The forms for serials kept back, numbers cancelled, and what stands about a letter corrected."""

from datetime import date

from dinsos_desk.db.queries.numbers import AgendaRow, Correction
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.fields import Choice, ChoiceField, DateField, NumberField, TextField
from dinsos_desk.domain.number_series import LARGEST_SERIAL
from dinsos_desk.usecases.numbers.changes import (
    Reservation,
    cancel_number,
    correct_number,
    end_range,
    reserve,
)
from dinsos_desk.usecases.numbers.parts import LONGEST_WORDS
from ui.context import Context
from ui.letters.number_form import FormSpec, Typed
from ui.letters.number_specs import (
    REASON,
    AgendaWorld,
    about_fields,
    about_typed,
    counter_fields,
    counter_typed,
    start_values,
    whole_number,
    word,
)


def reserve_spec(context: Context, world: AgendaWorld) -> FormSpec:
    """Serials kept for another unit, or passed over."""
    desk, actor = context.desk, context.actor
    year = desk.now().year
    years = tuple(Choice(code=f"tahun_{one}", label=str(one)) for one in (year, year + 1))

    def save(typed: Typed) -> str:
        until = typed.get("until")
        first, last = whole_number(typed, "first") or 0, whole_number(typed, "last") or 0
        entry = Reservation(
            first,
            last,
            word(typed, "reason"),
            word(typed, "unit"),
            word(typed, "unit_code"),
            until if isinstance(until, date) else None,
            year=int(word(typed, "year").removeprefix("tahun_")),
            **counter_typed(typed),
        )
        reserve(desk.uow(), actor, entry, desk.now())
        done = "dicadangkan" if entry.unit.strip() else "dilewati"
        return f"Nomor {first} sampai {last} {done}."

    fields = (
        NumberField(code="first", label="Dari nomor", required=True, minimum=1, maximum=LARGEST_SERIAL),
        NumberField(code="last", label="Sampai nomor", required=True, minimum=1, maximum=LARGEST_SERIAL),
        TextField(
            code="unit",
            label="Untuk unit",
            max_length=LONGEST_WORDS,
            help="Kosongkan bila nomornya memang dilewati untuk seterusnya",
        ),
        DateField(code="until", label="Sampai tanggal", help="Kosongkan bila tanpa batas"),
        TextField(code="unit_code", label="Kode unit dalam nomor", max_length=40, help="Misalnya SEKR"),
        ChoiceField(code="year", label="Tahun", required=True, choices=years),
        *counter_fields(world),
        REASON,
    )
    return FormSpec(
        "nomor_cadangkan",
        "Cadangkan nomor",
        fields,
        save,
        note="Urutan melompati nomor ini. Nomor untuk unit diambil dari baris cadangannya dengan Enter.",
        start={**start_values(world, desk.now().date()), "year": years[0].code},
        wide=frozenset({"reason"}),
        save_label="Cadangkan",
    )


def cancel_spec(context: Context, chosen: AgendaRow) -> FormSpec:
    """A number cancelled, or a reserved range released."""
    desk, actor = context.desk, context.actor

    def release(typed: Typed) -> str:
        end_range(desk.uow(), actor, chosen.id, word(typed, "reason"), desk.now())
        return f"Cadangan {chosen.number} diakhiri."

    def cancel(typed: Typed) -> str:
        cancel_number(desk.uow(), actor, chosen.id, word(typed, "reason"), desk.now())
        return f"Nomor {chosen.number} dibatalkan."

    if chosen.is_range:
        return FormSpec(
            "nomor_akhiri",
            f"Akhiri cadangan {chosen.number} untuk {chosen.addressee}",
            (REASON,),
            release,
            note="Nomor yang belum terpakai dan belum terlewati dipakai lagi oleh urutan kantor.",
            wide=frozenset({"reason"}),
            save_label="Akhiri cadangan",
            destructive=True,
        )
    return FormSpec(
        "nomor_batal",
        f"Batalkan nomor {chosen.number}",
        (REASON,),
        cancel,
        note="Nomor yang dibatalkan tetap tampak di agenda dan tidak dipakai lagi.",
        wide=frozenset({"reason"}),
        save_label="Batalkan nomor",
        destructive=True,
    )


def correct_spec(context: Context, chosen: AgendaRow, before: tuple[Correction, ...]) -> FormSpec:
    """What stands about a letter made outside, corrected with a reason; what stood before is shown."""
    desk, actor = context.desk, context.actor

    def save(typed: Typed) -> str:
        reason = word(typed, "reason")
        correct_number(desk.uow(), actor, chosen.id, about_typed(typed), reason, desk.now())
        return f"Catatan nomor {chosen.number} diperbaiki."

    history = "".join(f"\n{_before(one)}" for one in before)
    return FormSpec(
        "nomor_perbaiki",
        f"Perbaiki catatan nomor {chosen.number}",
        (*about_fields(), REASON),
        save,
        note=f"Nomornya tidak berubah; catatan semula tetap tersimpan.{history}",
        start={
            "dated": chosen.dated.strftime("%d/%m/%Y"),
            "subject": chosen.subject,
            "addressee": chosen.addressee,
            "maker": chosen.maker,
        },
        wide=frozenset({"reason"}),
    )


def _before(one: Correction) -> str:
    kept = one.before
    day = format_date(date.fromisoformat(str(kept["dated"])))
    return (
        f"Semula {day}, kepada {kept['addressee']}, perihal {kept['subject']}, oleh {kept['maker']}; "
        f"diperbaiki {one.by} pada {format_date(one.at.date())}: {one.reason}"
    )
