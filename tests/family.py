"""An invented household of which one member stands in two records."""

from dataclasses import replace
from datetime import date

from dinsos_desk.domain.people import Person, Sex

KK = "1673012305150001"
SITI = Person(
    "Siti Nurhayati", "1673014704920003", KK, Sex.FEMALE, "Contoh", date(1992, 4, 7), "Islam", "Kawin",
    "Pedagang", "Jalan Kenanga Nomor 9", "05", "02", "Contoh Lebar", "Contoh Barat", "Kota Contoh",
    "Sumatera Selatan",
)  # fmt: skip
TWIN = replace(
    SITI,
    name="Sitti Nur Hayati",
    nik="1673014704920005",
    phone="+6281234567890",
    address="Jalan Mawar Nomor 2",
)
CHILD = replace(SITI, name="Budi Santoso", nik="1673010101150001", sex=Sex.MALE, birth_date=date(2015, 1, 1))
