import ast
import re
from collections import Counter
from pathlib import Path

from dinsos_desk import messages
from dinsos_desk.domain.faults import Fault
from dinsos_desk.errors import EnvironmentProblem, UserError

ROOT = Path(__file__).parents[2]
SOURCES = [*ROOT.glob("dinsos_desk/**/*.py"), *ROOT.glob("ui/**/*.py")]


def _codes(*makers: str) -> set[str]:
    pattern = re.compile(rf"\b(?:{'|'.join(makers)})\(\s*\"([a-z_]+)\"")
    return {code for path in SOURCES for code in pattern.findall(path.read_text("utf-8"))}


def test_every_error_has_words_and_says_what_to_do():
    raised = _codes("UserError", "EnvironmentProblem", "Conflict")
    assert raised, "the pattern must find the codes"
    assert sorted(raised - set(messages.ERRORS)) == []
    assert [code for code, (text, advice) in messages.ERRORS.items() if not (text and advice)] == []


def test_no_code_has_two_sentences():
    """The later of two would win, and speak of the wrong thing."""
    for path in ROOT.glob("dinsos_desk/messages/*.py"):
        for made in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(made, ast.Dict):
                keys = Counter(key.value for key in made.keys if isinstance(key, ast.Constant))
                assert [key for key, times in keys.items() if times > 1] == [], path.name


def test_every_fault_has_words():
    named = _codes("Fault", "Refused")
    assert named
    assert sorted(named - set(messages.FAULTS)) == []


def test_the_values_of_an_error_stand_in_its_sentence():
    message = messages.sentence(UserError("templat_hilang", nama="surat.docx"))
    assert "surat.docx" in message.text
    assert message.title == "Belum dapat dilakukan"
    assert messages.sentence(EnvironmentProblem("disk_penuh")).title == "Ada halangan di komputer ini"


def test_a_code_without_words_or_values_still_gives_a_sentence():
    assert "kode_baru" in messages.sentence(UserError("kode_baru")).text
    assert messages.fault_sentence(Fault("teks_terlalu_panjang", {"batas": 5})).endswith("paling banyak 5.")
    assert "NIK" in messages.fault_sentence(Fault("nik_panjang", {"panjang": 15, "seharusnya": "16"}))
