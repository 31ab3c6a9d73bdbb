"""Names of one person in many spellings, and names of two people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinsos_desk.domain.likeness import (
    LIKE,
    fit,
    index_keys,
    key_of,
    likeness,
    name_keys,
    name_words,
    near_keys,
    sound_of,
)

SAME = [
    ("Muhammad Yusuf", "Moh. Jusup"),
    ("M. Yusuf", "Mohamad Yusup"),
    ("Muhammad Yusuf", "Yusuf"),
    ("Mochamad Iqbal", "Muhammad Ikbal"),
    ("Siti Nurhayati", "Sitti Nur Hayati"),
    ("St. Aminah", "Siti Amina"),
    ("Drs. H. Ahmad Fauzi, M.Si", "Achmad Fauzi"),
    ("Djoko Soesilo", "Joko Susilo"),
    ("Tjahjono", "Cahyono"),
    ("Sjarif Hidajat", "Syarif Hidayat"),
    ("Rizky Pratama", "Riski Pratama"),
    ("Arief Rachman", "Arif Rahman"),
    ("Abd. Karim", "Abdul Karim"),
    ("Khairul Anwar", "Chaerul Anwar"),
    ("Nurhayati", "Nurhayti"),
    ("Santoso Budi", "Budi Santoso"),
    ("A. Fauzi", "Ahmad Fauzi"),
    ("Fatimah binti Salim", "Fatima Salim"),
    ("Ma'ruf Amin", "Maruf Amin"),
]
OTHERS = [
    ("Siti Nurhayati", "Siti Aminah"),
    ("Siti", "Siti Nurhayati"),
    ("Ahmad Fauzi", "Ahmad Fauzan"),
    ("Hasan", "Husin"),
    ("Dewi Sartika", "Dewi Lestari"),
    ("Muhammad Yusuf", "Muhammad Salim"),
    ("Eko", "Eka"),
    ("", "Eka"),
]
words = st.text(alphabet="abcdefghijklmnoprstuwyz", min_size=1, max_size=12)
names = st.lists(words, min_size=1, max_size=4).map(" ".join)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_another_spelling_is_like(one: str, other: str) -> None:
    assert likeness(one, other) >= LIKE


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_another_name_is_not(one: str, other: str) -> None:
    assert likeness(one, other) < LIKE


def test_titles_and_degrees_are_no_name() -> None:
    assert name_words("Hj. Siti Aminah, S.Pd.I., M.M.") == ("siti", "aminah")
    assert name_words("Prof. Dr. Ir. Budi Santoso SH MH") == ("budi", "santoso")
    assert name_words("Haji") == ("haji",)
    assert name_words("M") == ("m",)
    assert name_words("-, .") == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("djoko", "joko"),
        ("soekarno", "sukarno"),
        ("tjokro", "cokro"),
        ("sjahrir", "syahrir"),
        ("achmad", "ahmad"),
        ("yusuf", "yusup"),
        ("nur", "noer"),
        ("mariyam", "mariam"),
        ("moh", "muhammad"),
        ("fatimah", "fatima"),
    ],
)
def test_old_and_new_spelling_have_one_key(old: str, new: str) -> None:
    assert key_of(old) == key_of(new)


def test_words_without_latin_letters_are_their_own_keys() -> None:
    assert name_keys("محمد") == ("محمد",)
    assert likeness("محمد علي", "محمد علي") == 1.0


@given(names, names)
def test_likeness_is_a_symmetric_share(one: str, other: str) -> None:
    score = likeness(one, other)
    assert 0.0 <= score <= 1.0
    assert likeness(other, one) == pytest.approx(score)


@given(names)
def test_everybody_is_like_themselves(name: str) -> None:
    assert likeness(name, name) == (1.0 if name_words(name) else 0.0)
    assert likeness(f"H. {name.upper()}", name) == likeness(name, name) or len(name_words(name)) < 1


@given(st.lists(words.filter(lambda w: len(w) > 2), min_size=2, max_size=4))
def test_a_word_twice_doubled_is_the_same_word(parts: list[str]) -> None:
    doubled = [word[0] + word[0] + word[1:] for word in parts]
    if name_words(" ".join(doubled))[0] == doubled[0]:
        for word, twice in zip(parts, doubled, strict=True):
            assert sound_of(twice) == sound_of(word)


@given(names)
def test_the_index_holds_every_word_and_the_joined_neighbours(name: str) -> None:
    keys = index_keys(name)
    assert set(name_keys(name)) <= set(keys)
    assert len(keys) == len(set(keys))


@given(words, st.integers(1, 6))
def test_a_beginning_fits(word: str, length: int) -> None:
    for name in name_words(word):
        assert fit([name[:length]], word) >= 0.95


def test_near_keys_are_a_slip_away() -> None:
    known = ["nurhaiati", "nurhasan", "siti", "aminah"]
    assert near_keys("nurhaiti", known) == ("nurhaiati",)
    assert near_keys("nurhaa", known, begun=True) == ("nurhaiati", "nurhasan")
    assert near_keys("xx", known) == ()
