"""The whole main job without a window, as ``dinsos-desk contoh --tanpa-layar`` runs it."""

import io
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from filelock import FileLock

from dinsos_desk import __main__ as program
from dinsos_desk import paths
from dinsos_desk.catalog.loader import load_catalog
from dinsos_desk.db.queries.requests.figures import home_figures
from dinsos_desk.desk import Gate
from dinsos_desk.domain.routing import RequestState, Role
from dinsos_desk.sample.fill import Wishes, branches, fill_draft
from dinsos_desk.sample.history import make_history
from dinsos_desk.sample.make import ensure_sample, make_sample
from dinsos_desk.sample.office import COLLEAGUES, LOGIN, PASSWORD, add_colleagues, crew_of, sample_setup
from dinsos_desk.sample.people import Crowd
from dinsos_desk.sample.walk import Walk, walk_service
from dinsos_desk.usecases.intake.drafts import check
from dinsos_desk.usecases.recaps.workbook import build_recap, month
from dinsos_desk.usecases.registers.prints import print_register
from dinsos_desk.vault.passwords import check_password
from tests.factories import StandingClock, gate_at

SHIPPED = paths.resources_dir() / "catalog"
SERVICES = load_catalog(SHIPPED).services
HOSTILE = (
    '=HYPERLINK("x")',
    "{{ 7*7 }}",
    "{% for x in y %}",
    "O'Brien; DROP TABLE person;--",
    "Budi 😀🙏",
    "محمد علي",
    'A & B <C> "D"',
    ("Siti Nurhayati Putri " * 6)[:120].strip(),
)


def words(content: bytes) -> str:
    """Every word of a Word file, headers and tables too."""
    document = docx.Document(io.BytesIO(content))
    parts = [document.element.body, *(s.header._element for s in document.sections)]
    return " ".join(node.text or "" for part in parts for node in part.iter() if node.tag.endswith("}t"))


