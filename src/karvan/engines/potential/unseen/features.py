"""Everything a pair's total can be read from without having seen it: one C x C layer per feature."""

from __future__ import annotations

from typing import Any

import numpy as np

from karvan.engines.potential.unseen.expected import expected_pairs
from karvan.engines.potential.unseen.factors import gravity, low_rank
from karvan.engines.potential.unseen.geography import Floats
from karvan.engines.potential.unseen.neighbours import alike, averages, corrected, near
from karvan.engines.potential.unseen.world import World

Layers = dict[str, Floats]


def layers(world: World, seed: int, with_reverse: bool = True) -> Layers:
    """Named C x C layers of the visible world, logs where USD; NaN: not known. A hidden pair's figure is in none.

    `seed` starts the low-rank fits. Without detail only what pair totals and product margins tell is there.
    """
    logs = np.log(np.where(np.nan_to_num(world.totals) > 0, world.totals, np.nan))
    weights = np.clip((logs - np.log(1e5)) / np.log(100.0), 0.05, 1.0)
    found: Layers = _plain(world)
    fit = gravity(logs, weights, _dyads(world))
    friction = np.exp(fit.friction - fit.friction.mean())
    found |= {"gravity": fit.fitted, "friction": fit.friction}
    found |= _expected(world, friction)
    base = 0.5 * (fit.fitted + found["expected_hs6"])
    left = logs - base
    found["rank8"] = low_rank(left, weights, 8, 3.0, seed)
    found["rank3"] = low_rank(left, weights, 3, 3.0, seed)
    found |= _local(world, left, weights)
    if with_reverse:
        found |= _reverse(logs, base)
    if world.detail is not None:
        found |= _detailed(world, friction)
    return found


def _plain(world: World) -> Layers:
    size, place = world.size, world.place
    count = len(world.countries)
    found: Layers = {"log_km": place.log_km}
    found |= {f"flag{at}": flag for at, flag in enumerate(place.flags)}
    exports, imports = world.exports.sum(axis=1), world.imports.sum(axis=1)
    partners = (np.nan_to_num(world.totals) > 0) & world.visible
    for name, column in {
        **{f"size{at}": size[:, at] for at in range(size.shape[1])},
        **{f"place{at}": place.place[:, at] for at in range(3)},
        "exports": np.log(exports + 1.0),
        "imports": np.log(imports + 1.0),
        "sold_to": partners.sum(axis=1) / np.maximum(world.visible.sum(axis=1), 1),
        "bought_from": partners.sum(axis=0) / np.maximum(world.visible.sum(axis=0), 1),
        "narrow": _concentration(world.exports),
    }.items():
        found[f"exporter_{name}"] = np.repeat(column[:, None], count, axis=1)
        found[f"importer_{name}"] = np.repeat(column[None, :], count, axis=0)
    return found


def _concentration(totals: Floats) -> Floats:
    return np.asarray(((totals / np.maximum(totals.sum(axis=1, keepdims=True), 1.0)) ** 2).sum(axis=1))


def _dyads(world: World) -> Floats:
    km = world.place.filled_log_km - 8.0
    return np.array([km, km**2, np.maximum(0.0, 7.0 - km - 8.0), *np.nan_to_num(world.place.flags)])


def _expected(world: World, friction: Floats) -> Layers:
    flat = np.ones_like(friction)
    return {
        "expected_flat": _log_expected(world, world.exports, world.imports, flat),
        "expected_hs6": _log_expected(world, world.exports, world.imports, friction),
        "expected_total": _log_expected(
            world,
            world.exports.sum(axis=1, keepdims=True),
            world.imports.sum(axis=1, keepdims=True),
            friction,
        ),
    }


def _log_expected(world: World, exports: Floats, imports: Floats, friction: Floats) -> Floats:
    single: list[Any] = [one.astype(np.float32) for one in (exports, imports, friction, world.visible)]
    return np.log(expected_pairs(single[0], single[1], single[2], single[3])[2].astype(np.float64) + 1.0)


def _local(world: World, left: Floats, weights: Floats) -> Layers:
    close = near(world.place.filled_log_km)
    sold, bought = alike(world.exports), alike(world.imports)
    found = {
        "near_exporters": averages(left, weights, close),
        "near_importers": averages(left.T, weights.T, close).T,
        "alike_exporters": averages(left, weights, sold),
        "alike_importers": averages(left.T, weights.T, bought).T,
        "near_alike_exporters": averages(left, weights, np.sqrt(close) * sold),
        "near_alike_importers": averages(left.T, weights.T, np.sqrt(close) * bought).T,
        "similarity_sold": sold,
        "similarity_bought": bought,
    }
    found["near_both"] = averages(found["near_exporters"].T, np.ones_like(left), close).T
    return found


def _reverse(logs: Floats, base: Floats) -> Layers:
    return {"reverse": logs.T, "reverse_left": (logs - base).T, "reverse_base": base.T}


def _detailed(world: World, friction: Floats) -> Layers:
    detail: Any = world.detail
    seen = detail.chapters
    exports, imports = seen.sum(axis=1).astype(float), seen.sum(axis=0).astype(float)
    sells, buys, _ = expected_pairs(exports, imports, friction, world.visible.astype(float))
    single = [one.astype(np.float32) for one in (sells, buys, friction, world.visible)]
    close = near(world.place.filled_log_km)
    kernels = {"near": close, "alike": alike(imports), "both": np.sqrt(close) * alike(imports)}
    found = {}
    for name, kernel in kernels.items():
        value = corrected(seen, single[0], single[1], single[2], single[3], kernel.astype(np.float32))
        found[f"importers_{name}_by_chapter"] = np.log(value + 1.0)
    kernels = {"near": close, "alike": alike(exports), "both": np.sqrt(close) * alike(exports)}
    turned = np.ascontiguousarray(seen.transpose(1, 0, 2))
    for name, kernel in kernels.items():
        value = corrected(turned, single[1], single[0], single[2].T, single[3].T, kernel.astype(np.float32))
        found[f"exporters_{name}_by_chapter"] = np.log(value.T + 1.0)
    return found
