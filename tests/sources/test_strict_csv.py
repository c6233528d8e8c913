"""CSV that must be whole."""

from pathlib import Path

import pytest

from karvan.errors import LayoutChanged, UnreadableInput
from karvan.sources.strict_csv import dicts, strict_rows


def a_file(folder: Path, text: str) -> Path:
    path = folder / "list.csv"
    path.write_bytes(text.encode())
    return path


def test_rows_with_their_lines(tmp_path: Path):
    path = a_file(tmp_path, '\ufeffa,b\r\n\r\n,\r\n"two\r\nlines", x \r\n\x1a')
    assert list(strict_rows(path, 1)) == [(1, ["a", "b"]), (5, ["two\r\nlines", " x "])]
    rows = dicts(strict_rows(path, 1), ["A", "B"], path, raw=("B",))
    assert list(rows) == [
        (f"{path}:1", {"A": "a", "B": "b"}),
        (f"{path}:5", {"A": "two\r\nlines", "B": " x "}),
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('a,b\nc,"d\n', 2, "unexpected end"),
        ('a,b\n"c"d,e\n', 2, "expected after"),
        ("a,b\nc,d", 2, "does not end"),
        ("a,b\nc\n", 2, "1 cells"),
        ("a,b\nc,d,e\n", 2, "3 cells"),
    ],
)
def test_what_is_not_whole(tmp_path: Path, text: str, line: int, said: str):
    path = a_file(tmp_path, text)
    with pytest.raises(LayoutChanged) as caught:
        list(dicts(strict_rows(path, 1), ["A", "B"], path))
    assert caught.value.where == f"{path}:{line}"
    assert said in caught.value.text()


def test_a_file_larger_than_the_list_ever_was(tmp_path: Path):
    path = a_file(tmp_path, "a\n" * 500_001)
    with pytest.raises(UnreadableInput) as caught:
        next(strict_rows(path, 1))
    assert "larger than 1 MB" in caught.value.text()