def without_screen(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dinsos_desk", "contoh", "--tanpa-layar", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300)


def few(folder: Path) -> Path:
    """A catalogue of two services, for what does not depend on which they are."""
    for file in ("lubuklinggau/dtks.toml", "penelusuran_keluarga/penelusuran_keluarga.toml"):
        copy = folder / "katalog" / file
        copy.parent.mkdir(parents=True)
        shutil.copyfile(SHIPPED / file, copy)
    return folder / "katalog"


@pytest.fixture(scope="session")
def ran(tmp_path_factory, worker_id):
    """One run over the whole catalogue for all workers: the folder and what it printed."""
    base = tmp_path_factory.getbasetemp()
    place = base if worker_id == "master" else base.parent
    output, printed = place / "keluaran", place / "tercetak.txt"
    with FileLock(place / "keluaran.lock"):
        if not printed.exists():
            done = without_screen("--keluaran", str(output))
            assert done.returncode == 0, done.stdout + done.stderr
            printed.write_text(done.stdout, "utf-8")
    return output, printed.read_text("utf-8")


@pytest.fixture
def sample_office(tmp_path):
    """The sample office without its history, and its crew."""
    clock = StandingClock()
    gate = gate_at(tmp_path / "data", clock)
    desk, _ = gate.set_up(sample_setup(gate.library, clock().date()), then=add_colleagues)
    yield desk, crew_of(desk), clock
    desk.close()


def test_one_line_for_each_service(ran):
    _, printed = ran
    lines = printed.splitlines()
    assert [line.split()[0] for line in lines] == sorted(SERVICES)
    for line in lines:
        assert " selesai " in line
        assert " tahap " in line
        assert " dokumen " in line
        numbered = any(product.numbered for product in SERVICES[line.split()[0]].products)
        assert ("Nomor 4" in line) is numbered


@pytest.mark.parametrize("code", sorted(SERVICES))
def test_every_document_is_whole(ran, code):
    output, printed = ran
    files = sorted((output / code).glob("*.docx"))
    expected = {product.name for product in SERVICES[code].documents()}
    found = {file.stem.split(" ", 1)[1] for file in files}
    assert {name.lower() for name in expected | {"Tanda Terima"}} == {name.lower() for name in found}
    line = next(line for line in printed.splitlines() if line.startswith(code))
    numbers = line.split("Nomor ")[1].split(", ") if "Nomor 4" in line else []
    texts = [words(file.read_bytes()) for file in files]
    for text in texts:
        assert "{{" not in text
        assert "{%" not in text
        assert "KONSEP" not in text
        assert len(text) > 200
    assert all(any(number in text for text in texts) for number in numbers)


@pytest.mark.parametrize("code", sorted(SERVICES))
def test_the_register_has_the_line(ran, code):
    output, _ = ran
    text = words((output / "register" / f"{code}.docx").read_bytes())
    assert "{{" not in text
    assert all(column.title in text for column in SERVICES[code].register_columns)


def test_the_sums_of_the_workbook_reconcile(ran):
    output, _ = ran
    (book,) = output.glob("rekap-*.xlsx")
    loaded = openpyxl.load_workbook(book)
    names = {service.name for service in SERVICES.values()}
    rows = [r for r in loaded["Rekap"].iter_rows(values_only=True) if r[1] in names]
    assert len(rows) == len(SERVICES)
    for row in rows:
        over, received, *became = row[2:10]
        assert over + received == sum(became)
        assert sum(row[10:13]) == row[4]
        assert row[4] >= 1
    assert loaded["Rincian"].max_row - 1 == sum(row[3] for row in rows)


def test_no_window_library_is_loaded(tmp_path):
    shutil.copytree(SHIPPED / "penelusuran_keluarga", tmp_path / "katalog" / "penelusuran_keluarga")
    arguments = ["contoh", "--tanpa-layar", "--keluaran", str(tmp_path / "k")]
    arguments += ["--katalog", str(tmp_path / "katalog")]
    check_it = (
        "import sys; from dinsos_desk.__main__ import main; "
        f"code = main({arguments!r}); assert code == 0, code; "
        "assert not [m for m in sys.modules if m.startswith(('PySide6', 'ui.'))]"
    )
    done = subprocess.run([sys.executable, "-c", check_it], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_an_empty_catalogue_fails_the_run(tmp_path, capsys):
    arguments = ["contoh", "--tanpa-layar", "--keluaran", str(tmp_path / "k")]
    assert program.main([*arguments, "--katalog", str(tmp_path)]) == 1
    assert "Tidak ada layanan" in capsys.readouterr().out


def test_a_broken_service_file_is_named_and_fails_the_run(tmp_path, capsys):
    broken = few(tmp_path) / "lubuklinggau" / "dtks.toml"
    broken.write_text(broken.read_text("utf-8").replace('short_name = "', 'shrot_name = "'), "utf-8")
    arguments = ["contoh", "--tanpa-layar", "--keluaran", str(tmp_path / "k")]
    assert program.main([*arguments, "--katalog", str(tmp_path / "katalog")]) == 1
    printed = capsys.readouterr().out
    assert "lubuklinggau/dtks.toml" in printed
    assert "shrot_name" in printed
    assert "penelusuran-keluarga" in printed


def test_a_broken_template_fails_only_its_service(sample_office):
    desk, crew, clock = sample_office
    own = desk.paths.templates / "lubuklinggau"
    own.mkdir(parents=True)
    (own / "surat_keterangan_dtks.docx").write_bytes(b"rusak")
    result = walk_service(desk, crew, SERVICES["lubuklinggau-dtks"], clock)
    assert "lubuklinggau/surat_keterangan_dtks.docx" in result.error
    assert walk_service(desk, crew, SERVICES["lubuklinggau-orang-terlantar"], clock).error is None


def test_a_folder_that_cannot_be_written_ends_with_a_sentence(tmp_path, capsys):
    (tmp_path / "berkas").write_text("bukan folder", "utf-8")
    code = program.main(["contoh", "--tanpa-layar", "--keluaran", str(tmp_path / "berkas" / "k")])
    assert code == 2
    assert "tidak dapat ditulis" in capsys.readouterr().err


@pytest.mark.parametrize("code", sorted(SERVICES))
def test_every_branch_comes_to_its_end(sample_office, code):
    desk, crew, clock = sample_office
    service, crowd = SERVICES[code], Crowd(3)
    walk = Walk(desk, crew, service, clock, crowd)
    for wishes in branches(service):
        draft = fill_draft(service, crowd, clock().date(), wishes)
        if check(draft, service, desk.library.regions, clock().date()).can_be_saved:
            walk.draft(draft)
    assert all("{{" not in words(document.content) for document in walk.documents)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_comes_out_as_it_was_typed(sample_office, name):
    desk, crew, clock = sample_office
    service = SERVICES["lubuklinggau-dtks"]
    draft = fill_draft(service, Crowd(3), clock().date(), Wishes(incomplete=True))
    for entry in draft.parties.values():
        entry.typed["nama"] = name
    walk = Walk(desk, crew, service, clock, Crowd(3))
    walk.draft(draft, returned=True)
    assert len(walk.documents) == 2
    assert all(name in words(document.content) for document in walk.documents)
    period = month(2026, 11)
    register = print_register(desk.reader(), None, desk.library.letters, service, period, clock())
    assert name in words(register.content)
    with desk.reading() as session:
        book = build_recap(session, SERVICES, frozenset(), period, "Rani", clock())
    cells = [
        c for row in openpyxl.load_workbook(io.BytesIO(book.content))["Rincian"].iter_rows() for c in row
    ]
    assert [c.data_type for c in cells if c.value == name] == ["s", "s"]


def test_the_sample_office_has_every_state_and_work_for_today(tmp_path):
    clock = StandingClock(datetime(2026, 11, 20, 10, 47))
    gate = gate_at(tmp_path / "data", clock)
    lines = []
    make_sample_days(gate, clock, lines)
    desk, actor = gate.open(LOGIN, PASSWORD)
    with desk.reading() as session:
        figures = home_figures(session, actor.roles, "", clock())
        states = set(session.execute(_states()).scalars())
        latest = session.execute(_latest()).scalar_one()
    desk.close()
    assert states == {state.value for state in RequestState}
    assert figures.waiting
    assert figures.late
    assert figures.due_today
    assert latest <= clock()
    assert lines[-1] == (16, 16)


def make_sample_days(gate, clock, lines):
    """The sample office with a short history."""

    def fill(desk, admin):
        add_colleagues(desk, admin)
        make_history(desk, crew_of(desk), clock(), lambda *done: lines.append(done), days=16)

    desk, _ = gate.set_up(sample_setup(gate.library, clock().date()), then=fill)
    desk.close()


def _states():
    from sqlalchemy import text

    return text("SELECT DISTINCT state FROM request")


def _latest():
    from sqlalchemy import select

    from dinsos_desk.db.tables import History

    return select(History.at).order_by(History.at.desc()).limit(1)


def test_a_sample_that_was_cut_off_is_made_afresh(tmp_path, monkeypatch):
    from dinsos_desk.sample import make

    def cut_off(*_arguments, **_more):
        raise KeyboardInterrupt

    folder = paths.DataPaths(tmp_path / "Contoh")
    gate = gate_at(folder.root)
    monkeypatch.setattr(make, "make_history", cut_off)
    with pytest.raises(KeyboardInterrupt):
        make_sample(gate, datetime(2026, 11, 20, 10), lambda *_: None)
    assert gate.is_new
    monkeypatch.setattr(make, "make_history", lambda *_a, **_k: 0)
    make_sample(gate, datetime(2026, 11, 20, 10), lambda *_: None)
    assert not gate.is_new
    said = []
    ensure_sample(folder, said.append)
    assert said == []


def test_the_sample_window_gets_its_own_folder_and_sign_in(tmp_path, monkeypatch, capsys):
    opened, made = [], []
    monkeypatch.setattr("dinsos_desk.sample.make.ensure_sample", lambda folder, say: made.append(folder))
    monkeypatch.setattr("ui.app.run", lambda folder, **rest: opened.append((folder, rest)) or 0)
    assert program.main(["contoh", "--data", str(tmp_path / "Kantor")]) == 0
    assert program.main(["--data", str(tmp_path / "Kantor")]) == 0
    assert [(folder.root.name, rest.get("sample")) for folder, rest in opened] == [
        ("Kantor Contoh", (LOGIN, PASSWORD)),
        ("Kantor", None),
    ]
    printed = capsys.readouterr().out
    assert LOGIN in printed
    assert PASSWORD in printed
    opened[0][1]["prepare"](print)
    assert made == [opened[0][0]]


def test_the_printed_password_is_a_good_one_for_everybody():
    for login in (LOGIN, *(user.login for user in COLLEAGUES)):
        assert check_password(PASSWORD, login) is None


def test_there_is_somebody_for_every_role_and_post(sample_office):
    desk, crew, clock = sample_office
    wanted = {stage.role for service in SERVICES.values() for stage in service.route.stages}
    assert wanted <= set(crew)
    assert Role.ADMIN in crew
    posts = {product.signed_by for service in SERVICES.values() for product in service.products}
    with desk.reader() as uow:
        for post in posts - {None}:
            assert uow.offices.official_on(post, clock().date()) is not None


@pytest.mark.parametrize("arguments", [["--salah"], ["lain"], ["contoh", "--keluaran"], ["--data"]])
def test_wrong_use_is_said_in_indonesian(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        program.main(arguments)
    assert ended.value.code == 2
    assert "tidak dikenal" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--bantuan"], ["-h"], ["contoh", "--bantuan"]])
def test_help_is_indonesian(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        program.main(arguments)
    assert ended.value.code == 0
    printed = capsys.readouterr().out
    assert "Pemakaian:" in printed
    assert "usage" not in printed
    assert "show this" not in printed


def test_stopping_by_hand_is_clean(monkeypatch, capsys):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("ui.app.run", stop)
    assert program.main([]) == 130
    assert "Dihentikan" in capsys.readouterr().err


def test_a_second_walk_works_in_the_office_of_the_first(tmp_path):
    """With --data the walk works in the sample office that is already there."""
    folder = tmp_path / "Kantor"
    places = ["--katalog", str(few(tmp_path)), "--data", str(folder), "--keluaran", str(tmp_path / "k")]
    for _ in range(2):
        assert program.main(["contoh", "--tanpa-layar", *places]) == 0
    assert not folder.exists()
    assert not Gate(paths.DataPaths(Path(f"{folder} Contoh"))).is_new
    assert len(list((tmp_path / "k" / "lubuklinggau-dtks").glob("*.docx"))) == 4
