"""What is wrong with a draft is said place by place, in words, and all at once."""

import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dinsos_desk.catalog.labels import PARTS, spot
from dinsos_desk.catalog.loader import load_catalog
from dinsos_desk.catalog.mending import PLACEHOLDER
from dinsos_desk.catalog.paths import fact_choices, path_words, word_choices
from dinsos_desk.catalog.problems import Problem, judge_content
from dinsos_desk.catalog.writer import content_of
from dinsos_desk.messages import FAULTS, REMEDIES, fault_sentence, remedy
from dinsos_desk.paths import resources_dir

ROOT = Path(__file__).parents[2]
CATALOG = load_catalog(resources_dir() / "catalog")
STRANDED = content_of(CATALOG.services["lubuklinggau-orang-terlantar"])
DTKS = content_of(CATALOG.services["lubuklinggau-dtks"])
ADOPTION = content_of(CATALOG.services["lombok-timur-adopsi"])
NUMBERING = [stage["kind"] for stage in STRANDED["route"]["stages"]].index("penomoran")
CHOICE = next(field for field in STRANDED["fields"] if field["kind"] == "pilihan")
CLIENT = STRANDED["client"]
RULE = {"code": "aturan", "text": "Aturan", "source": "S"}
Draft = dict[str, Any]


def judged(base: Draft, change: Callable[[Draft], object]) -> tuple[Problem, ...]:
    draft = deepcopy(base)
    change(draft)
    return judge_content(draft, base).problems


def put(*steps: str | int, value: object) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        here: Any = draft
        for step in steps[:-1]:
            here = here[step]
        here[steps[-1]] = value

    return change


def drop(*steps: str | int) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        here: Any = draft
        for step in steps[:-1]:
            here = here[step]
        del here[steps[-1]]

    return change


def stages(change: Callable[[list[Draft]], object]) -> Callable[[Draft], None]:
    def apply(draft: Draft) -> None:
        change(draft["route"]["stages"])

    return apply


