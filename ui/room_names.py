"""The keys of the rooms, and whose rooms have work waiting; ``ui.rooms`` makes them."""

from dinsos_desk.domain.routing import Role

WORKING = frozenset({Role.PETUGAS, Role.OPERATOR, Role.KASI, Role.KABID, Role.SEKRETARIS, Role.KADIS})
"""Hats that have work waiting for them; the others only look or administer."""

HOME = "beranda"
INBOX = "kotak_masuk"
INTAKE = "permohonan_baru"
REQUESTS = "permohonan"
WAITING = "menunggu_berkas"
TICKLER = "tindak_lanjut"
PEOPLE = "penduduk"
LETTERS = "surat"
REGISTERS = "register"
RECAPS = "rekap"
QUEUE = "antrean"
SETTINGS = "pengaturan"
MAIL = "surat_masuk"
COMPLAINTS = "pengaduan"
