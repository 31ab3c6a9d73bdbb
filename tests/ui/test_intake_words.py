"""What the wizard says and takes over, without a window."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinsos_desk.catalog.loader import load_catalog
from dinsos_desk.catalog.regions import load_regions
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.queries.people.finding import EarlierRow, InstitutionRow, PersonRow
from dinsos_desk.domain.entry import PaperEntry, PartyEntry
from dinsos_desk.domain.office_hours import OfficeHours
from dinsos_desk.domain.routing import RequestState, Role
from dinsos_desk.paths import resources_dir
from dinsos_desk.usecases.intake.drafts import IntakeDraft, check
from tests.factories import MONDAY, typed_person
from ui.intake.draft_model import DraftModel
from ui.intake.party_fill import merged, near_code, readable_nik, said_by_nik
from ui.intake.rule_list import counted, in_reading_order
from ui.intake.service_page import draft_moment, service_matches
from ui.intake.side_panel import things_to_know
from ui.intake.steps import step_of_place, steps_of
from ui.intake.words import (
    can_override,
    fee_words,
    history_words,
    match_words,
    may_override_words,
    outlook,
    paper_words,
    promise_words,
)
from ui.theme import Tone

TODAY = MONDAY.date()
CATALOG = load_catalog(resources_dir() / "catalog").services
DTKS = CATALOG["lubuklinggau-dtks"]
ADOPTION = CATALOG["lombok-timur-adopsi"]
PAPERS = ("kk_ktp", "foto_rumah", "sktm", "formulir")


def dtks_draft(*present: str, **answers: str) -> IntakeDraft:
    person = PartyEntry(typed_person(kk="1673012203100007"))
    given_answers = {
        "jenis_permohonan": "pendaftaran",
        "hubungan": "diri_sendiri",
        "status_terdaftar": "belum",
        "jumlah_anggota": "3",
    }
    papers = {code: PaperEntry("ada", "asli") for code in present}
    parties = {"pemohon": person, "warga": person}
    return IntakeDraft(DTKS.code, parties, {**given_answers, **answers}, papers)


def outlook_of(draft: IntakeDraft, service: ServiceDef = DTKS) -> tuple[Tone, str, str, bool]:
    seen = outlook(check(draft, service, None, TODAY), service, OfficeHours(), MONDAY)
    return seen.tone, seen.title, seen.text, seen.can_be_saved


def test_what_saving_would_do() -> None:
    tone, title, text, can = outlook_of(dtks_draft(*PAPERS))
    assert (tone, can) == (Tone.OK, True)
    assert title == "Lengkap: diteruskan ke Pemeriksaan oleh Kasi"
    assert text == "Jatuh tempo Senin, 23 November 2026 pukul 09.14 (Mak 1 Jam)."
    tone, title, text, can = outlook_of(dtks_draft("sktm"))
    assert (tone, can) == (Tone.WARN, True)
    assert text == "Kurang 3 berkas. Jam layanan belum berjalan sampai berkas lengkap."
    tone, title, text, can = outlook_of(IntakeDraft(DTKS.code))
    assert (tone, can) == (Tone.BAD, False)
    barred = dtks_draft(
        *PAPERS, jenis_permohonan="surat_keterangan", tujuan_penggunaan="KIP", berlaku_sampai="31/12/2026"
    )
    tone, title, text, can = outlook_of(barred)
    assert (title, can) == ("Belum dapat disimpan: 1 syarat tidak dipenuhi", False)
    excused = replace(barred, overrides={"sudah_terdaftar": "Sudah diusulkan"})
    assert outlook_of(excused)[3]


def test_rules_that_bar_come_first_and_the_rest_is_counted() -> None:
    barred = dtks_draft(*PAPERS, jenis_permohonan="surat_keterangan")
    checked = check(barred, DTKS, None, TODAY)
    told = in_reading_order(checked.judgements)
    assert [j.rule.code for j in told] == ["sudah_terdaftar"]
    assert may_override_words(told[0]).startswith("Pengecualian hanya oleh ")
    assert can_override(told[0], frozenset({Role.KABID}))
    assert not can_override(told[0], frozenset({Role.PETUGAS}))
    assert [words for _, words in counted(checked.judgements)] == ["2 syarat terpenuhi."]
    assert things_to_know(checked, {})[0].source == told[0].rule.source


def test_the_steps_of_a_service() -> None:
    steps = steps_of(ADOPTION, IntakeDraft(ADOPTION.code), TODAY)
    titles = [step.title for step in steps]
    assert titles == [
        *("Layanan", "Calon ayah angkat", "Calon ibu angkat", "Calon anak angkat"),
        *("Isian", "Berkas", "Ringkasan"),
    ]
    assert step_of_place(steps, "istri.nik") == 2
    assert step_of_place(steps, "anak") == 3
    assert step_of_place(steps, "isian.tanggal_menikah") == 4
    assert step_of_place(steps, "berkas.b1_sehat") == 5
    assert step_of_place(steps, "aturan.umur_suami") == 6
    assert step_of_place(steps, "catatan") == 6
    mending = steps_of(ADOPTION, IntakeDraft(ADOPTION.code, request_id=1), TODAY)
    assert [step.title for step in mending] == titles[1:]


def test_a_party_that_depends_on_an_answer_comes_after_it() -> None:
    values = DTKS.model_dump(mode="json", by_alias=True, exclude_none=True)
    values["parties"][1]["when"] = {"fact": "isian.hubungan", "not_equals": "diri_sendiri"}
    values["parties"][1].pop("same_as", None)
    service = ServiceDef.model_validate(values)
    alone = steps_of(service, IntakeDraft(service.code, answers={"hubungan": "diri_sendiri"}), TODAY)
    assert "pihak_warga" not in [step.key for step in alone]
    both = steps_of(service, IntakeDraft(service.code, answers={"hubungan": "Anak"}), TODAY)
    keys = [step.key for step in both]
    assert keys.index("pihak_warga") == keys.index("isian") + 1


def test_earlier_applications_in_words() -> None:
    def row(number: int, state: RequestState, month: int) -> EarlierRow:
        return EarlierRow(number, f"2026-{number:04d}", "x", "DTKS", state, date(2026, month, 2))

    assert history_words([]) == ""
    done = [row(1, RequestState.DONE, 3), row(2, RequestState.REJECTED, 5)]
    assert history_words(done) == "Pernah dilayani 2 kali: DTKS (Mar 2026), DTKS (Mei 2026, ditolak)."
    running = row(3, RequestState.RUNNING, 11)
    assert history_words([running, *done]).startswith("Masih diproses: DTKS (No. 2026-0003). Pernah")
    assert history_words(done * 2).endswith(", dan 1 lagi.")


def test_matches_tell_namesakes_apart() -> None:
    person = PersonRow(1, "Siti", "1673••••••••0003", "P", 34, "Jalan Kenanga", False)
    assert match_words(person) == ("Siti", "perempuan, 34 th · 1673••••••••0003 · Jalan Kenanga")
    unknown = PersonRow(2, "Pak Uban", "", "L", None, "", True)
    assert match_words(unknown)[1] == "laki-laki · tanpa identitas"
    assert match_words(InstitutionRow(3, "Yayasan Kasih", "LKS", ""))[1] == "LKS"


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (PaperEntry(), "wajib, belum diperiksa"),
        (PaperEntry("ada", "asli"), "nomor belum diisi · asli"),
        (PaperEntry("ada", "asli", number=" 440/ 1 ", dated="20112026"), "No. 440/ 1 · 20 Nov 2026 · asli"),
        (PaperEntry("ada", "salinan", number="1", dated="entah"), "No. 1 · entah · salinan"),
        (PaperEntry("menyusul", note="besok"), "akan disusulkan · besok"),
        (PaperEntry("tidak_ada"), "tidak dibawa"),
        (PaperEntry("tidak_berlaku", note="hilang"), "tidak berlaku: hilang"),
    ],
)
def test_a_paper_in_words(entry: PaperEntry, said: str) -> None:
    assert paper_words(DTKS.requirement("sktm"), entry, TODAY) == said


def test_a_nik_says_date_sex_and_place() -> None:
    regions = load_regions(resources_dir() / "regions")
    nik = readable_nik(typed_person()["nik"], regions, TODAY)
    assert nik is not None
    said = said_by_nik(nik, regions)
    assert said["tanggal_lahir"] == "07/04/1992"
    assert said["jenis_kelamin"] == "p"
    assert said["provinsi"] == "Sumatera Selatan"
    assert readable_nik("167301", regions, TODAY) is None
    assert near_code("16 73.01") == "1673"
    assert near_code("167") == ""


TYPED = st.dictionaries(st.sampled_from("abcdef"), st.text(max_size=3))


@given(TYPED, TYPED, TYPED)
def test_filling_in_never_touches_what_was_typed(
    typed: dict[str, str], filled: dict[str, str], offered: dict[str, str]
) -> None:
    values, taken = merged(typed, filled, offered)
    own = {code: text for code, text in typed.items() if text.strip() and filled.get(code) != text}
    assert own.items() <= values.items()
    assert taken.keys().isdisjoint(own)
    assert all(values[code] == offered[code] for code in taken)


def test_services_are_found_by_any_word() -> None:
    assert service_matches(DTKS, "dtks kemiskinan")
    assert service_matches(DTKS, "")
    assert not service_matches(DTKS, "adopsi")


def test_when_a_draft_was_left() -> None:
    assert draft_moment(datetime(2026, 11, 23, 7, 5), MONDAY) == "hari ini 07.05"
    assert draft_moment(datetime(2026, 11, 22, 15, 2), MONDAY) == "kemarin 15.02"
    assert draft_moment(datetime(2026, 10, 1, 9, 30), MONDAY) == "01/10/2026 09.30"


def test_the_draft_model_says_only_real_changes() -> None:
    model = DraftModel(IntakeDraft(DTKS.code), DTKS)
    seen: list[bool] = []
    model.changed.connect(lambda: seen.append(model.is_empty))
    assert model.is_empty
    model.set_answer("hubungan", "Anak")
    model.set_answer("hubungan", "Anak")
    model.set_party_text("pemohon", "nama", "Siti")
    model.set_paper("sktm", PaperEntry("ada"))
    model.set_note("Datang sore")
    assert seen == [False] * 4
    assert model.draft.parties["pemohon"].typed == {"nama": "Siti"}


@pytest.mark.parametrize(
    "fee",
    ["Rp.0,-", "Rp 0", "Gratis", "Nol Rupiah", "Tidak dipungut biaya.", "Tidak dipungut biaya atau gratis"],
)
def test_nothing_to_pay_is_one_word(fee: str) -> None:
    assert fee_words(fee) == "gratis"


def test_a_fee_and_a_promise_stand_as_they_are() -> None:
    assert fee_words("Rp10.000,00") == "biaya Rp10.000,00"
    assert fee_words("") == "biaya tidak disebut"
    assert promise_words(DTKS.time_limit) == "paling lama 1 jam kerja"
