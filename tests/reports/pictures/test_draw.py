"""Pictures as PNG: their size, that they are the same each time, that nothing is warned of."""

from __future__ import annotations

import json
import struct
import sys
import zlib
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reports.pictures.sample_data import data
from tests.reports.pictures.test_pictures import EVERY, each
from tests.reports.sample import sample

from karvan.errors import FormatUnavailable
from karvan.reports.document import Picture
from karvan.reports.i18n import Lang
from karvan.reports.pictures import draw, every_picture, png
from karvan.reports.pictures.pack import _chunk, _chunks, packed

GOLDEN = Path(__file__).parent / "golden" / "decomposition.en.json"


@each
def test_size_and_silence(lang: Lang, picture: Picture, capfd: pytest.CaptureFixture[str]) -> None:
    drawn = png(picture, scale=1)
    assert struct.unpack(">II", drawn[16:24]) == (picture.width, picture.height)
    draw._renderer().vegalite_to_vega(dict(picture.spec), vl_version=draw.VEGA_LITE, show_warnings=True)
    assert capfd.readouterr() == ("", "")


def test_the_same_bytes_each_time() -> None:
    again = every_picture(sample(), data(), "fa", "/pictures")
    before = [one for lang, one in EVERY if lang == "fa"]
    assert [one.spec for one in again] == [one.spec for one in before]
    assert png(again[0]) == png(before[0])


def test_golden_spec() -> None:
    picture = every_picture(sample(), data(), "en")[2]
    assert json.loads(json.dumps(picture.spec)) == json.loads(GOLDEN.read_text("utf-8"))


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    draw._renderer.cache_clear()
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(FormatUnavailable, match=r"pip install 'karvan\[charts\]'"):
        png(EVERY[0][1])


def rgba(pixels: np.ndarray, filters: list[int]) -> bytes:
    height, width = pixels.shape[:2]
    rows = []
    for row, kind in zip(pixels, filters, strict=True):
        before = np.vstack([np.zeros((1, 4), np.uint8), row[:-1]]) if kind else np.zeros_like(row)
        rows.append(bytes([kind]) + (row - before).astype(np.uint8).tobytes())
    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


@given(st.integers(1, 5), st.integers(1, 5), st.randoms(use_true_random=False))
def test_packing_keeps_every_pixel(width: int, height: int, chance: object) -> None:
    pick = chance.randrange  # type: ignore[attr-defined]
    pixels = np.array([pick(256) for _ in range(width * height * 4)], np.uint8).reshape(height, width, 4)
    pixels[..., 3] = 255
    small = dict(_chunks(packed(rgba(pixels, [pick(2) for _ in range(height)]))))
    rows = np.frombuffer(zlib.decompress(small[b"IDAT"]), np.uint8).reshape(height, width * 3 + 1)
    assert (rows[:, 1:] == pixels[..., :3].reshape(height, width * 3)).all()
    assert not rows[:, 0].any()


def test_packing_leaves_a_transparent_picture_alone() -> None:
    image = rgba(np.full((2, 2, 4), 100, np.uint8), [1, 0])
    assert packed(image) == image


def test_the_font_is_carried() -> None:
    names = {one.name for one in (files("karvan.reports") / "fonts").iterdir()}
    assert {"Vazirmatn-Regular.ttf", "Vazirmatn-Bold.ttf", "OFL.txt"} <= names


def test_words_are_drawn_in_our_font() -> None:
    widths = [_dark(font) for font in ("Vazirmatn", "No such font at all")]
    assert widths[0] > 0
    assert widths[0] != widths[1]


def _dark(font: str) -> int:
    """Dark pixels of one word of a specification drawn in a font."""
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "background": "white",
        "data": {"values": [{"t": "\u2067ارمنستان\u2069"}]},
        "mark": {"type": "text", "font": font, "fontSize": 20},
        "encoding": {"text": {"field": "t"}},
    }
    table = EVERY[0][1].table
    image = png(Picture("one", "", "", spec, 100, 100, table), scale=1)
    parts = dict(_chunks(image))
    width, height = struct.unpack(">II", parts[b"IHDR"][:8])
    rows = np.frombuffer(zlib.decompress(parts[b"IDAT"]), np.uint8).reshape(height, width * 3 + 1)
    return int((rows[:, 1:] < 128).sum())
