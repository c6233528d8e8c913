"""Pictures stand beside their data, as large as on a page, with words for those who do not see them."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import replace

import pytest
from tests.reports.document_sample import sample, table
from tests.reports.workbook.reader import column_table, document_of, opened, words

from karvan.errors import RenderError
from karvan.reports.document import Value
from karvan.reports.workbook import to_xlsx
from karvan.reports.workbook.png import width_of


def png(width: int, height: int, per_metre: int = 0) -> bytes:
    """A grey picture, with its density if one is given."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    density = chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1)) if per_metre else b""
    rows = zlib.compress(b"".join(b"\x00" + b"\x80" * width for _ in range(height)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + density + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def drawing(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read("xl/drawings/drawing1.xml").decode()


@pytest.mark.parametrize("picture", [png(600, 240), png(900, 360, per_metre=5669)])
def test_a_picture_has_its_size_and_its_words(picture: bytes) -> None:
    data = to_xlsx(sample("en"), {"bars": picture})
    assert [len(sheet._images) for sheet in opened(data)] == [0, 0, 0, 1]
    found = drawing(data)
    assert re.findall(r'descr="([^"]*)"', found) == ["Sell sheets to Armenia first."]
    # 300 x 120 CSS pixels, 9525 EMU each.
    (size,) = re.findall(r'<a:ext cx="(\d+)" cy="(\d+)"', found)
    assert tuple(round(int(one) / 9525) for one in size) == (300, 120)


def test_the_file_tells_its_own_width() -> None:
    assert width_of(png(600, 10), "p") == 600
    assert round(width_of(png(600, 10, per_metre=5669), "p")) == 400  # 144 to the inch


def test_what_is_no_png_is_refused() -> None:
    with pytest.raises(RenderError, match="'bars' is not a PNG"):
        to_xlsx(sample("en"), {"bars": b"GIF89a"})


def test_pictures_without_files_keep_their_tables() -> None:
    assert to_xlsx(sample("en"), {"other": b""}) == to_xlsx(sample("en"))


def test_two_tables_of_one_id_are_refused() -> None:
    twice = [column_table([Value(words("a"), "a")]), column_table([Value(words("b"), "b")])]
    with pytest.raises(RenderError, match="two tables called 't'"):
        to_xlsx(document_of(*twice))


def test_a_sentence_with_several_links_has_them_beside_it() -> None:
    document = sample("en")
    cited = replace(
        table("en"), note=(*words("a", href="https://a.invalid"), *words(" b", href="https://b.invalid"))
    )
    sheet = opened(
        to_xlsx(replace(document, sections=(replace(document.sections[0], blocks=(cited,)),)))
    ).worksheets[2]
    below = [(cell.value, cell.hyperlink.target if cell.hyperlink else "") for cell in sheet["A"][8:]]
    assert below == [("a b", ""), ("a", "https://a.invalid"), ("b", "https://b.invalid")]
