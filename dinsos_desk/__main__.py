"""Command line: without a sub-command it opens the window.

``dinsos-desk contoh`` opens a filled sample office; with ``--tanpa-layar`` it does the whole main job of
every service without a window and ends with 0 only when every step of every service succeeded.
``dinsos-desk periksa`` checks this copy of the program; with ``--kantor`` or ``--data`` an office's data.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from dinsos_desk import __version__, console, paths
from dinsos_desk.errors import DeskError
from dinsos_desk.messages import sentence

OK, FAILED, PROBLEM, INTERRUPTED = 0, 1, 2, 130


class _Parser(argparse.ArgumentParser):
    """A parser that speaks Indonesian; argparse's own English reasons are not passed on."""

    def error(self, message: str) -> NoReturn:
        """End with a short reason and the way to the help."""
        self.exit(
            PROBLEM,
            f"{self.prog}: perintah atau pilihan tidak dikenal, atau nilainya belum diisi.\n"
            f"Lihat {self.prog} --bantuan.\n",
        )

    def format_help(self) -> str:
        """The help with an Indonesian heading."""
        return super().format_help().replace("usage:", "Pemakaian:", 1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns the exit code (0 good, 1 a step failed, 2 wrong use or a problem)."""
    console.attach()
    _speak_plainly()
    chosen = _parser().parse_args(arguments)
    try:
        return _run(chosen)
    except DeskError as error:
        message = sentence(error)
        print(f"{message.title}: {message.text} {message.advice}".rstrip(), file=sys.stderr)
        return PROBLEM
    except KeyboardInterrupt:
        print("\nDihentikan.", file=sys.stderr)
        return INTERRUPTED


def _run(chosen: argparse.Namespace) -> int:
    named: Path | None = getattr(chosen, "data", None)
    folder = paths.DataPaths.choose(named, os.environ)
    if chosen.perintah is None:
        from ui.app import run

        code: int = run(folder, argv=sys.argv[:1])
        return code
    if chosen.perintah == "periksa":
        return OK if _check(chosen, folder, named is not None) else FAILED
    if chosen.tanpa_layar:
        from dinsos_desk.sample.headless import walk_everything

        own = folder.sample() if named is not None else None
        return OK if walk_everything(own, chosen.keluaran, _say, catalog=chosen.katalog) else FAILED
    return _open_sample(folder.sample())


def _check(chosen: argparse.Namespace, folder: paths.DataPaths, is_named: bool) -> bool:
    from dinsos_desk.self_test.command import check_office, check_program

    if chosen.kantor or is_named:
        return check_office(folder, _say, chosen.laporan)
    if chosen.jendela or (sys.stdout is None and chosen.laporan is None):
        from ui.self_test_window import show_self_test

        shown: bool = show_self_test(folder)
        return shown
    from ui.self_test import window_checks

    return check_program(_say, window_checks(), chosen.laporan)


def _open_sample(folder: paths.DataPaths) -> int:
    """Open the sample office; the window makes it first when the folder is new."""
    from dinsos_desk.sample.make import ensure_sample
    from dinsos_desk.sample.office import LOGIN, PASSWORD
    from ui.app import run

    _say(f"Kantor contoh: {folder.root}\nNama masuk: {LOGIN}\nKata sandi: {PASSWORD}")
    code: int = run(
        folder,
        sample=(LOGIN, PASSWORD),
        prepare=lambda say: ensure_sample(folder, say),
        argv=sys.argv[:1],
    )
    return code


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="dinsos-desk",
        description="Program layanan loket Dinas Sosial. Tanpa perintah, jendela program dibuka.",
        add_help=False,
        allow_abbrev=False,
    )
    options = parser.add_argument_group("pilihan")
    _common(options)
    options.add_argument(
        "--versi", action="version", version=f"Dinsos Desk {__version__}", help="tampilkan versi program"
    )
    commands = parser.add_subparsers(dest="perintah", title="perintah", metavar="contoh|periksa")
    sample = commands.add_parser(
        "contoh",
        prog="dinsos-desk contoh",
        help="buka kantor contoh berisi permohonan rekaan, dalam folder data tersendiri",
        description="Membuka kantor contoh: kantor, orang, dan permohonannya rekaan.",
        add_help=False,
        allow_abbrev=False,
    )
    options = sample.add_argument_group("pilihan")
    _common(options)
    options.add_argument(
        "--tanpa-layar",
        action="store_true",
        help="jalankan seluruh layanan dari penerimaan sampai rekap tanpa membuka jendela",
    )
    options.add_argument(
        "--keluaran",
        type=Path,
        metavar="FOLDER",
        default=Path("keluaran"),
        help="tempat dokumen yang dihasilkan --tanpa-layar (bawaan: keluaran)",
    )
    options.add_argument(
        "--katalog",
        type=Path,
        metavar="FOLDER",
        help="pakai berkas layanan dari folder ini, untuk memeriksa layanan yang sedang disusun",
    )
    _add_check(commands)
    return parser


def _add_check(commands: "argparse._SubParsersAction[_Parser]") -> None:
    check = commands.add_parser(
        "periksa",
        prog="dinsos-desk periksa",
        help="periksa apakah program ini, atau data sebuah kantor, utuh",
        description="Memeriksa program ini dengan kantor percobaan yang dibuang sesudahnya. Dengan --kantor "
        "atau --data, data kantor diperiksa tanpa diubah; nama masuk dan kata sandi ditanyakan, atau "
        "diambil dari DINSOS_DESK_NAMA_MASUK dan DINSOS_DESK_SANDI.",
        add_help=False,
        allow_abbrev=False,
    )
    options = check.add_argument_group("pilihan")
    _common(options)
    options.add_argument("--kantor", action="store_true", help="periksa data kantor, bukan program")
    options.add_argument("--jendela", action="store_true", help="tampilkan hasilnya di sebuah jendela")
    options.add_argument(
        "--laporan", type=Path, metavar="BERKAS", help="tulis hasilnya juga ke berkas ini (UTF-8)"
    )


def _common(options: argparse._ArgumentGroup) -> None:
    options.add_argument("-h", "--bantuan", "--help", action="help", help="tampilkan bantuan ini")
    options.add_argument(
        "--data",
        type=Path,
        metavar="FOLDER",
        default=argparse.SUPPRESS,
        help=f"folder data kantor (bawaan: folder data pengguna, atau isi {paths.DATA_VARIABLE})",
    )


def _say(line: str) -> None:
    if sys.stdout is not None:
        print(line, flush=True)


def _speak_plainly() -> None:
    """A console that does not know a letter shows a sign for it instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


if __name__ == "__main__":
    sys.exit(main())
