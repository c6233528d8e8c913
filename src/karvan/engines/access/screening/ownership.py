"""What listed owners hold together, as a range: nothing undeclared is taken for nothing.

A holding through another firm counts in full when that firm is itself owned by listed persons to the
threshold, and not at all when it is not (OFAC FAQ 401); shares are not multiplied down the chain. The same
rule is used for the other jurisdictions, whose own texts on chains were not seen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from karvan.engines.access.screening.readings import Reading
from karvan.model.known import Known
from karvan.model.party import Party, Stake
from karvan.model.truth import Truth

# Whether a person is on the list, its own name alone.
IsListed = Callable[[Party], Truth]
NOTHING, WHOLE = Decimal(0), Decimal(1)


@dataclass(frozen=True, slots=True)
class Holding:
    """What is held by listed persons: `is_owned` on the jurisdiction's reading, `low` to `high` of the whole."""

    is_owned: Truth
    low: Decimal
    high: Decimal
    by_control: bool
    owners: tuple[str, ...]
    lacks: tuple[str, ...]


def holding(party: Party, reading: Reading, is_listed: IsListed) -> Holding:
    """The holding of listed persons in `party` by its declared owners, and by theirs."""
    if party.kind == "individual":
        return Holding(Truth.NO, NOTHING, NOTHING, by_control=False, owners=(), lacks=())
    held = [(stake, _counts(stake.owner, reading, is_listed)) for stake in party.stakes]
    known = [_share(stake) for stake in party.stakes]
    undeclared = WHOLE - sum(known, NOTHING)
    sure = [_share(stake) for stake, truth in held if truth is Truth.YES]
    open_ = sum((_share(stake) for stake, truth in held if truth is Truth.UNKNOWN), NOTHING)
    low = sum(sure, NOTHING)
    high = low + open_ + undeclared
    control = _control(held, reading)
    by_shares = _by_shares(sure, low, high, reading)
    is_owned = Truth.YES if Truth.YES in (by_shares, control) else by_shares
    if by_shares is Truth.NO and control is Truth.UNKNOWN:
        is_owned = Truth.UNKNOWN
    return Holding(
        is_owned=is_owned,
        low=low,
        high=high,
        by_control=control is Truth.YES,
        owners=tuple(stake.owner.name for stake, truth in held if truth is not Truth.NO),
        lacks=() if is_owned is not Truth.UNKNOWN else _lacks(held, undeclared, control, low, reading),
    )


def _counts(owner: Party, reading: Reading, is_listed: IsListed) -> Truth:
    """Whether an owner's shares count as held by listed persons: it is listed, or owned by such."""
    named = is_listed(owner)
    if named is Truth.YES:
        return named
    owned = holding(owner, reading, is_listed).is_owned
    if Truth.YES in (named, owned):
        return Truth.YES
    return Truth.UNKNOWN if Truth.UNKNOWN in (named, owned) else Truth.NO


def _by_shares(sure: Sequence[Decimal], low: Decimal, high: Decimal, reading: Reading) -> Truth:
    if not reading.reached(high):
        return Truth.NO
    # Where holdings are not added up, two that reach it together may still act as one: that is not known.
    enough = low if reading.adds_up else max(sure, default=NOTHING)
    return Truth.YES if reading.reached(enough) else Truth.UNKNOWN


def _control(held: Sequence[tuple[Stake, Truth]], reading: Reading) -> Truth:
    """Whether a listed person controls the party by other means than shares."""
    if not reading.counts_control:
        return Truth.NO
    found = {_controls(stake, truth) for stake, truth in held}
    if Truth.YES in found:
        return Truth.YES
    return Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.NO


def _controls(stake: Stake, counts: Truth) -> Truth:
    if Truth.NO in (stake.control, counts):
        return Truth.NO
    return Truth.YES if stake.control is counts is Truth.YES else Truth.UNKNOWN


def _lacks(
    held: Sequence[tuple[Stake, Truth]], undeclared: Decimal, control: Truth, low: Decimal, reading: Reading
) -> tuple[str, ...]:
    named = {
        "undeclared": undeclared > 0,
        "share_unknown": any(not isinstance(stake.share, Known) for stake, _ in held),
        "owner_unknown": any(truth is Truth.UNKNOWN for _, truth in held),
        "control_unknown": control is Truth.UNKNOWN,
        "joint": not reading.adds_up and reading.reached(low),
    }
    return tuple(code for code, lacking in named.items() if lacking)


def _share(stake: Stake) -> Decimal:
    """The declared share; one that is not known lies in the undeclared part."""
    return stake.share.value if isinstance(stake.share, Known) else NOTHING
