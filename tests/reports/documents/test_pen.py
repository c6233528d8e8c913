"""Foreign phrases are runs of their own, as a whole: the renderer isolates what is marked."""

from __future__ import annotations

from karvan.reports.document import Text
from karvan.reports.documents.pen import Pen

FA, EN = Pen("fa", {}), Pen("en", {})


def test_a_latin_phrase_is_one_run() -> None:
    assert FA.runs("کد HS 7606.12 است") == (Text("کد "), Text("HS 7606.12", "en"), Text(" است"))
    assert EN.runs("HS 7606.12") == (Text("HS 7606.12"),)


def test_text_of_others_is_marked_by_its_letters() -> None:
    assert EN.foreign("کاروان") == (Text("کاروان", "fa"),)
    assert FA.foreign("Karvan & co") == (Text("Karvan & co", "en"),)
    assert FA.foreign("Плиты") == (Text("Плиты", "ru"),)
    assert EN.foreign("Karvan & co") == (Text("Karvan & co"),)
    assert FA.foreign("") == ()
