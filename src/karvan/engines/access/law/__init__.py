"""What the law says of a good between two countries on a day: charges, papers, steps, questions."""

from karvan.engines.access.law.answer import (
    METHOD,
    AccessAnswer,
    Branch,
    Charge,
    Levy,
    Side,
    Topic,
    Total,
)
from karvan.engines.access.law.ask import countries_with_law, open_law_book
from karvan.engines.access.law.assemble import answer
from karvan.engines.access.law.book import LawBook
from karvan.engines.access.law.bulk import duties
from karvan.engines.access.law.coverage import coverage_of
from karvan.engines.access.law.document import in_words as formula_of
from karvan.engines.access.law.question import AccessQuestion, Consignment

__all__ = [
    "METHOD",
    "AccessAnswer",
    "AccessQuestion",
    "Branch",
    "Charge",
    "Consignment",
    "LawBook",
    "Levy",
    "Side",
    "Topic",
    "Total",
    "answer",
    "countries_with_law",
    "coverage_of",
    "duties",
    "formula_of",
    "open_law_book",
]
