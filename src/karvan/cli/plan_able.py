"""What this machine can make: PDF needs WeasyPrint and Pango, pictures need vl-convert."""

from __future__ import annotations

from ctypes.util import find_library
from importlib.util import find_spec

from karvan.cli.output import remark
from karvan.cli.plan_files import FORMATS
from karvan.cli.words import marked


def can_print() -> bool:
    """Whether a PDF can be made here; looked up without loading anything."""
    return find_spec("weasyprint") is not None and find_library("pangoft2-1.0") is not None


def can_draw() -> bool:
    """Whether pictures can be drawn here."""
    return find_spec("vl_convert") is not None


def formats_here(wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The formats asked for; of nothing in particular, all that can be made here, and what cannot is said."""
    if wanted:
        return wanted
    if can_print():
        return FORMATS
    remark(
        marked(
            "PDF is left out. It needs pip install 'karvan[pdf]' and Pango (on Debian: apt-get install "
            "libpango-1.0-0 libpangoft2-1.0-0)."
        )
    )
    return tuple(one for one in FORMATS if one != "pdf")


def pictures_here() -> bool:
    """Whether to draw; if not, it is said."""
    if not can_draw():
        remark(marked("Pictures are left out. They need pip install 'karvan[charts]'."))
    return can_draw()
