"""What a waiting person sees: a bar on a terminal, a line a step in the log, and a Ctrl-C that is heeded."""

from __future__ import annotations

import logging
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from types import FrameType
from typing import TYPE_CHECKING

from karvan.cli.session import current
from karvan.cli.steps import StepLog, step_log

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID


@dataclass
class Watch:
    """A job that is watched: pass `progress` and `cancelled` to the long verb."""

    log: StepLog
    bar: Bar | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    _tasks: dict[str, TaskID] = field(default_factory=dict)

    def progress(self, step: str, done: int, total: int) -> None:
        """Where the job is; a total of 0 means that it is not known."""
        self.log.enter(step)
        if self.bar is not None:
            self.bar.update(self._task(self.bar, step), completed=done, total=total or None)

    def _task(self, bar: Bar, step: str) -> TaskID:
        """The step's line; a step that begins ends the one before it."""
        if step not in self._tasks:
            for task in self._tasks.values():
                bar.update(task, completed=1, total=1)
            self._tasks[step] = bar.add_task(step, total=None)
        return self._tasks[step]

    def cancelled(self) -> bool:
        """Whether the person asked to stop."""
        return self.stop.is_set()


@contextmanager
def watched() -> Iterator[Watch]:
    """Watch a job: bar and log as the session says; the first Ctrl-C asks it to stop, the second kills it."""
    if not current().debug:
        # What a library tells its log would stand between the bar and the one paragraph of an error.
        logging.getLogger().addHandler(logging.NullHandler())
    bar = _bar() if sys.stderr.isatty() else None
    with step_log(current().log_json) as log, bar or nullcontext():
        watch = Watch(log, bar)
        with _interrupt_asks(watch.stop):
            yield watch


def _bar() -> Bar:
    # Late: rich costs a tenth of a second, and most runs have no terminal.
    from rich.console import Console
    from rich.progress import Progress, TimeElapsedColumn

    return Progress(
        *Progress.get_default_columns(), TimeElapsedColumn(), console=Console(stderr=True), transient=True
    )


@contextmanager
def _interrupt_asks(stop: threading.Event) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def asked(_signal: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, asked)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
