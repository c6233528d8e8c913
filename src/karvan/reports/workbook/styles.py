"""How cells look: fonts, colours and directions, each made once in a workbook."""

from __future__ import annotations

from typing import Any, Literal

from xlsxwriter import Workbook

from karvan.reports.i18n import Lang

# Every Windows, macOS and LibreOffice draws Persian in one of these; a workbook cannot carry a font.
FONTS: dict[Lang, str] = {"fa": "Tahoma", "en": "Arial"}
_READING_ORDER = {"en": 1, "fa": 2}

Look = Literal[
    "known", "unknown", "header", "title", "subtitle", "heading", "subheading", "plain", "note", "warning", "stop",
    "total", "link",
]  # fmt: skip
# No look rests on colour alone: weight, slant or words say the same.
_LOOKS: dict[Look, dict[str, Any]] = {
    "known": {},
    "unknown": {"italic": True, "font_color": "#595959", "bg_color": "#F2F2F2"},
    "header": {"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF", "border": 1},
    "title": {"bold": True, "font_size": 16},
    "subtitle": {"font_size": 11, "font_color": "#595959"},
    "heading": {"bold": True, "font_size": 13, "bottom": 1},
    "subheading": {"bold": True, "font_size": 11},
    "plain": {},
    "note": {"italic": True, "font_color": "#404040"},
    "warning": {"bold": True, "font_color": "#7F4F00", "bg_color": "#FFF4D6"},
    "stop": {"bold": True, "font_color": "#8B0000", "bg_color": "#FDE9E7"},
    "total": {"bold": True, "top": 1},
    "link": {"underline": 1, "font_color": "#0B4F9E"},
}


class Styles:
    """The formats of one workbook; equal ones are made once, in the order they are first asked for."""

    def __init__(self, workbook: Workbook, lang: Lang) -> None:
        self._workbook = workbook
        self._lang = lang
        self._made: dict[tuple[Any, ...], Any] = {}

    def of(
        self,
        look: Look,
        number_format: str = "General",
        *,
        wraps: bool = False,
        is_link: bool = False,
        is_quoted: bool = False,
    ) -> Any:
        """XlsxWriter's format; `is_quoted` keeps a text a text when somebody edits its cell."""
        key = (look, number_format, wraps, is_link, is_quoted)
        if key not in self._made:
            self._made[key] = self._workbook.add_format(
                {
                    "font_name": FONTS[self._lang],
                    "font_size": 10,
                    "valign": "top",
                    "reading_order": _READING_ORDER[self._lang],
                    **_LOOKS[look],
                    **(_LOOKS["link"] if is_link else {}),
                    "num_format": number_format,
                    "text_wrap": wraps,
                    "quote_prefix": is_quoted,
                }
            )
        return self._made[key]
