"""Invented people for the sample office. Nobody here is real: serials of 9001 and above are not given out."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from dinsos_desk.domain.identity import build_nik
from dinsos_desk.domain.people import RELIGIONS, Institution, Person, Sex
from dinsos_desk.domain.working_time import add_months

DISTRICTS = ("167301", "167302", "167305", "167308", "160501", "160512", "161301", "160702")
"""Kecamatan codes that exist: Lubuklinggau, Musi Rawas and neighbours."""
CITIES = {
    "Kota Padang": "Sumatera Barat",
    "Kota Jambi": "Jambi",
    "Kota Palembang": "Sumatera Selatan",
    "Kota Bengkulu": "Bengkulu",
    "Kabupaten Ogan Ilir": "Sumatera Selatan",
    "Kota Bandar Lampung": "Lampung",
    "Kabupaten Kerinci": "Jambi",
    "Kota Semarang": "Jawa Tengah",
}
_MEN = (
    "Ahmad", "Muhammad Rizki", "Agus", "Bambang", "Dedi", "Hendra", "Herman", "Joko", "Lalu Wirya", "Rahmat",
    "Rusdi", "Slamet", "Sutrisno", "Syaiful", "Yusuf", "Zulkifli",
)  # fmt: skip
_WOMEN = (
    "Aminah", "Baiq Lestari", "Dewi", "Fitri", "Halimah", "Kartini", "Mardiana", "Nur", "Rina", "Rohani",
    "Siti", "Sri", "Sulastri", "Wati", "Yuliana", "Zubaidah",
)  # fmt: skip
_SECOND_MEN = (
    "Hidayat", "Saputra", "Wibowo", "Effendi", "Firmansyah", "Gunawan", "Hasan", "Iskandar", "Kurniawan",
    "Maulana", "Pratama", "Ramadhan", "Setiawan", "Supriyadi", "Tanjung", "Wijaya",
)  # fmt: skip
_SECOND_WOMEN = (
    "Anggraini", "Handayani", "Hayati", "Kusuma", "Lestari", "Maharani", "Marlina", "Ningsih", "Oktaviani",
    "Puspita", "Rahayu", "Safitri", "Susanti", "Utami", "Wahyuni", "Wulandari",
)  # fmt: skip
_STREETS = ("Kenanga", "Melati", "Mawar", "Cempaka", "Anggrek", "Garuda", "Merpati", "Pahlawan", "Teratai")
_VILLAGES = ("Sukamaju", "Contoh Ilir", "Contoh Ulu", "Sumber Rejo", "Tanah Periuk", "Air Jernih")
_SUBDISTRICTS = ("Contoh Barat", "Contoh Timur", "Contoh Utara", "Contoh Selatan", "Contoh Tengah")
_JOBS = ("Pedagang", "Petani", "Buruh harian lepas", "Wiraswasta", "Sopir", "Karyawan swasta", "Penjahit")
_MARKS = (
    "Rambut ikal sebahu, berkaus lengan panjang cokelat, berjalan agak pincang.",
    "Berambut putih, bertubuh kurus, mengenakan sarung, sukar diajak bicara.",
    "Tinggi sedang, ada bekas luka di dahi kiri, membawa tas kain hijau.",
)
_FOUNDATIONS = ("Yayasan Harapan Contoh", "LKSA Tunas Contoh", "Panti Asuhan Kasih Contoh")
_FIRST_SERIAL, _LAST_SERIAL = 9001, 9999
_ADULT, _OLD = 17, 62
_MOST_COMMON_RELIGION = 0.9
_COMES_AGAIN = 0.1

Item = TypeVar("Item")


class Crowd:
    """Makes people with a seeded die: the same seed gives the same people."""

    def __init__(self, seed: int = 2026) -> None:
        self.dice = random.Random(seed)
        self._known: list[Person] = []
        self._numbers: set[str] = set()

    def one_of(self, items: Sequence[Item]) -> Item:
        """One of several things."""
        return self.dice.choice(items)

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self.dice.random() < probability

    def person(
        self, today: date, sex: Sex | None = None, ages: tuple[int, int] = (20, 62), *, fresh: bool = False
    ) -> Person:
        """A person with papers whose age lies within ``ages``; unless ``fresh``, now and then somebody met
        before.
        """
        fitting = [
            p
            for p in self._known[-200:]
            if (sex is None or p.sex is sex) and ages[0] <= (p.age_on(today) or 0) <= ages[1]
        ]
        if fitting and not fresh and self.chance(_COMES_AGAIN):
            return self.one_of(fitting)
        sex = sex or self.one_of(tuple(Sex))
        person = self.numbered(
            Person(
                name=self.name(sex),
                kk=self._free_number(today - timedelta(days=self.dice.randint(400, 4000)), Sex.MALE),
                sex=sex,
                birth_place=self.one_of(("Contoh", "Lubuklinggau", "Palembang", "Curup", "Selong")),
                birth_date=self._born(today, *ages),
                religion=RELIGIONS[0] if self.chance(_MOST_COMMON_RELIGION) else self.one_of(RELIGIONS[:4]),
                address=f"Jalan {self.one_of(_STREETS)} Nomor {self.dice.randint(1, 120)}",
                rt=f"{self.dice.randint(1, 12):02}",
                rw=f"{self.dice.randint(1, 6):02}",
                village=self.one_of(_VILLAGES),
                district=self.one_of(_SUBDISTRICTS),
                regency="Kota Contoh",
                province="Sumatera Selatan",
                phone=f"+62812{self.dice.randint(1000000, 9999999)}",
            )
        )
        person = self.settled(person, today)
        self._known.append(person)
        return person

    def from_elsewhere(self, person: Person) -> Person:
        """The person as somebody whose home is far away."""
        city, province = self.one_of(tuple(CITIES.items()))
        return replace(person, district="", regency=city, province=province)

    def unknown(self, today: date, sex: Sex | None = None, ages: tuple[int, int] = (20, 62)) -> Person:
        """Somebody without any papers: an alias, an estimate and marks."""
        sex = sex or self.one_of(tuple(Sex))
        first = self.one_of(_MEN if sex is Sex.MALE else _WOMEN)
        return Person(
            name=f"{first} (mengaku)",
            sex=sex,
            temporary=True,
            estimated_age=self.dice.randint(*ages),
            estimated_on=today,
            marks=self.one_of(_MARKS),
        )

    def institution(self) -> Institution:
        """An invented foundation."""
        name = self.one_of(_FOUNDATIONS)
        return Institution(
            name=name,
            kind="Lembaga Kesejahteraan Sosial",
            address=f"Jalan {self.one_of(_STREETS)} Nomor {self.dice.randint(1, 60)}",
            village=self.one_of(_VILLAGES),
            district=self.one_of(_SUBDISTRICTS),
            regency="Kota Contoh",
            phone="+62812555" + f"{self.dice.randint(1000, 9999)}",
            leader=self.name(self.one_of(tuple(Sex))),
            npwp=f"0{self.dice.randint(10**14, 10**15 - 1)}",
            deed=f"Nomor {self.dice.randint(1, 90)} Tahun 2015",
        )

    def name(self, sex: Sex) -> str:
        """A name of a common kind."""
        first, second = (_MEN, _SECOND_MEN) if sex is Sex.MALE else (_WOMEN, _SECOND_WOMEN)
        return f"{self.one_of(first)} {self.one_of(second)}"

    def numbered(self, person: Person) -> Person:
        """The person with a NIK that fits the birth date and sex."""
        if person.birth_date is None or person.sex is None:
            return person
        return replace(person, nik=self._free_number(person.birth_date, person.sex))

    def settled(self, person: Person, today: date) -> Person:
        """The person with a marital state and an occupation that fit the age."""
        age = person.age_on(today) or 0
        if age < _ADULT:
            job = "Pelajar" if age >= 6 else "Belum bekerja"
            return replace(person, marital_state="Belum kawin", occupation=job, phone="")
        job = "Mengurus rumah tangga" if person.sex is Sex.FEMALE and self.chance(0.4) else self.one_of(_JOBS)
        state = "Cerai mati" if age > _OLD and self.chance(0.4) else "Kawin"
        return replace(person, marital_state=state, occupation=job)

    def _born(self, today: date, youngest: int, oldest: int) -> date:
        latest = add_months(today, -12 * youngest) - timedelta(days=1)
        earliest = add_months(today, -12 * (oldest + 1)) + timedelta(days=1)
        return earliest + timedelta(days=self.dice.randint(0, max(0, (latest - earliest).days)))

    def _free_number(self, day: date, sex: Sex) -> str:
        while True:
            serial = self.dice.randint(_FIRST_SERIAL, _LAST_SERIAL)
            number = build_nik(self.one_of(DISTRICTS), day, sex, serial)
            if number not in self._numbers:
                self._numbers.add(number)
                return number
