"""What a command raises, told in sentences and exit codes."""

from __future__ import annotations

import errno
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import click

from helpers.faults import FaultsFound, grouped
from helpers.writing import of_the_machine


def told_in_words(command: Callable[..., None]) -> Callable[..., None]:
    """Adds --debug, and turns what a command raises into sentences and exit codes."""

    @click.option("--debug", is_flag=True, help="Show the traceback of an unexpected error.")
    @wraps(command)
    def told(*args: Any, debug: bool, **options: Any) -> None:
        try:
            command(*args, **options)
        except FaultsFound as found:
            tell(found)
            sys.exit(1)
        except KeyboardInterrupt:
            click.echo("Stopped; the report is as it was.", err=True)
            sys.exit(130)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise  # the reader of a pipe left: click ends quietly
            if debug:
                traceback.print_exc()
            if isinstance(error, OSError) and (outside := of_the_machine(error)):
                tell(outside)
                sys.exit(1)
            words = f"{type(error).__name__}: {error}".strip().removesuffix(".")
            hint = "" if debug else "; run with --debug for the traceback"
            click.echo(f"Unexpected error: {words}. This is a defect{hint}.", err=True)
            sys.exit(1)

    return told


def tell(found: FaultsFound) -> None:
    """Every sort of fault on a line of its own, then how many there are."""
    sorts = grouped(found.faults)
    for fault in sorts:
        click.echo(str(fault), err=True)
    number = len(found.faults)
    of = f" of {len(sorts)} sort{'' if len(sorts) == 1 else 's'}" if len(sorts) < number else ""
    click.echo(f"{number} fault{'' if number == 1 else 's'}{of}", err=True)


@contextmanager
def ended_by_signal() -> Iterator[None]:
    """A polite signal to end (as `kill` and CI send it) leaves like Ctrl-C: tidily."""

    def leave(number: int, frame: object) -> None:
        sys.exit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
