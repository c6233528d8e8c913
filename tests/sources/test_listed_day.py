"""Days as the publishers of lists write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.errors import Incomplete, LayoutChanged, QuestionError
from karvan.sources.listed_day import MONTHS, agreed, american_day, british_day, given_day, iso_day, named_day

DAYS = st.dates(min_value=date(1000, 1, 1))
READERS = [iso_day, british_day, american_day, named_day]


@given(DAYS)
def test_every_day_comes_back(day: date):
    month = MONTHS[day.month - 1].title()
    assert iso_day(day.isoformat(), "") == day
    assert iso_day(f"{day.isoformat()}T16:47:04.449+02:00", "") == day
    assert british_day(f"{day.day:02}/{day.month:02}/{day.year}", "") == day
    assert british_day(f"{day.day}-{month}-{day.year}", "") == day
    assert american_day(f"{day.month:02}/{day.day:02}/{day.year}", "") == day
    assert named_day(f"{day.day:02} {month} {day.year}", "") == day


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    "text", ["", "2026", "30/02/2026", "2026-02-30", "13/13/2026", "۲۰۲۶-۰۱-۰۱", "1 Xyz 2026", "today"]
)
def test_what_is_no_day(read, text: str):
    with pytest.raises(LayoutChanged) as caught:
        read(text, "list.csv:7")
    assert caught.value.where == "list.csv:7"


@given(st.text())
def test_nothing_else_is_raised(text: str):
    for read in READERS:
        try:
            read(text, "")
        except LayoutChanged:
            continue


def test_a_day_that_the_user_must_give():
    assert given_day(date(2026, 11, 20), "sdn.csv", "The files") == date(2026, 11, 20)
    with pytest.raises(Incomplete) as caught:
        given_day(None, "sdn.csv", "The files")
    assert caught.value.text().startswith("The files do not say of which day the list is. [sdn.csv] Give")


def test_a_day_that_the_list_knows():
    agreed(date(2026, 11, 20), None)
    agreed(date(2026, 11, 20), date(2026, 11, 20))
    with pytest.raises(QuestionError):
        agreed(date(2026, 11, 20), date(2026, 11, 19))
