"""Everything that can go wrong, as one tree.

    KarvanError
    ├─ QuestionError (ValueError)      exit 2: the question cannot be answered as asked
    │  ├─ UnknownMarket
    │  ├─ UnknownRegion
    │  ├─ UnknownProduct
    │  ├─ UnreadableInput              a file or text that is empty, binary, too large, wrongly encoded
    │  ├─ Incomplete                   something the job needs was neither found nor given
    │  ├─ RateUnreadable               a text that should be a rate of duty, and is none
    │  └─ OriginRuleUnreadable         a text that should be a rule of origin, and is none
    ├─ SourceError                     exit 3: bytes from outside are not what their publisher describes
    │  ├─ FetchFailed
    │  ├─ ChecksumMismatch
    │  ├─ CorruptArchive
    │  ├─ LayoutChanged
    │  └─ UnknownCode
    ├─ StoreError                      exit 4: the warehouse cannot serve or take this
    │  ├─ SnapshotMissing
    │  ├─ SnapshotCorrupt
    │  ├─ SnapshotPinned
    │  ├─ SchemaMismatch
    │  ├─ FormatTooNew
    │  ├─ StoreLocked
    │  ├─ LedgerBroken
    │  └─ StoreFull
    ├─ PackError                       exit 5: a pack file, with file:line
    ├─ RenderError                     exit 6: a page or file could not be made
    │  └─ FormatUnavailable            an extra or a system library is missing
    ├─ Cancelled                       exit 130: the user or the portal stopped the job
    └─ Unexpected (AssertionError)     exit 70: our bug, please report

A message has up to three parts: what happened, where, and what to do. The first and the last are
templates that a face may translate before it fills in the facts. A screening hit, an unknown value or
a missing tariff is an answer, never an exception.
"""

from __future__ import annotations


class KarvanError(Exception):
    """Root of all errors: `message` and `fix` are templates, `facts` fills them, `where` is shown as is."""

    exit_code = 1

    def __init__(self, message: str, *, where: str = "", fix: str = "", **facts: object) -> None:
        self.message = message
        self.where = where
        self.fix = fix
        self.facts = facts
        super().__init__(self.text())

    def text(self, translate: dict[str, str] | None = None) -> str:
        """The error as one paragraph; `translate` maps an English template to another language's."""
        words = translate or {}
        parts = [_fill(words.get(self.message, self.message), self.facts)]
        if self.where:
            parts.append(f"[{self.where}]")
        if self.fix:
            parts.append(_fill(words.get(self.fix, self.fix), self.facts))
        return " ".join(parts)

    @property
    def code(self) -> str:
        """Name of the leaf, for machines."""
        return type(self).__name__


def _fill(template: str, facts: dict[str, object]) -> str:
    return template.format(**facts) if facts else template


class QuestionError(KarvanError, ValueError):
    """The question cannot be answered as it was asked."""

    exit_code = 2


class UnknownMarket(QuestionError):
    """No country goes by this name or code."""


class UnknownRegion(QuestionError):
    """No region goes by this slug or ISO 3166-2 code in the loaded packs."""


class UnknownProduct(QuestionError):
    """No product carries this code in the named HS revision."""


class UnreadableInput(QuestionError):
    """A text or table given by the user is empty, binary, too large or wrongly encoded."""


class Incomplete(QuestionError):
    """Something the job needs was neither found in the text nor given as an option."""


class RateUnreadable(QuestionError):
    """A text that should be a rate of duty, and is none: in a table it is unknown, never 0."""


class OriginRuleUnreadable(QuestionError):
    """A text that should be a rule of origin or its tolerance, and is none."""


class SourceError(KarvanError):
    """Bytes from outside are not what their publisher describes."""

    exit_code = 3


class FetchFailed(SourceError):
    """A download did not complete."""


class ChecksumMismatch(SourceError):
    """A file's sha256 is not the promised one."""


class CorruptArchive(SourceError):
    """A zip file is truncated or damaged."""


class LayoutChanged(SourceError):
    """A column or an element is missing, new, or of another kind than the source's description says."""


class UnknownCode(SourceError):
    """A country, product or unit code that the release's own tables do not explain."""


class StoreError(KarvanError):
    """The warehouse cannot serve or take this."""

    exit_code = 4


class SnapshotMissing(StoreError):
    """No snapshot holds the table, or a pinned version is gone."""


class SnapshotCorrupt(StoreError):
    """A file of a snapshot is missing or its sha256 differs from the manifest."""


class SnapshotPinned(StoreError):
    """A recorded plan still needs this version."""


class SchemaMismatch(StoreError):
    """Rows do not fit the table's declaration."""


class FormatTooNew(StoreError):
    """A newer karvan wrote this manifest."""


class StoreLocked(StoreError):
    """Another load of the same source is running."""


class LedgerBroken(StoreError):
    """A row of an append-only file is not the one that was written."""


class StoreFull(StoreError):
    """The disk is full; the store is as it was before."""


class PackError(KarvanError):
    """A pack file does not load; `where` is file:line."""

    exit_code = 5


class RenderError(KarvanError):
    """A page or file could not be made."""

    exit_code = 6


class FormatUnavailable(RenderError):
    """An output format needs an extra or a system library that is absent."""


class Cancelled(KarvanError):
    """The caller asked to stop; nothing half-done remains."""

    exit_code = 130


class Unexpected(KarvanError, AssertionError):
    """Our bug: please report."""

    exit_code = 70
