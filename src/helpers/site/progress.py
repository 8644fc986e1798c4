"""How far a build has come: a bar for people, plain lines for logs, silence for tests."""

from __future__ import annotations

from typing import TextIO

from tqdm import tqdm


class Progress:
    """Says what is done on a stream; None says nothing.

    On a terminal a bar counts the steps of the stage at hand; elsewhere each step is
    a line, so that a log of a build that hangs shows where.
    """

    def __init__(self, stream: TextIO | None = None):
        self._stream = stream
        self._bar: tqdm | None = None
        self._done = self._total = 0

    def say(self, text: str) -> None:
        """One line."""
        if self._stream is not None:
            tqdm.write(text, file=self._stream)

    def start(self, total: int, what: str) -> None:
        """A stage of `total` steps begins, such as "notebooks"."""
        self._done, self._total = 0, total
        if self._stream is not None and self._stream.isatty():
            self._bar = tqdm(total=total, desc=what, unit="", file=self._stream, leave=False)

    def step(self, text: str) -> None:
        """One step is done; `text` names it."""
        self._done += 1
        if self._bar is not None:
            self._bar.set_postfix_str(text, refresh=False)
            self._bar.update()
        else:
            self.say(f"{text} ({self._done}/{self._total})")

    def close(self) -> None:
        """The stage is over, or broken off."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
