"""Colours that people with colour-blindness tell apart: Okabe & Ito 2008 for kinds, viridis for amounts.

Every fill that is pale on white gets a dark outline, so that no mark is told by its colour alone.
"""

from __future__ import annotations

BLACK = "#000000"
ORANGE = "#E69F00"
SKY = "#56B4E9"
GREEN = "#009E73"
BLUE = "#0072B2"
VERMILION = "#D55E00"
PURPLE = "#CC79A7"
OKABE_ITO = (BLACK, ORANGE, SKY, GREEN, BLUE, VERMILION, PURPLE)
VIRIDIS = ("#440154", "#3B528B", "#21918C", "#5EC962", "#FDE725")
"""Five steps: 0-20, 20-40, 40-60, 60-80, 80-100 %."""

INK = "#222222"
QUIET = "#595959"
"""Words beside the figures: 7.0 to 1 on white."""
LINE = "#BFBFBF"
LAND = "#F2F2F2"
HOME = "#F6DFB0"
MARKET = "#CFE3F1"
UNKNOWN = "#D9D9D9"
"""Nothing is known: grey with a dashed outline and a question mark, never a colour of a scale."""
WHITE = "#FFFFFF"
REST = "#8C8C8C"
"""All others together."""
BANDS = ("#DCEBF5", "#A9CFE8", "#5FA5D0")
"""Intervals of an estimate: 95, 80 and 50 %."""
TINTS = (HOME, MARKET, REST, *BANDS)
GREYS = (INK, QUIET, LINE, LAND, UNKNOWN, WHITE)


def words_on(colour: str) -> str:
    """White or black words, whichever has the stronger contrast on a colour (WCAG 2 relative luminance)."""
    light = luminance(colour)
    return WHITE if 1.05 / (light + 0.05) > (light + 0.05) / 0.05 else BLACK


def paler(colour: str, part: float) -> str:
    """A colour mixed with white: `part` 1 is the colour itself, 0 is white."""
    mixed = (round(255 - part * (255 - int(colour[at : at + 2], 16))) for at in (1, 3, 5))
    return "#" + "".join(f"{one:02X}" for one in mixed)


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB, 0 to 1 (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
