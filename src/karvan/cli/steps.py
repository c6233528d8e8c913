"""The log of a job's steps for machines: one line of JSON a step."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from karvan.errors import StoreError


class StepLog:
    """Times each step from its first mention to the next one's, and writes a line when it ends.

    `rows` may be told at any time before the step ends; a step nobody told of has null rows.
    """

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self._rows: dict[str, int] = {}
        self._step = ""
        self._since = 0.0

    def enter(self, step: str) -> None:
        """A step is being worked on; ends the one before it."""
        if step != self._step:
            self.close()
            self._step, self._since = step, time.perf_counter()

    def rows(self, step: str, rows: int) -> None:
        """How many rows a step reads or writes."""
        self._rows[step] = rows

    def close(self) -> None:
        """End the step under way."""
        if self._step and self._stream is not None:
            seconds = round(time.perf_counter() - self._since, 3)
            line = {"step": self._step, "seconds": seconds, "rows": self._rows.get(self._step)}
            print(json.dumps(line, ensure_ascii=False), file=self._stream, flush=True)
        self._step = ""


@contextmanager
def step_log(target: str) -> Iterator[StepLog]:
    """A log to `target`: a file's path to append to, - for stderr, empty for none.

    Raises StoreError when the file cannot be opened.
    """
    if target in ("", "-"):
        log = StepLog(sys.stderr if target else None)
        yield log
        log.close()
        return
    try:
        stream = open(target, "a", encoding="utf-8")  # noqa: SIM115, PTH123 - closed below
    except OSError as cause:
        raise StoreError(
            "The log cannot be written: {cause}.",
            where=target,
            fix="Name a file in a folder that exists and that you may write to.",
            cause=cause.strerror or str(cause),
        ) from cause
    with stream:
        log = StepLog(stream)
        yield log
        log.close()
