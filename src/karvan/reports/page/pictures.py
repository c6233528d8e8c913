"""Pictures inside the page: PNG files as data, so that nothing is fetched."""

from __future__ import annotations

import base64

from karvan.errors import RenderError

_PNG = b"\x89PNG\r\n\x1a\n"


def as_address(name: str, png: bytes) -> str:
    """A data address. Raises RenderError for what is no PNG."""
    if not png.startswith(_PNG):
        raise RenderError(
            "The picture {name!r} is not a PNG file.", fix="Give the page PNG pictures.", name=name
        )
    return "data:image/png;base64," + base64.b64encode(png).decode("ascii")
