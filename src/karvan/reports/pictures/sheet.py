"""A sheet to draw on: layers in pixels from the upper left corner, put together as one Vega-Lite specification.

Pixels and not scales, because words must not collide in either direction of writing: the places of words are
found before they are drawn. The dataset `figures` holds what the picture states, all of it, and nothing else does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from karvan.reports.pictures.ink import isolated
from karvan.reports.pictures.labels import Placed
from karvan.reports.pictures.palette import INK, LINE, QUIET, WHITE

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "Vazirmatn"
SIZE = 12
"""Pixels of the usual words."""

Row = Mapping[str, Any]


@dataclass(slots=True)
class Sheet:
    """`figures`: rows of what is stated; layers are added in the order of painting."""

    width: int
    height: int
    figures: Sequence[Row]
    layers: list[dict[str, Any]] = field(default_factory=list)
    datasets: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, name: str, mark: Mapping[str, Any], rows: Sequence[Row]) -> None:
        """A layer of rows with x, y (and x2, y2, size, fill, stroke, ... as they have), all as drawn."""
        if not rows:
            return
        self.datasets[name] = [_rounded(row) for row in rows]
        channels = [key for key in _CHANNELS if any(key in row for row in rows)]
        encoding = {key: _CHANNELS[key] for key in channels}
        self.layers.append({"data": {"name": name}, "mark": dict(mark), "encoding": encoding})

    def shapes(self, name: str, rows: Sequence[Row]) -> None:
        """Areas: rows with fill and polygons (rings of pixels)."""
        self.datasets[name] = [
            {
                "type": "Feature",
                "geometry": {"type": "MultiPolygon", "coordinates": row["polygons"]},
                "fill": row["fill"],
            }
            for row in rows
        ]
        self.layers.append(
            {
                "data": {"name": name},
                "projection": {"type": "identity", "scale": 1, "translate": [0, 0]},
                "mark": {"type": "geoshape", "stroke": WHITE, "strokeWidth": 0.8},
                "encoding": {"fill": _CHANNELS["fill"]},
            }
        )

    def words(self, name: str, rows: Sequence[Row], **mark: Any) -> None:
        """A layer of words: rows with x, y, text; marks Arabic text for the renderer."""
        shown = [{**row, "text": isolated(str(row["text"]))} for row in rows]
        self.add(name, {"type": "text", "fontSize": SIZE, "color": INK, "baseline": "middle", **mark}, shown)

    def rimmed(self, name: str, places: Sequence[Placed], size: int, **mark: Any) -> None:
        """Words with a white rim, so that they can be read on whatever lies below."""
        rim = {"color": WHITE, "stroke": WHITE, "strokeWidth": 3, "strokeJoin": "round"}
        for align in ("left", "right", "center"):
            rows = [{"x": one.x, "y": one.y, "text": one.text} for one in places if one.align == align]
            look = {"align": align, "fontSize": size, **mark}
            self.words(f"{name}-rims-{align}", rows, **look, **rim)
            self.words(f"{name}-{align}", rows, **look)

    def spec(self) -> dict[str, Any]:
        """The specification; `description` and the like belong to the Picture."""
        return {
            "$schema": SCHEMA,
            "background": WHITE,
            "width": self.width,
            "height": self.height,
            "padding": 0,
            "autosize": {"type": "none"},
            "config": {
                "aria": False,
                "font": FONT,
                "view": {"stroke": None},
                "text": {"font": FONT},
                "rule": {"color": LINE},
            },
            "datasets": {"figures": [dict(row) for row in self.figures], **self.datasets},
            "layer": self.layers,
        }


_CHANNELS: dict[str, dict[str, Any]] = {
    **{key: {"field": key, "type": "quantitative", "scale": None, "axis": None} for key in ("x", "y")},
    "x2": {"field": "x2"},
    "y2": {"field": "y2"},
    **{
        key: {"field": key, "type": "nominal", "scale": None, "legend": None}
        for key in ("fill", "stroke", "opacity", "color")
    },
    "size": {"field": "size", "type": "quantitative", "scale": None, "legend": None},
    "text": {"field": "text", "type": "nominal"},
}


def quiet_words(size: int = 11) -> dict[str, Any]:
    """The look of words that explain."""
    return {"fontSize": size, "color": QUIET}


def _rounded(row: Row) -> Row:
    return {key: round(value, 1) if isinstance(value, float) else value for key, value in row.items()}
