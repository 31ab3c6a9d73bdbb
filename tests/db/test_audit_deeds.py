"""Every deed that the audit trail has words for is written when it is done: one row a deed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.desk import Desk
from dinsos_desk.domain.audit import DEEDS, Deed, Kind
from dinsos_desk.domain.number_series import NumberSeries
from dinsos_desk.domain.numbering import Reset
from dinsos_desk.domain.routing import Role
from dinsos_desk.domain.safety import SafetyRules
from dinsos_desk.scans import Scan
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.audit.trail import narrowed, note_attachment_seen, note_deed, trail
from dinsos_desk.usecases.intake.attachments import Owner, attach, take_away
from dinsos_desk.usecases.numbers.series import keep_series, remove_series
from dinsos_desk.usecases.office import officials, posts, users
from dinsos_desk.usecases.office import setup as office
from dinsos_desk.usecases.office.changes import Part
from dinsos_desk.usecases.office.safety import change_safety
from dinsos_desk.usecases.office.set_up_file import export_office, read_office_file
from dinsos_desk.usecases.office.taking_over import take_over
from dinsos_desk.usecases.services import drafts as service_drafts
from dinsos_desk.usecases.services import publishing as services
from dinsos_desk.usecases.templates.stock import template_file
from dinsos_desk.usecases.templates.versions import back_to_shipped, keep_file
from tests.factories import PASSWORD, add_template, colleague

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
OTHER = "teh-manis-sore-4"
SERIES = NumberSeries(
    "nota", "Nota dinas", "ND.{urut}/{tahun}", Reset.YEARLY, False, frozenset({"nota"}), frozenset()
)
BY_WINDOW = {
    Deed.SIGN_IN, Deed.FAILED, Deed.LOCK, Deed.IDLE_LOCK, Deed.UNLOCK, Deed.SIGN_OUT,
    Deed.SEEN, Deed.OPENED, Deed.PRINTED, Deed.SAVED, Deed.OFFICE_FILE_OUT,
}  # fmt: skip
"""Noted by the window, which alone knows of them: tests/ui and ``test_audit`` drive them."""
ELSEWHERE = {*DEEDS.get(Kind.MAIL, ()), *DEEDS[Kind.FOLLOW_UP]}
ELSEWHERE |= {deed for deed in Deed if deed.startswith(("tata_rekap", "register"))}
"""Tested with incoming letters, with recaps, with registers, and with what follows after a case."""


def of(desk: Desk, actor: Actor, user_id: int) -> users.UserData:
    return next(user for user in users.users(desk.reader()) if user.id == user_id)


def disable(desk: Desk, actor: Actor) -> None:
    kasi = colleague(desk, actor, Role.KASI)
    data = replace(of(desk, actor, kasi.user_id), active=False)
    users.change_user(desk.uow(), actor, desk.ring, desk.key, data)


def rename(desk: Desk, actor: Actor) -> None:
    data = replace(of(desk, actor, actor.user_id), post="Petugas")
    users.change_user(desk.uow(), actor, desk.ring, desk.key, data)


def set_password(desk: Desk, actor: Actor) -> None:
    kasi = colleague(desk, actor, Role.KASI)
    users.set_password(desk.uow(), actor, desk.ring, desk.key, kasi.user_id, OTHER)


def official(desk: Desk, actor: Actor) -> int:
    known = officials.officials(desk.reader())[0]
    return officials.keep_official(desk.uow(), actor, known)


def first_code(desk: Desk) -> str:
    return sorted(office.offered_services(desk.reader()))[0]


def published(desk: Desk, actor: Actor) -> str:
    code = "lubuklinggau-dtks"
    view = service_drafts.open_draft(desk, actor, code)
    service_drafts.keep_draft(desk, actor, code, {**view.content, "short_name": "DTKS baru"})
    services.publish(desk, actor, code)
    return code


def removed(desk: Desk, actor: Actor) -> None:
    code = service_drafts.copy_service(desk, actor, "lubuklinggau-dtks", "Layanan Salinan").code
    services.remove_service(desk, actor, code)


def post(desk: Desk, actor: Actor) -> str:
    return posts.keep_post(desk, actor, "", "Kepala Seksi Contoh", Role.KASI)


def template(desk: Desk, actor: Actor) -> None:
    products = desk.catalog.services["lubuklinggau-dtks"].products
    name = next(product.template for product in products if product.template)
    add_template(desk, actor, "salinan.docx", template_file(desk, name))


def template_back(desk: Desk, actor: Actor) -> None:
    name = "umum/surat_keterangan.docx"
    keep_file(desk, actor, name, template_file(desk, name))
    back_to_shipped(desk, actor, name)


def file_in(desk: Desk, actor: Actor) -> None:
    file = read_office_file(export_office(desk, actor), desk.letters)
    take_over(desk, actor, file, [Part.PAPER])


DONE: dict[Deed, Callable[[Desk, Actor], object]] = {
    Deed.USER_ADDED: lambda d, a: colleague(d, a, Role.KASI),
    Deed.USER_CHANGED: rename,
    Deed.USER_DISABLED: disable,
    Deed.PASSWORD_SET: set_password,
    Deed.PASSWORD_CHANGED: lambda d, a: users.change_own_password(
        d.uow(), a, d.ring, PASSWORD, OTHER, d.now()
    ),
    Deed.OFFICE_CHANGED: lambda d, a: office.change_office(d.uow(), a, office.the_office(d.reader())),
    Deed.SAFETY_CHANGED: lambda d, a: change_safety(d.uow(), a, d.ring, SafetyRules(idle_minutes=5)),
    Deed.DAYS_OFF_CHANGED: lambda d, a: office.keep_closures(d.uow(), a, {date(2026, 12, 25): "Natal"}),
    Deed.OFFICIAL_CHANGED: official,
    Deed.OFFICIAL_REMOVED: lambda d, a: officials.remove_official(d.uow(), a, official(d, a)),
    Deed.POST_CHANGED: post,
    Deed.POST_REMOVED: lambda d, a: posts.remove_post(d, a, post(d, a)),
    Deed.SERIES_CHANGED: lambda d, a: keep_series(d, a, SERIES),
    Deed.SERIES_REMOVED: lambda d, a: remove_series(d, a, keep_series(d, a, SERIES)),
    Deed.OFFERED_CHANGED: lambda d, a: office.offer_services(d.uow(), a, frozenset({first_code(d)}), d.now()),
    Deed.SERVICE_PUBLISHED: published,
    Deed.SERVICE_RESET: lambda d, a: services.reset_to_shipped(d, a, published(d, a)),
    Deed.SERVICE_RETIRED: lambda d, a: services.retire(d, a, first_code(d)),
    Deed.SERVICE_REMOVED: removed,
    Deed.TEMPLATE_KEPT: template,
    Deed.TEMPLATE_BACK: template_back,
    Deed.OFFICE_FILE_IN: file_in,
}


def written(desk: Desk) -> list[str]:
    with desk.reading() as session:
        return list(session.scalars(text("SELECT deed FROM audit ORDER BY id")))


def test_every_deed_stands_in_the_table() -> None:
    assert set(Deed) - set(DONE) - BY_WINDOW - ELSEWHERE == set()


@pytest.mark.parametrize("deed", DONE, ids=lambda deed: deed.value)
def test_a_deed_is_written_by_what_does_it(desk: Desk, actor: Actor, deed: Deed) -> None:
    before = written(desk).count(deed.value)
    DONE[deed](desk, actor)
    assert written(desk).count(deed.value) == before + 1


@pytest.mark.parametrize("deed", sorted(BY_WINDOW))
def test_what_the_window_notes_has_words_of_its_own(desk: Desk, actor: Actor, deed: Deed) -> None:
    note_deed(desk.uow(), actor, deed.value, "2026-0001 surat.docx")
    [line, *_] = trail(desk.reader(), actor, narrowed(YEAR))
    assert line.row.deed == deed.value
    assert line.what != deed.value


def test_a_scan_that_was_looked_at_names_the_application_and_nobody(desk, actor, walker, dtks, stranded):
    taken = walker.take(dtks)
    scan = Scan("KTP SITI.png", "gambar", 1, b"gambar")
    owner = Owner(request_id=taken.request_id)
    kept = attach(desk.uow(), actor, desk.store, owner, "ktp", scan, desk.now())
    note_attachment_seen(desk.uow(), actor, kept)
    [line] = trail(desk.reader(), actor, narrowed(YEAR, kind=Kind.DOCUMENT))
    assert (line.what, line.about) == ("Melihat dokumen di layar", f"{taken.receipt} · lampiran ktp")
    take_away(desk.uow(), actor, kept, "Salah unggah", desk.now())
    [line] = trail(desk.reader(), actor, narrowed(YEAR, kind=Kind.CORRECTION))
    assert (line.what, line.about, line.detail) == (
        "Mengambil lampiran",
        f"{taken.receipt} ktp",
        "Salah unggah",
    )


def test_ones_own_scan_in_a_draft_is_not_told(desk, actor):
    scan = Scan("ktp.png", "gambar", 1, b"gambar")
    kept = attach(desk.uow(), actor, desk.store, Owner("konsep-1"), "ktp", scan, desk.now())
    note_attachment_seen(desk.uow(), actor, kept)
    assert trail(desk.reader(), actor, narrowed(YEAR, kind=Kind.DOCUMENT)) == ()


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("000123", True), ("2026-000123 ber", True), ("BERKAS MASUK", True), ("be", True), ('"', False),
        ("berkasmasuk", False), ("100% \"x\" AND", True), ("berkas keluar", False), ("tidak ada", False),
    ],
)  # fmt: skip
def test_words_are_found_wherever_they_stand(desk, actor, sought, found):
    note_deed(desk.uow(), actor, "kunci")
    about = '2026-000123 berkas masuk 100% "x" AND.docx' if sought != '"' else "tanpa tanda"
    note_deed(desk.uow(), actor, "dokumen_cetak", about)
    lines = trail(desk.reader(), actor, narrowed(YEAR, text=sought))
    assert [line.about for line in lines] == ([about] if found else [])


def test_what_was_written_before_the_index_is_found_and_a_new_name_too(desk, actor):
    from alembic import command

    from dinsos_desk.db.engine import WRITE_OPTION
    from dinsos_desk.db.upgrade import alembic_config
    from dinsos_desk.paths import migrations_dir
    from dinsos_desk.usecases.people.shown import identity_numbers
    from tests.family import SITI

    with desk.uow() as uow:
        siti = uow.people.keep(SITI, None, actor.user_id, desk.now())
        uow.commit()
    identity_numbers(desk.uow(), actor, siti, desk.now())
    note_deed(desk.uow(), actor, "dokumen_cetak", "sebelum-indeks.docx")
    config = alembic_config(migrations_dir())
    for move, to in ((command.downgrade, "0014"), (command.upgrade, "head")):
        with (
            desk._engine.execution_options(**{WRITE_OPTION: True}).connect() as connection,
            connection.begin(),
        ):
            config.attributes["connection"] = connection
            move(config, to)
    assert len(trail(desk.reader(), actor, narrowed(YEAR, text="sebelum-indeks"))) == 1
    assert len(trail(desk.reader(), actor, narrowed(YEAR, text="Nurhayati"))) == 1
    with desk.uow() as uow:
        uow.session.execute(text("UPDATE person SET name = 'Siti Rahmawati' WHERE id = :id"), {"id": siti})
        uow.commit()
    assert trail(desk.reader(), actor, narrowed(YEAR, text="Nurhayati")) == ()
    assert len(trail(desk.reader(), actor, narrowed(YEAR, text="rahmaw"))) == 1
