"""Equal to py-ecomplexity where that is right; right where it is not.

Its normalisations are ours but for one: it leaves PCI uncentred (an eigenvector) until COI and COG are made, as we
do by `centred`. Density includes the product itself, so `diagonal` is 1.
"""

from __future__ import annotations

import contextlib
import io
import warnings

import numpy as np
import pandas as pd
import pytest
from ecomplexity import ecomplexity
from tests.engines.potential.complexity.worlds import nested

from karvan.engines.potential.complexity import Complexity, binary, complexity, complexity_of, proximity, rca
from karvan.engines.potential.complexity.arrays import Floats
from karvan.model.known import Known, Unknown

OF_COUNTRY, OF_PRODUCT = ("diversity", "eci", "coi"), ("ubiquity", "pci")
OF_CELL = ("rca", "density", "cog")


def peer(values: Floats, **words: object) -> dict[str, Floats]:
    """What py-ecomplexity makes of the values, as arrays; it prints and warns, which is not the point here."""
    row, column = np.indices(values.shape)
    table = pd.DataFrame({"t": 1, "c": row.ravel(), "p": column.ravel(), "x": values.ravel()})
    names = {"time": "t", "loc": "c", "prod": "p", "val": "x"}
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        found = ecomplexity(table, names, verbose=False, check_logsupermodularity=False, **words)
    found = found.sort_values(["c", "p"])
    return {name: found[name].to_numpy(float).reshape(values.shape) for name in found.columns[4:]}


def assert_equal(ours: Complexity, theirs: dict[str, Floats], names: tuple[str, ...] = OF_CELL) -> None:
    for name in names:
        np.testing.assert_allclose(getattr(ours, name), theirs[name], rtol=0, atol=1e-10, err_msg=name)
    for name in OF_COUNTRY:
        np.testing.assert_allclose(getattr(ours, name), theirs[name][:, 0], rtol=0, atol=1e-10, err_msg=name)
    for name in OF_PRODUCT:
        np.testing.assert_allclose(getattr(ours, name), theirs[name][0], rtol=0, atol=1e-10, err_msg=name)


@pytest.mark.parametrize(
    ("countries", "products", "seed"), [(12, 20, 1), (30, 80, 2), (60, 40, 3), (90, 300, 4)]
)
def test_equal_on_clean_values(countries: int, products: int, seed: int):
    values = nested(countries, products, seed)
    ours = complexity(values)
    assert ours.has_eci.all()
    assert ours.has_pci.all()
    assert_equal(ours, peer(values))


@pytest.mark.parametrize("seed", [5, 6])
def test_equal_on_a_continuous_presence(seed: int):
    values = nested(25, 40, seed)
    theirs = peer(complexity(values, presence="continuous").presence, presence_test="manual")
    ours = complexity(values, presence="continuous")
    # It keeps sum M^2 / u as a product's nearness to itself, where we say 1: all that rests on proximity differs.
    for name in ("diversity", "eci"):
        np.testing.assert_allclose(getattr(ours, name), theirs[name][:, 0], rtol=0, atol=1e-10)
    for name in OF_PRODUCT:
        np.testing.assert_allclose(getattr(ours, name), theirs[name][0], rtol=0, atol=1e-10)


def dense(presence: Floats) -> dict[str, Floats]:
    """The definitions written out with the P x P operator, for a presence without empty rows and columns."""
    many, often = presence.sum(axis=1), presence.sum(axis=0)
    steps, vectors = np.linalg.eig((presence / often).T @ (presence / many[:, None]))
    product = np.real(vectors[:, np.argsort(steps.real)[-2]])
    country = presence @ product / many
    sign = np.sign(np.corrcoef(country, many)[0, 1])
    mean, spread = (sign * country).mean(), country.std()
    near = (presence.T @ presence) / np.maximum(often[:, None], often)
    raw = sign * product / spread
    reach = ((presence @ near / near.sum(axis=0)) * (1 - presence)) @ raw
    return {
        "eci": sign * country / spread - mean / spread,
        "pci": raw - mean / spread,
        "density": presence @ near / near.sum(axis=0),
        "coi": (reach - reach.mean()) / reach.std(),
        "cog": (1 - presence) * (((1 - presence) * raw / near.sum(axis=0)) @ near),
        "proximity": near,
    }