ONE = [
    (put("name", value=""), "name", "layanan_belum_diisi", "Identitas: nama belum diisi."),
    (put("name", value="   "), "name", "layanan_belum_diisi", "Identitas: nama belum diisi."),
    (put("name", value=None), "name", "layanan_belum_diisi", "nama belum diisi"),
    (put("name", value=7), "name", "layanan_salah_jenis", "nama harus berupa teks"),
    (
        put("short_name", value="x" * 41),
        "short_name",
        "layanan_terlalu_panjang",
        "(41 huruf, paling banyak 40)",
    ),
    (put("divisi", value="x"), "divisi", "layanan_bagian_asing", "bagian “divisi” tidak dikenal"),
    (
        put("requirements", 2, "text", value=""),
        "requirements[2].text",
        "layanan_belum_diisi",
        "Persyaratan nomor 3: bunyi belum diisi.",
    ),
    (
        put("fields", 0, "max_length", value="80"),
        "fields[0].max_length",
        "layanan_salah_jenis",
        "Isian nomor 1 (“Datang dari (kabupaten/kota)”): panjang teks harus berupa angka bulat.",
    ),
    (put("fields", 0, "required", value=1), "fields[0].required", "layanan_salah_jenis", "ya atau tidak"),
    (
        put("fields", 0, "max_length", value=0),
        "fields[0].max_length",
        "layanan_nilai_terlalu_kecil",
        "tertulis 0",
    ),
    (
        put("fields", 0, "max_length", value=9999),
        "fields[0].max_length",
        "layanan_nilai_terlalu_besar",
        "9999",
    ),
    (
        put("register_columns", 0, "width", value=0),
        "register_columns[0].width",
        "layanan_nilai_harus_lebih",
        "0",
    ),
    (put("fields", 0, "kind", value="aneh"), "fields[0].kind", "layanan_pilihan_asing", "jenis “aneh”"),
    (drop("fields", 0, "kind"), "fields[0].kind", "layanan_belum_diisi", "jenis belum diisi"),
    (
        put("route", "stages", 1, "role", value="bos"),
        "route.stages[1].role",
        "layanan_pilihan_asing",
        "peran “bos” tidak dikenal",
    ),
    (
        put("products", 0, "template", value="Surat.doc"),
        "products[0].template",
        "layanan_salah_bentuk",
        "Surat.doc",
    ),
    (put("parties", value="x"), "parties", "layanan_salah_jenis", "pihak harus berupa daftar"),
    (put("fields", 0, value="x"), "fields[0]", "layanan_salah_jenis", "Isian nomor 1: isinya harus berupa"),
    (drop("standard"), "standard", "layanan_belum_diisi", "standar pelayanan belum diisi"),
    (drop("time_limit", "text"), "time_limit.text", "layanan_belum_diisi", "Jangka waktu: bunyi belum diisi"),
    (put("register_columns", value=[]), "register_columns", "layanan_daftar_kurang", "sedikitnya 2"),
    (put("schema", value=99), "schema", "layanan_lebih_baru", "versi program yang lebih baru"),
    (
        put("requirements", 0, "need", value="bersyarat"),
        "requirements[0]",
        "layanan_bersyarat_tanpa_syarat",
        "",
    ),
    (put("requirements", 0, "need", value="keadaan"), "requirements[0]", "layanan_keadaan_tanpa_aturan", ""),
    (
        put("requirements", 0, "alternatives", value=[{"code": "a", "text": "A"}]),
        "requirements[0]",
        "layanan_alternatif_tunggal",
        "Persyaratan nomor 1",
    ),
    (
        lambda d: d["requirements"][0].update(valid_months=6, asks_date=False),
        "requirements[0]",
        "layanan_berlaku_tanpa_tanggal",
        "Persyaratan nomor 1",
    ),
    (put("products", 0, "kind", value="pencatatan"), "products[0]", "layanan_hasil_tanpa_templat", ""),
    (
        lambda d: d["products"].append({"code": "n", "name": "N", "kind": "pencatatan", "numbered": True}),
        "products[2]",
        "layanan_nomor_tanpa_dokumen",
        "Hasil layanan nomor 3 (“N”)",
    ),
    (
        put("fields", 0, "when", value={"fact": "isian.asal"}),
        "fields[0].when",
        "layanan_syarat_tanpa_uji",
        "",
    ),
    (put("fields", 0, "when", value={"equals": 1}), "fields[0].when", "layanan_syarat_tanpa_data", ""),
    (
        put("route", "stages", 1, "decisions", value=["tolak"]),
        "route.stages[1]",
        "layanan_tahap_tanpa_setuju",
        "Tahap nomor 2",
    ),
    (stages(lambda s: s.append(s[-1])), "route", "layanan_tahap_kode_dua_kali", "Alur"),
    (stages(lambda s: s.pop(0)), "route", "layanan_alur_tanpa_penerimaan", "Alur"),
    (put("route", "stages", 3, "kind", value="penerimaan"), "route", "layanan_alur_penerimaan_ganda", "Alur"),
    (
        put("route", "stages", 1, "returns_to", value="penyerahan"),
        "route",
        "layanan_tahap_kembali_ke_depan",
        "",
    ),
    (
        put("fields", 5, "choices", value=[{"code": "a", "label": "A"}, {"code": "a", "label": "B"}]),
        "fields[5]",
        "layanan_pilihan_kode_dua_kali",
        "Isian nomor 6",
    ),
    (put("fields", 5, "choices", value=[]), "fields[5].choices", "layanan_daftar_kurang", "pilihan jawaban"),
    (
        put(
            "fields",
            0,
            value={
                "code": "asal",
                "label": "Daftar",
                "kind": "tabel",
                "columns": [
                    {"code": "a", "label": "A", "kind": "teks", "when": {"fact": "isian.asal", "known": True}}
                ],
            },
        ),
        "fields[0]",
        "layanan_kolom_bersyarat",
        "Isian nomor 1 (“Daftar”)",
    ),
    (
        put(
            "fields",
            0,
            value={
                "code": "asal",
                "label": "Daftar",
                "kind": "tabel",
                "columns": [{"code": "a", "label": x, "kind": "teks"} for x in "AB"],
            },
        ),
        "fields[0]",
        "layanan_kolom_kode_dua_kali",
        "",
    ),
    (
        put(
            "fields",
            0,
            value={
                "code": "asal",
                "label": "Daftar",
                "kind": "tabel",
                "columns": [{"code": f"a{n}", "label": "A", "kind": "teks"} for n in range(13)],
            },
        ),
        "fields[0].columns",
        "layanan_daftar_lebih",
        "paling banyak berisi 12",
    ),
    (
        drop("fields", 1),
        "register_columns[8].value",
        "layanan_kolom_tanpa_data",
        "Kolom register nomor 9 (“Tujuan”) mencetak “Tujuan akhir (kabupaten/kota)” (Isian) yang tidak ada",
    ),
    (put("applicant", value="x"), "applicant", "layanan_pihak_belum_ditunjuk", "pihak yang menjadi pemohon"),
    (put("parties", 0, "required", value=False), "applicant", "layanan_pemohon_tidak_pasti", "pemohon"),
    (
        put("parties", 0, "needs", value=["npwp"]),
        "parties[0].needs",
        "layanan_data_pihak_asing",
        "Pihak nomor 1 (“Orang terlantar”) meminta data “NPWP”",
    ),
    (put("parties", 0, "code", value="surat"), "parties[0].code", "layanan_kode_terpesan", "“surat”"),
    (
        put("fields", 0, "when", value={"fact": "isian.lama", "known": True}),
        "fields[0].when",
        "layanan_syarat_tanpa_data_ini",
        "syarat berlakunya menilai “lama” yang tidak ada",
    ),
    (
        put("route", "stages", NUMBERING, "products", value=[]),
        "products[0].code",
        "layanan_hasil_tidak_dibuat",
        "Hasil layanan nomor 1 (“Surat Pengantar Bantuan Orang Terlantar”) tidak dibuat",
    ),
    (
        put("route", "stages", 2, "products", value=["kuitansi_lama"]),
        "route.stages[2].products",
        "layanan_hasil_tidak_ada",
        "“kuitansi lama”",
    ),
    (
        put("route", "stages", 2, "steps", value=[99]),
        "route.stages[2].steps",
        "layanan_langkah_tidak_ada",
        "99",
    ),
    (
        put("route", "stages", NUMBERING, "kind", value="kerja"),
        "products[0].numbered",
        "layanan_tanpa_penomoran",
        "bernomor, tetapi",
    ),
    (
        put("fields", 1, "code", value="asal"),
        "fields[1].code",
        "layanan_kode_dua_kali",
        "bertabrakan dengan Isian nomor 1",
    ),
    (
        put("requirements", 0, "rules", value=["aturan_lama"]),
        "requirements[0]",
        "layanan_keadaan_tanpa_aturan",
        "",
    ),
    (
        lambda d: d["requirements"].append(
            {"code": "k", "text": "Umur", "need": "keadaan", "rules": ["aturan_lama"]}
        ),
        f"requirements[{len(STRANDED['requirements'])}].rules",
        "layanan_aturan_tidak_ada",
        "dinilai dengan aturan “aturan lama”",
    ),
    (
        put("route", "stages", 0, "role", value="kasi"),
        "route",
        "layanan_penerimaan_bukan_petugas",
        "Alur",
    ),
    (
        put("route", "stages", 2, "role", value="pembaca"),
        "route.stages[2]",
        "layanan_tahap_peran_tidak_bekerja",
        "Tahap nomor 3",
    ),
    (put("fields", 0, "pattern", value="[a-"), "fields[0]", "layanan_pola_salah", "Isian nomor 1"),
    (
        put("fields", 0, value={"code": "asal", "label": "A", "kind": "angka", "minimum": 5, "maximum": 2}),
        "fields[0]",
        "layanan_batas_terbalik",
        "Isian nomor 1 (“A”)",
    ),
    (
        put("fields", 0, "when", value={"fact": f"isian.{CHOICE['code']}", "equals": "jawaban_lama"}),
        "fields[0].when",
        "layanan_jawaban_tidak_ada",
        "syarat berlakunya memakai jawaban “jawaban lama”",
    ),
    (
        put("rules", value=[{**RULE, "kind": "umur", "birth_date": "isian.asal", "minimum": 1}]),
        "rules[0].birth_date",
        "layanan_data_salah_jenis",
        "menilai “Datang dari (kabupaten/kota)” (Isian), padahal",
    ),
    (
        put("rules", value=[{**RULE, "kind": "batas", "fact": f"{CLIENT}.tanggal_lahir", "minimum": 1}]),
        "rules[0].fact",
        "layanan_data_salah_jenis",
        "tanggal lahir",
    ),
    (
        put(
            "rules", value=[{**RULE, "kind": "umur", "birth_date": f"{CLIENT}.tanggal_lahir", "minimum": 200}]
        ),
        "rules[0]",
        "layanan_batas_terbalik",
        "Aturan nomor 1",
    ),
    (
        put(
            "requirements", 0, "alternatives", value=[{"code": "a", "text": "A"}, {"code": "a", "text": "B"}]
        ),
        "requirements[0].alternatives[1].code",
        "layanan_kode_dua_kali",
        "A",
    ),
    (
        lambda d: d["parties"].append({"code": "b", "label": "B", "same_as": "x"}),
        "parties[1].same_as",
        "layanan_pihak_sama_tidak_ada",
        "Pihak nomor 2 (“B”)",
    ),
]


