"""What is said of attachments."""

from collections.abc import Mapping, Sequence

from dinsos_desk.usecases.intake.attachments import AttachmentView, photo_of
from dinsos_desk.usecases.letters.words import moment

_MOST_SAID = 3
EMPTY = (
    "Belum ada lampiran. Seret foto atau PDF ke sini, tempel dengan Ctrl+V, atau pilih berkasnya. "
    "Pindaian boleh menyusul; aslinya yang diperlihatkan sudah cukup."
)
EMPTY_READ_ONLY = "Tidak ada lampiran."
KINDS = "Foto dan PDF (*.jpg *.jpeg *.png *.tif *.tiff *.bmp *.webp *.pdf);;Semua berkas (*)"


def size_words(size: int) -> str:
    """A size as people say it: "312 KB", "1,4 MB"."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def detail_words(view: AttachmentView, papers: Mapping[str, str]) -> str:
    """Pages, size and what it shows; of one taken away who did and why."""
    if view.removed_at is not None:
        return f"Dikeluarkan {moment(view.removed_at)} oleh {view.removed_by}: {view.removed_reason}"
    parts = [f"{view.pages} halaman", size_words(view.bytes)]
    shows = papers.get(view.requirement, "Foto orang" if view.requirement.startswith(photo_of("")) else "")
    return " · ".join([*parts, shows] if shows else parts)


def count_words(count: int) -> str:
    """For a button: nothing for none."""
    return f" ({count})" if count else ""


def again_words(name: str, known_as: str) -> str:
    """What was given once more."""
    return f"“{name}” sudah terlampir" + ("." if name == known_as else f" sebagai “{known_as}”.")


def refused_words(sentences: Sequence[str]) -> str:
    """The first reasons below each other, and how many more."""
    said = list(sentences[:_MOST_SAID])
    if len(sentences) > _MOST_SAID:
        said.append(f"Dan {len(sentences) - _MOST_SAID} berkas lain juga tidak dapat dilampirkan.")
    return "\n".join(said)
