"""Places before anything is drawn: words, rings, maps, networks, steps."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from karvan.reports.pictures.clip import clipped
from karvan.reports.pictures.ink import isolated, shortened
from karvan.reports.pictures.labels import Wish, place, text_width
from karvan.reports.pictures.network import places
from karvan.reports.pictures.projection import fitted
from karvan.reports.pictures.scales import Scale, decades, radius, steps
from karvan.reports.pictures.shapes import world

spot = st.floats(0, 300)
FRAME = (0.0, 0.0, 300.0, 300.0)


@given(st.lists(st.tuples(st.sampled_from(["Iraq", "ارمنستان", "Steel rebar"]), spot, spot), max_size=12))
def test_words_do_not_touch(asked: list[tuple[str, float, float]]) -> None:
    found = place([Wish(text, x, y, 4) for text, x, y in asked], 11, FRAME)
    boxes = []
    for one in found:
        wide = text_width(one.text, 11)
        left = one.x - {"left": 0, "center": wide / 2, "right": wide}[one.align]
        boxes.append((left, one.y - 6.8, left + wide, one.y + 6.8))
    for at, a in enumerate(boxes):
        assert a[0] >= 0
        assert a[2] <= 300.001
        for b in boxes[:at]:
            assert a[0] >= b[2] or b[0] >= a[2] or a[1] >= b[3] or b[1] >= a[3]


def test_words_go_left_first_when_asked() -> None:
    aligns = [place([Wish("a", 50, 50, 4, is_left_first=one)], 11, FRAME)[0].align for one in (False, True)]
    assert aligns == ["left", "right"]


def test_a_square_cut_by_a_frame() -> None:
    ring = [(-5.0, 2.0), (5.0, 2.0), (5.0, 8.0), (-5.0, 8.0), (-5.0, 2.0)]
    assert set(clipped(ring, (0, 0, 10, 10))) == {(0.0, 2.0), (5.0, 2.0), (5.0, 8.0), (0.0, 8.0)}
    assert clipped(ring, (20, 20, 30, 30)) == []


def test_shapes_of_the_world() -> None:
    shapes = world()
    assert {"IRN", "IRQ", "ARM", "AFG", "UZB", "RUS", "CHN"} <= set(shapes)
    assert len(shapes) > 160
    x, y = shapes["IRN"].middle
    assert (round(x), round(y)) == (54, 33)
    jumps = [
        abs(b[0] - a[0])
        for one in shapes.values()
        for polygon in one.polygons
        for ring in polygon
        for a, b in pairwise(ring)
    ]
    assert max(jumps) <= 180


def test_the_map_holds_what_it_was_fitted_to() -> None:
    view = fitted([(44.0, 25.0), (63.0, 39.0)], 700, 440, 46)
    (left, bottom), (right, top) = view.at((44.0, 25.0)), view.at((63.0, 39.0))
    assert top == pytest.approx(46, abs=0.5)
    assert bottom == pytest.approx(394, abs=0.5)
    assert left + right == pytest.approx(700, abs=0.5)


def test_a_chain_lies_on_a_line_in_its_order() -> None:
    found = places(4, ((0, 1), (1, 2), (2, 3)))
    assert (np.diff(found[:, 0]) > 0).all() or (np.diff(found[:, 0]) < 0).all()
    assert found.min() == 0
    assert found.max() == 1
    assert (places(4, ((0, 1), (1, 2), (2, 3))) == found).all()


def test_networks_of_nothing_one_and_parts() -> None:
    assert places(0, ()).shape == (0, 2)
    assert places(1, ()).tolist() == [[0.5, 0.5]]
    assert np.isfinite(places(3, ((0, 1),))).all()
    assert np.isfinite(places(3, ())).all()


@given(st.floats(1e-3, 1e12))
def test_steps_enclose_the_value(high: float) -> None:
    found = steps(high)
    assert found[0] == 0
    assert found[-1] >= high * (1 - 1e-9)
    assert 2 <= len(found) <= 6


def test_steps_decades_and_scales_by_hand() -> None:
    assert steps(5.3) == [0, 2, 4, 6]
    assert steps(0) == [0, 1]
    assert decades(2e4, 3e6) == [1e4, 1e5, 1e6, 1e7]
    assert Scale(1, 100, 0, 200, is_log=True).at(10) == pytest.approx(100)
    assert Scale(0, 10, 200, 0).at(11) == 0
    assert radius(25, 100, 10) == 5
    assert math.isclose(radius(0, 0, 10), 0)


def test_isolation_and_cutting() -> None:
    assert isolated("HS 7606") == "HS 7606"
    assert isolated("ورق HS 7606") == "\u2067ورق HS 7606\u2069"
    assert shortened("Steel rebar, sections and pipes", 18) == "Steel rebar…"
    assert shortened("Plaster", 18) == "Plaster"