@pytest.mark.parametrize(
    ("change", "key", "code", "words"), ONE, ids=[f"{n}-{x[2][8:]}" for n, x in enumerate(ONE)]
)
def test_what_is_wrong_has_its_place_and_words(
    change: Callable[[Draft], object], key: str, code: str, words: str
) -> None:
    problems = judged(STRANDED, change)
    found = {(p.key, p.fault.code): p for p in problems}
    assert (key, code) in found, list(found)
    problem = found[key, code]
    sentence = fault_sentence(problem.fault)
    assert words in sentence
    assert problem.blocking
    assert problem.part in PARTS.values()
    assert remedy(problem.fault)
    for each in problems:
        plain = fault_sentence(each.fault) + remedy(each.fault)
        assert "{" not in plain, plain
        assert not re.search(r"\w\.\w+\[|\]\.|route|stages|requirement", plain), plain
        assert PLACEHOLDER not in plain


def test_a_sound_service_has_no_problems() -> None:
    for service in CATALOG.services.values():
        found = judge_content(content_of(service))
        assert found.problems == ()
        assert found.service == service


def test_a_rule_over_a_field_that_was_removed_names_both() -> None:
    problems = judged(ADOPTION, lambda d: d["fields"].clear())
    sentences = [fault_sentence(p.fault) for p in problems if p.fault.code == "layanan_data_tidak_ada"]
    assert sentences
    field = ADOPTION["fields"][0]["label"]
    assert all(s.startswith("Aturan nomor ") for s in sentences)
    assert any(f"“{f['label']}” (Isian)" in s for s in sentences for f in ADOPTION["fields"]), (
        field,
        sentences,
    )