def test_a_product_nobody_makes_leaves_the_others_as_they_are():
    values = nested(20, 30, 7)
    values[:, 4] = 0
    values[:, 4] = values.sum(axis=1) * 0.01  # sold by all alike: nobody reaches an RCA of 1.05
    advantage = rca(values)
    presence = binary(advantage, 1.05)
    assert presence.sum(axis=0)[4] == 0
    assert (np.delete(presence.sum(axis=0), 4) > 0).all()
    assert np.isnan(peer(values, rca_mcp_threshold=1.05)["eci"]).all()
    ours = complexity(values, threshold=1.05)
    keep = np.arange(30) != 4
    wanted = dense(presence[:, keep])
    np.testing.assert_allclose(ours.eci, wanted["eci"], atol=1e-10)
    np.testing.assert_allclose(ours.coi, wanted["coi"], atol=1e-10)
    np.testing.assert_allclose(ours.pci[keep], wanted["pci"], atol=1e-10)
    np.testing.assert_allclose(ours.density[:, keep], wanted["density"], atol=1e-10)
    np.testing.assert_allclose(ours.cog[:, keep], wanted["cog"], atol=1e-10)
    np.testing.assert_allclose(ours.proximity[np.ix_(keep, keep)], wanted["proximity"], atol=1e-10)
    assert ours.has_pci.tolist() == keep.tolist()
    assert ours.pci_of(4) == Unknown("not_computed", ("presence",))
    assert (ours.pci[4], ours.density[:, 4].any(), ours.cog[:, 4].any()) == (0.0, False, False)


def test_a_country_that_makes_nothing_leaves_the_others_as_they_are():
    values = nested(20, 30, 8)
    values[3] = 0
    values[3] = values.sum(axis=0) * 0.01  # sells a little of all: nowhere an RCA of 1.05
    advantage = rca(values)
    presence = binary(advantage, 1.05)
    assert presence.sum(axis=1)[3] == 0
    assert (presence.sum(axis=0) > 0).all()
    assert np.isnan(peer(values, rca_mcp_threshold=1.05)["eci"]).all()
    ours = complexity(values, threshold=1.05)
    keep = np.arange(20) != 3
    wanted = dense(presence[keep])
    np.testing.assert_allclose(ours.eci[keep], wanted["eci"], atol=1e-10)
    np.testing.assert_allclose(ours.coi[keep], wanted["coi"], atol=1e-10)
    np.testing.assert_allclose(ours.pci, wanted["pci"], atol=1e-10)
    np.testing.assert_allclose(ours.cog[keep], wanted["cog"], atol=1e-10)
    assert ours.has_eci.tolist() == keep.tolist()
    assert ours.eci_of(3) == ours.coi_of(3) == Unknown("not_computed", ("presence",))
    assert ours.eci_of(2) == Known(float(ours.eci[2]))
    assert not ours.cog[3].any()


def test_a_country_without_exports_and_a_product_without_trade_disturb_nobody():
    values = nested(20, 30, 9)
    alone = complexity(values)
    values = np.insert(np.insert(values, 5, 0.0, axis=0), 11, 0.0, axis=1)
    ours = complexity(values)
    rows, columns = np.arange(21) != 5, np.arange(31) != 11
    assert ours.has_eci.tolist() == rows.tolist()
    assert ours.has_pci.tolist() == columns.tolist()
    for name in ("eci", "coi", "diversity"):
        np.testing.assert_allclose(getattr(ours, name)[rows], getattr(alone, name), atol=1e-10)
    for name in ("rca", "density", "cog"):
        np.testing.assert_allclose(
            getattr(ours, name)[np.ix_(rows, columns)], getattr(alone, name), atol=1e-10
        )


def test_a_network_in_two_parts_is_ordered_in_the_larger_one():
    large, small = nested(20, 30, 10), nested(6, 9, 11)
    values = np.zeros((26, 39))
    values[:20, :30], values[20:, 30:] = large, small
    presence = binary(rca(values))
    ours = complexity_of(presence, rca(values))
    wanted = dense(presence[:20, :30])
    assert ours.has_eci.tolist() == [True] * 20 + [False] * 6
    assert ours.has_pci.tolist() == [True] * 30 + [False] * 9
    np.testing.assert_allclose(ours.eci[:20], wanted["eci"], atol=1e-10)
    np.testing.assert_allclose(ours.pci[:30], wanted["pci"], atol=1e-10)
    np.testing.assert_allclose(ours.cog[:20, :30], wanted["cog"], atol=1e-10)
    np.testing.assert_allclose(ours.proximity, proximity(presence, diagonal=1))
