"""What a PNG file says of its size."""

from __future__ import annotations

import struct

from karvan.errors import RenderError

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def width_of(png: bytes, name: str) -> float:
    """Width in CSS pixels (96 to the inch), by the file's own density if it states one.

    Raises RenderError when it is not a PNG.
    """
    if not png.startswith(_SIGNATURE) or len(png) < 24:
        raise RenderError(
            "The picture {name!r} is not a PNG file.", fix="Give the workbook PNG pictures.", name=name
        )
    width: int = struct.unpack(">I", png[16:20])[0]
    return width * 96.0 / _density(png)


def _density(png: bytes) -> float:
    """Pixels to the inch; 96 when the file does not say."""
    at = len(_SIGNATURE)
    while at + 17 <= len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"pHYs" and png[at + 16] == 1:  # 1: the unit is the metre
            per_metre: int = struct.unpack(">I", png[at + 8 : at + 12])[0]
            return per_metre * 0.0254 or 96.0
        at += length + 12
    return 96.0
