"""Two hundred thousand invented people with some eleven thousand different words in their names."""

import random
from datetime import date, timedelta

from dinsos_desk.db.search import rebuild
from dinsos_desk.desk import Desk
from tests.benchmarks.bulk import FIRST, SECOND, write

_ONSETS = (*"bdghjklmnprstwy", "ny", "ch", "sy", "kh")
_VOWELS = "aaaiiuueo"
_ENDS = ["", "", "", "n", "r", "t", "h", "ng", "s", "m"]
_STREETS = ("Kenanga", "Mawar", "Melati", "Cempaka", "Flamboyan", "Anggrek", "Teratai", "Dahlia")
_VILLAGES = [f"{a} {b}" for a in ("Contoh", "Suka", "Karang", "Tanjung") for b in ("Jadi", "Lebar", "Indah")]


def _invented(chance: random.Random) -> str:
    syllables = chance.randint(2, 3)
    word = "".join(chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(syllables))
    return (word + chance.choice(_ENDS)).title()


def stock_of_people(desk: Desk, count: int, seed: int = 3) -> None:
    """People in households of four, and the search index over them."""
    chance = random.Random(seed)
    rare = [_invented(chance) for _ in range(12_000)]
    now, first_day = str(desk.now()), date(1945, 1, 1)
    rows = []
    for number in range(1, count + 1):
        middle = chance.choice(SECOND) if chance.random() < 0.6 else chance.choice(rare)
        last = chance.choice(rare) if chance.random() < 0.7 else chance.choice(SECOND)
        name = f"{chance.choice(FIRST)} {middle} {last}"
        born = str(first_day + timedelta(days=chance.randrange(28_000)))
        address = f"Jalan {chance.choice(_STREETS)} Nomor {chance.randint(1, 120)}"
        phone = f"+62812{number:08d}"
        rows.append(
            (number, f"1673{number:012d}", f"1673{number // 4:012d}", name, chance.choice("LP"), born,
             address, chance.choice(_VILLAGES), phone, now, now)
        )  # fmt: skip
    write(
        desk,
        "INSERT INTO person (id, nik, kk, name, sex, birth_date, address, village, phone, created_at,"
        " updated_at, birth_place, religion, marital_state, occupation, rt, rw, district, regency,"
        " province, temporary, marks) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', '', '', '', '',"
        " '', '', '', 0, '')",
        rows,
    )
    with desk.uow() as uow:
        rebuild(uow.session.connection())
        uow.commit()
