"""The command innovation-report: build, check, add, propose, and what has changed.

Exit codes: 0 done; 1 the data or parameters are wrong, told in words; 2 the call is
wrong; 130 stopped by Ctrl-C, 143 by a signal to end. What a command needs is imported
when it runs, so that --help answers at once.

    build      build
    figures    check, add, template
    propose    propose
    changes    diff, release
    numbers    numbers
    archive    archive
    told       errors into words and exit codes
    project    where the project is
"""

from __future__ import annotations

import click

from helpers.cli import archive, build, changes, figures, numbers, propose

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="innovation-report", prog_name="innovation-report")
def main() -> None:
    """Set provinces side by side on innovation, and render a report of it."""


for command in (
    build.build,
    figures.check,
    figures.add,
    figures.template,
    changes.diff,
    changes.release,
    propose.propose,
    numbers.numbers,
    archive.archive,
):
    main.add_command(command)
