"""Word through COM, with a fake in the place of PowerShell: what it left out, what it left running."""

import re
import subprocess
from pathlib import Path

import pytest

from dinsos_desk.documents import office_com
from dinsos_desk.documents import to_pdf as pdfs
from dinsos_desk.documents.to_pdf import can_make_pdf, to_pdf

FILES = {"a.docx": b"1", "b.docx": b"2", "c.xlsx": b"3"}


class Windows:
    """Word's script makes what is in ``makes`` and then does what ``ends`` says; LibreOffice makes all."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.registered = {".docx", ".xlsx"}
        self.makes: dict[str, bytes] = {}
        self.ends: Exception | None = None
        self.asked: list[str] = []
        self.given: list[str] = []
        self.ended: list[str] = []
        monkeypatch.setattr(office_com, "is_here", lambda ending: ending in self.registered)
        monkeypatch.setattr(pdfs, "soffice", lambda: None)
        monkeypatch.setattr(pdfs, "_end", self._after)

    def run(self, command: list[str]) -> None:
        self.asked.append(command[0])
        if command[0] == "powershell":
            folder = Path(command[command.index("-File") + 2])
            self.given = sorted(path.name for path in folder.iterdir())
            for name, content in self.makes.items():
                (folder / name).write_bytes(content)
            if self.ends is not None:
                raise self.ends
            return
        folder = Path(command[command.index("--outdir") + 1])
        self.given = [Path(part).name for part in command if part.endswith((".docx", ".xlsx"))]
        for name in self.given:
            (folder / name).with_suffix(".pdf").write_bytes(b"%PDF libre")

    def _after(self, command: list[str]) -> None:
        self.ended.append(Path(command[command.index("-File") + 1]).name)


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Windows:
    return Windows(monkeypatch)


def test_word_makes_them_all(windows: Windows) -> None:
    windows.makes = {"a.pdf": b"%PDF", "b.pdf": b"%PDF", "c.pdf": b"%PDF"}
    assert sorted(to_pdf(FILES, windows.run)) == ["a.pdf", "b.pdf", "c.pdf"]
    assert (windows.asked, windows.ended) == (["powershell"], [])


def test_what_word_made_is_kept_when_excel_is_missing_and_there_is_nothing_else(windows: Windows) -> None:
    windows.makes = {"a.pdf": b"%PDF %%EOF", "b.pdf": b"%PDF %%EOF"}
    windows.ends = subprocess.CalledProcessError(1, "powershell")
    assert sorted(to_pdf(FILES, windows.run)) == ["a.pdf", "b.pdf"]


def test_only_what_word_left_out_is_given_to_libreoffice(
    windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdfs, "soffice", lambda: "soffice")
    windows.makes = {"a.pdf": b"%PDF word %%EOF"}
    windows.ends = subprocess.CalledProcessError(1, "powershell")
    made = to_pdf(FILES, windows.run)
    assert windows.given == ["b.docx", "c.xlsx"]
    assert made == {"a.pdf": b"%PDF word %%EOF", "b.pdf": b"%PDF libre", "c.pdf": b"%PDF libre"}


def test_a_word_that_hangs_is_ended_and_its_half_page_thrown_away(windows: Windows) -> None:
    windows.makes = {"a.pdf": b"%PDF %%EOF", "b.pdf": b"%PDF half"}
    windows.ends = subprocess.TimeoutExpired("powershell", 60)
    assert to_pdf(FILES, windows.run) == {"a.pdf": b"%PDF %%EOF"}
    assert windows.ended == ["akhiri.ps1"]


def test_without_word_nobody_starts_powershell(windows: Windows, monkeypatch: pytest.MonkeyPatch) -> None:
    windows.registered.clear()
    assert not can_make_pdf()
    assert to_pdf(FILES, windows.run) == {}
    assert windows.asked == []
    monkeypatch.setattr(pdfs, "soffice", lambda: "soffice")
    assert can_make_pdf()
    assert len(to_pdf(FILES, windows.run)) == 3
    assert windows.asked == ["soffice"]


def test_the_script_asks_nobody_anything(tmp_path: Path) -> None:
    """Each line is what Microsoft documents against a dialog that would wait for ever."""
    make, end = office_com.commands(tmp_path / "berkas", tmp_path)
    script = (tmp_path / "pdf.ps1").read_text("utf-8-sig")
    for wanted in (
        "$word.DisplayAlerts = 0",
        "$excel.DisplayAlerts = $false",
        "$word.AutomationSecurity = 3",
        "$excel.AutomationSecurity = 3",
        "$word.NormalTemplate.Saved = $true",
        "$doc.Saved = $true; $doc.Close()",
        "Documents.Open($file.FullName, $false, $true, $false, 'x')",
    ):
        assert wanted in script
    assert "-NonInteractive" in make
    assert make[-2:] == [str(tmp_path / "berkas"), end[-1]]
    killer = (tmp_path / "akhiri.ps1").read_text("utf-8-sig")
    assert "-match '-Embedding'" in killer, "none that a person started"
    assert "$known -notcontains" in killer, "none that ran before"
    for text in (script, killer):
        plain = re.sub(r"'[^']*'|\"[^\"]*\"", "", text)
        assert [plain.count(one) for one in "({["] == [plain.count(one) for one in ")}]"]
