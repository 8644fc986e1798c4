"""The command archive: an edition in one file, to be kept and cited."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from helpers.cli.project import (
    FILE,
    FOLDER,
    OUT_FILE,
    existing,
    need_ending,
    project_folder,
    refuse_existing,
    write_out,
)
from helpers.cli.told import ended_by_signal, told_in_words


@click.command()
@click.option("--out", type=OUT_FILE, required=True, metavar="FILE.zip", help="The archive.")
@click.option("--edition", type=FOLDER, help="Folder of the edition. [reports]")
@click.option("--parameters", type=FILE, help="Of the edition. [parameters.yml]")
@click.option("--force", is_flag=True, help="Write over an archive that is there.")
@told_in_words
def archive(out: Path, edition: Path | None, parameters: Path | None, force: bool) -> None:
    """Pack the edition as it was built: pages, data, executed notebooks, checksums.

    The notebooks run once more for it. In the archive, `python replicate.py` re-derives the
    published values, ranks, medians and default scores with pandas alone, and `sha256sum -c
    SHA256SUMS` checks the files. Equal editions give equal bytes.
    """
    from helpers.archive.pack import edition_files, edition_of, packed
    from helpers.site.build import planned
    from helpers.site.execute import execute_notebooks
    from helpers.site.pool import default_engine
    from helpers.site.progress import Progress

    need_ending(out, ".zip")
    refuse_existing(out, force)
    project = project_folder()
    edition = edition or project / "reports"
    parameters = parameters or existing(project / "parameters.yml")
    edition_files(edition)
    tasks = planned(
        parameters,
        data_dir=existing(project / "data"),
        notebooks_dir=existing(project / "notebooks"),
    )
    edition_of(edition, tasks)  # refused before the notebooks run for it
    with ended_by_signal():
        executed = execute_notebooks(
            [task.job for task in tasks], workers=1, progress=Progress(sys.stderr),
            engine=default_engine(),
        )  # fmt: skip
    content = packed(project, edition, tasks, executed, parameters)
    write_out(out, content)
    click.echo(f"{out}: {len(content) / 1e6:.1f} MB, edition {tasks[0].place.inputs}")