def test_everything_is_said_at_once_in_the_order_of_the_form() -> None:
    def spoil(draft: Draft) -> None:
        draft["name"] = ""
        draft["fields"][0]["max_length"] = "80"
        del draft["fields"][1]
        draft["requirements"][0]["need"] = "bersyarat"
        draft["requirements"][2]["text"] = ""
        draft["route"]["stages"][2]["steps"] = [99]
        draft["route"]["stages"][3]["role"] = "bos"

    keys = [p.key for p in judged(STRANDED, spoil)]
    assert keys == [
        "name",
        "fields[0].max_length",
        "requirements[0]",
        "requirements[2].text",
        "route.stages[2].steps",
        "route.stages[3].role",
        "register_columns[8].value",
    ]


def test_every_code_has_words_and_a_remedy() -> None:
    named = set()
    for name in ("catalog/problems", "catalog/reference_problems", "usecases/services/checks"):
        named |= set(re.findall(r'"(layanan_[a-z_]+)"', (ROOT / f"dinsos_desk/{name}.py").read_text("utf-8")))
    for path in (ROOT / "dinsos_desk/domain").rglob("*.py"):
        named |= {
            f"layanan_{code}" for code in re.findall(r'Inconsistent\("([a-z_]+)"', path.read_text("utf-8"))
        }
    schema = (ROOT / "dinsos_desk/catalog/schema.py").read_text("utf-8")
    named |= {f"layanan_{code}" for code in re.findall(r'Inconsistent\("([a-z_]+)"', schema)}
    assert len(named) > 40
    assert sorted(named - set(FAULTS)) == []
    assert sorted(named - set(REMEDIES)) == []
    assert sorted(set(REMEDIES) - set(FAULTS)) == []


SPOILERS = st.sampled_from([None, "", "x", 0, -1, 1.5, True, [], {}, [{}], {"fact": "x"}, ["x"], "a" * 3000])


def paths_of(value: Any, here: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path for step, item in inside for path in ((*here, step), *paths_of(item, (*here, step)))]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(paths_of(DTKS)), SPOILERS), min_size=1, max_size=4))
def test_no_draft_is_too_broken_to_be_judged(spoiled: list[tuple[tuple[str | int, ...], Any]]) -> None:
    draft = deepcopy(DTKS)
    for path, value in spoiled:
        try:
            put(*path, value=deepcopy(value))(draft)
        except (KeyError, IndexError, TypeError):
            continue
    found = judge_content(draft, DTKS)
    assert (found.service is not None) == (not found.problems)
    for problem in found.problems:
        words = fault_sentence(problem.fault)
        assert "{" not in words.replace("{}", "")
        assert PLACEHOLDER not in words
    fact_choices(draft)
    word_choices(draft)


def test_places_in_words() -> None:
    assert spot(DTKS, "route.stages[3].records[0].choices[1].label").place == (
        "Tahap nomor 4 (“Verifikasi Berkas”), catatan nomor 1 (“Hasil verifikasi”), "
        "pilihan nomor 2 (“Sesuai dengan catatan”)"
    )
    assert spot(DTKS, "route.stages[3].records[0].choices[1].label").what == "nama"
    assert spot(DTKS, "standard.legal_basis[0]").place == "Dasar hukum nomor 1"
    assert spot(DTKS, "standard.fee").part == "Standar pelayanan"
    assert spot(DTKS, "").place == "Identitas"


@pytest.mark.parametrize("code", sorted(CATALOG.services))
def test_what_a_form_offers_is_what_the_schema_takes(code: str) -> None:
    service = CATALOG.services[code]
    content = content_of(service)
    assert {choice.path for choice in fact_choices(content)} == service.fact_paths()
    assert {choice.path for choice in word_choices(content)} == service.word_paths()
    for choice in word_choices(content):
        assert choice.label
        assert "." not in choice.label or "." in str(content)
    assert path_words(content, f"{service.applicant}.nama").startswith("“nama” (")
