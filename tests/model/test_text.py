"""One form for comparison, and the way back to the words as they stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.model.text import ZWNJ, ascii_digits, fold, is_persian, name_key, normalise

texts = st.text(alphabet=st.sampled_from("می‌شود کشور، ۱۲٣ aZ.ﻱﻻةهٔأ\u064b\n") | st.characters())


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("مي‌شود", "میشود"),
        ("كشورهاي هدف", "کشورهای هدف"),
        ("ﻋﺮﺍﻕ", "عراق"),
        ("ﻻهور", "لاهور"),
        ("۱۴۰۴ و ٤٥٦٫۷", "1404 و 456.7"),
        ("خانهٔ صنعت", "خانه صنعت"),
        ("خانۀ صنعت", "خانه صنعت"),
        ("مسئول", "مسیول"),
        ("بــازار", "بازار"),
        ("Ürümqi\u00a0X", "ürümqi x"),
    ],
)
def test_spellings_fold_to_one(raw: str, folded: str) -> None:
    assert normalise(raw) == folded


@given(texts)
def test_normalise_is_idempotent(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(texts)
def test_keys_ignore_zwnj_and_spaces(text: str) -> None:
    assert name_key(text.replace(ZWNJ, "")) == name_key(text) == name_key(" ".join(text))


@given(texts)
def test_a_fold_knows_the_way_back(text: str) -> None:
    folded = fold(text)
    assert folded.text == normalise(text)
    assert len(folded.offsets) == len(folded.text)
    assert all(normalise(folded.quote(n, n + 1)).count(one) for n, one in enumerate(folded.text))


def test_quotes_keep_the_words_as_they_stood() -> None:
    folded = fold("در «مي‌شود» آمد")
    start = folded.text.index("میشود")
    assert folded.quote(start, start + len("میشود")) == "مي‌شود"


def test_digits_of_any_script() -> None:
    assert ascii_digits("۱۲٣4 x") == "1234 x"


def test_script() -> None:
    assert [is_persian(one) for one in ("همایش HS", "conference ایران", "")] == [True, False, False]
