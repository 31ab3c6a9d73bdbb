"""Why a template cannot be used, as the error a person can act upon."""

from dinsos_desk.errors import UserError

NOT_WORD = "berkas ini bukan dokumen Word (.docx) yang utuh"
BAD_XML = "isi dokumen Word ini rusak"
TOO_LARGE = "berkas ini terlalu besar untuk sebuah templat"
BAD_COMMAND = "perintah isian salah tulis di dekat “{dekat}”"
BAD_RESULT = "susunan perintah isian merusak dokumen (periksa pasangan {%p … %}, {%tr … %})"
BLOCK_LOOP = "bagian “{bagian}” memuat dirinya sendiri"
NO_COLUMNS = "tabel dengan penanda [[kolom]] dan [[isi]] tidak ada"


class TemplateBrokenError(UserError):
    """The template ``nama`` cannot be used because of ``sebab`` (Indonesian, for the person)."""

    def __init__(self, name: str, reason: str, **values: object) -> None:
        for key, value in values.items():
            reason = reason.replace("{" + key + "}", str(value))
        super().__init__("templat_rusak", nama=name, sebab=reason)
