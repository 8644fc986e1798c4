"""The command build: the notebooks run, the report rendered."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from helpers.cli.project import FILE, FOLDER, PACKAGE, existing, processors, project_folder
from helpers.cli.told import ended_by_signal, told_in_words


@click.command()
@click.option("--parameters", type=FILE, help="The edition. [default: parameters.yml]")
@click.option(
    "-p",
    "overrides",
    nargs=2,
    multiple=True,
    metavar="NAME VALUE",
    help='A parameter in place of the file\'s; VALUE is YAML: -p areas "[430000, Henan]".',
)
@click.option("--data", type=FOLDER, help="Folder of raw/, reference/, sources.csv. [data]")
@click.option("--out", type=click.Path(path_type=Path), help="Folder of the edition. [reports]")
@click.option("--areas", metavar="CODE,...", help="Areas whose profiles are rendered. [all]")
@click.option(
    "--engine",
    type=click.Choice(["fork", "standard"]),
    help="How papermill gets its kernels. [fork on Linux, elsewhere standard]",
)
@click.option("--jobs", type=click.IntRange(min=1), help="Pages made at a time. [processors]")
@click.option("--cluster", metavar="ADDRESS", help="Scheduler of a Dask cluster that makes them.")
@click.option("--force", is_flag=True, help="Make every page anew, whatever the cache holds.")
@told_in_words
def build(
    parameters: Path | None,
    overrides: tuple[tuple[str, str], ...],
    data: Path | None,
    out: Path | None,
    areas: str | None,
    engine: str | None,
    jobs: int | None,
    cluster: str | None,
    force: bool,
) -> None:
    """Run the notebooks and render the report.

    Without options: the published edition of the project that the current folder lies in. An
    edition of other parameters needs a folder of its own, named by --out. Pages that would
    come out as they are, are not made again.
    """
    from helpers.site.unchanged import LastBuild, asked_of

    project = project_folder()
    if out is None:
        keep_published(parameters, overrides, project / "parameters.yml")
    out = out or project / "reports"
    parameters = parameters or existing(project / "parameters.yml")
    data = data or existing(project / "data")
    notebooks = existing(project / "notebooks")
    cache = project / ".cache"
    last = LastBuild(cache / "builds", out, data)
    asked = asked_of(parameters, notebooks, data, PACKAGE, overrides, areas)
    # a cluster that is named is asked, even where it has nothing to do
    said = None if force or cluster is not None else last.same_as(asked)
    if said is None:
        said = _build(
            parameters,
            overrides,
            data_dir=data,
            notebooks_dir=notebooks,
            out_dir=out,
            areas=None if areas is None else [name.strip() for name in areas.split(",")],
            engine=engine,
            jobs=jobs,
            cluster=cluster,
            cache_dir=cache / "pages",
            force=force,
        )
        last.record(asked, said)
    else:
        click.echo(f"Nothing has changed: {out} is as this build would make it", err=True)
    for line in said:
        click.echo(line)


def _build(
    parameters: Path,
    overrides: tuple[tuple[str, str], ...],
    *,
    engine: str | None,
    jobs: int | None,
    cluster: str | None,
    **options: Any,
) -> list[str]:
    """Build, and what to say of it."""
    from helpers.site.build import build as build_edition
    from helpers.site.progress import Progress
    from helpers.site.publish import prepare

    with ended_by_signal(), page_makers(cluster, jobs, engine) as run:
        prepare(options["out_dir"])
        edition = build_edition(
            parameters, list(overrides), run=run, progress=Progress(sys.stderr), **options
        )
    count = len(edition.pages)
    head = f"{count} page{'' if count == 1 else 's'} in {edition.folder}"
    return [f"{head} (inputs of {edition.pages[0]}: {edition.inputs})", *edition.since]


def page_makers(cluster: str | None, jobs: int | None, engine: str | None) -> Any:
    """What makes the pages: processes of this machine, or the cluster at an address."""
    if cluster is not None:
        from helpers.site.cluster import on_cluster

        return on_cluster(cluster, engine)
    from helpers.site.make import locally
    from helpers.site.pool import default_engine

    return nullcontext(locally(jobs or processors(), engine or default_engine()))


def keep_published(
    parameters: Path | None, overrides: tuple[tuple[str, str], ...], own: Path
) -> None:
    """Refuse to put an edition of other parameters into reports/, where nobody named it."""
    other = parameters is not None and parameters.resolve() != own.resolve()
    if other or overrides:
        given = f"--parameters {parameters}" if other else f"-p {overrides[0][0]}"
        raise click.UsageError(
            f"With {given} this is not the published edition, which reports/ holds. Name a folder "
            f"for it (--out my-report), or write the values into {own.name}."
        )
