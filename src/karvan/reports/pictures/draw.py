"""A picture as PNG, by vl-convert: no browser, no network, the same bytes each time on one machine."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.resources import as_file, files
from typing import Any

from karvan.errors import FormatUnavailable
from karvan.reports.document import Picture
from karvan.reports.pictures.pack import packed

VEGA_LITE = "6.4"


def png(picture: Picture, scale: float = 2.5) -> bytes:
    """The picture at `scale` pixels for each CSS pixel.

    Raises FormatUnavailable when the extra `charts` is not installed.
    """
    spec = dict(picture.spec)
    drawing = _renderer()
    if "vega-lite" not in spec["$schema"]:
        return packed(drawing.vega_to_png(spec, scale=scale, allowed_base_urls=[]))
    return packed(drawing.vegalite_to_png(spec, vl_version=VEGA_LITE, scale=scale, allowed_base_urls=[]))


@cache
def _renderer() -> Any:
    """vl-convert, told once where our font lies."""
    try:
        found = import_module("vl_convert")
    except ImportError as cause:
        raise FormatUnavailable(
            "Pictures cannot be drawn: vl-convert is missing.",
            fix="Install it: pip install 'karvan[charts]'.",
        ) from cause
    with as_file(files("karvan.reports") / "fonts") as folder:
        found.register_font_directory(str(folder))
    return found
