"""One edition: figures cleaned, notebooks run, pages rendered, the whole put in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from helpers.faults import Fault, FaultsFound
from helpers.parameters import Parameters, load_parameters
from helpers.site.execute import Job, execute_notebooks
from helpers.site.inputs import inputs_hash
from helpers.site.notebooks import declared_parameters
from helpers.site.offline import dead_links
from helpers.site.pages import Place, Rendered, merge_tables, render_page
from helpers.site.progress import Progress
from helpers.site.publish import publishing
from helpers.site.version import package_version

TITLE = "Regional innovation in China"


class Page(NamedTuple):
    """A notebook, the page made of it, and what the navigation calls it."""

    notebook: str
    href: str
    label: str


PAGES = (  # in the order of the navigation
    Page("02_compare_provinces.ipynb", "index.html", "Comparison"),
    Page("01_clean_figures.ipynb", "data.html", "Data"),
)


@dataclass(frozen=True)
class Edition:
    """What a build made: the folder, its pages, the number of observations, the inputs' hash.

    since: one to three sentences on what changed since the last edition.
    """

    folder: Path
    pages: tuple[str, ...]
    observations: int
    inputs: str
    since: tuple[str, ...] = ()


def build(
    parameters_file: Path | None,
    overrides: list[tuple[str, str]],
    *,
    data_dir: Path,
    notebooks_dir: Path,
    out_dir: Path,
    jobs: int,
    progress: Progress,
    pages: Sequence[Page] = PAGES,
) -> Edition:
    """Build the edition of these parameters into `out_dir`, replacing the one before.

    jobs: how many notebooks run at a time. Writes `data_dir`/clean, once all figures
    passed, and `out_dir`, once all pages did. Raises FaultsFound with every fault of
    data and parameters, or of the notebooks; `out_dir` is then as it was.
    """
    parameters, cleaned = _read_inputs(parameters_file, overrides, data_dir)
    values = parameters.model_dump(mode="json")
    notebooks = [notebooks_dir / page.notebook for page in pages]
    given = _parameters_of_each(notebooks, values)
    _write_clean(cleaned, data_dir)
    since = _since_baseline(cleaned, data_dir)
    progress.say(f"Cleaned: {len(cleaned.observations):,} observations")
    inputs = inputs_hash(data_dir, notebooks, values)
    about = {"inputs": inputs, "version": package_version()}
    with publishing(out_dir, about) as fresh:
        to_run = [
            Job(path, chosen, data_dir) for path, chosen in zip(notebooks, given, strict=True)
        ]
        executed = execute_notebooks(to_run, workers=jobs, progress=progress)
        rendered = _render(pages, executed, to_run, values["language"])
        _write(fresh, rendered, data_dir)
    return Edition(out_dir, tuple(rendered), len(cleaned.observations), inputs, since)


def _read_inputs(
    parameters_file: Path | None, overrides: list[tuple[str, str]], data_dir: Path
) -> tuple[Parameters, Any]:
    """Parameters and cleaned figures, or the faults of both at once."""
    from helpers.clean import clean_figures
    from helpers.reference import load_reference

    reference = load_reference(data_dir)

    with _collected() as attempt:
        parameters = attempt(
            lambda: load_parameters(
                parameters_file,
                overrides,
                known_areas=reference.names_of("province"),
                known_cities=reference.names_of("city"),
                known_indicators=list(reference.indicators["code"]),
            )
        )
        cleaned = attempt(lambda: clean_figures(data_dir, reference))
    return parameters, cleaned


def _write_clean(cleaned: Any, data_dir: Path) -> None:
    from helpers.clean import write_clean

    try:
        write_clean(cleaned, data_dir)
    except OSError as error:
        found = f"the folder clean cannot be written: {error.strerror or error}"
        raise FaultsFound([Fault("", None, "", found)]) from error


def _since_baseline(cleaned: Any, data_dir: Path) -> tuple[str, ...]:
    """What changed since the last edition, in sentences."""
    from helpers.changes import between
    from helpers.clean.states import read_baseline
    from helpers.report.since import lines

    old = read_baseline(data_dir)
    changes = None if old is None else between(old, cleaned.observations, cleaned.reference)
    return tuple(lines(changes))


def _parameters_of_each(notebooks: Sequence[Path], values: dict[str, Any]) -> list[dict[str, Any]]:
    """For each notebook those of the edition's parameters that it declares.

    A declared name that no edition knows is a fault: it could only ever keep its default.
    """
    faults: list[Fault] = []
    chosen = []
    for path in notebooks:
        try:
            declared = declared_parameters(path)
        except FaultsFound as found:
            faults += found.faults
            continue
        faults += [
            Fault(
                path.name,
                None,
                "",
                f"the notebook declares a parameter {name}, which no edition has",
                ", ".join(values),
            )
            for name in sorted(declared - set(values))
        ]
        chosen.append({name: value for name, value in values.items() if name in declared})
    if faults:
        raise FaultsFound(faults)
    return chosen


def _render(
    pages: Sequence[Page], executed: Sequence[Any], jobs: Sequence[Job], language: str
) -> dict[str, Rendered]:
    """href -> page, each showing the hash of its own inputs."""
    rendered: dict[str, Rendered] = {}
    menu = [(page.href, page.label) for page in pages]
    with _collected() as attempt:
        for page, notebook, job in zip(pages, executed, jobs, strict=True):
            inputs = inputs_hash(job.data_dir, [job.notebook], job.parameters)
            place = Place(page.href, TITLE, menu, inputs, package_version(), language)
            done = attempt(lambda: render_page(notebook, page.notebook, place))  # noqa: B023
            if done is not None:
                rendered[page.href] = done
    return rendered


def _write(fresh: Path, rendered: dict[str, Rendered], data_dir: Path) -> None:
    """Pages and the figures behind them into the fresh folder, once every link is sound."""
    tables = merge_tables((href, page.tables) for href, page in rendered.items())
    content = {f"data/{name}.csv": text.encode() for name, text in tables.items()}
    content["data/observations.csv"] = (data_dir / "clean" / "observations.csv").read_bytes()
    pages = {href: page.html for href, page in rendered.items()}
    dead = dead_links(pages, content)
    if dead:
        raise FaultsFound(
            Fault(page, None, "", f"the link {link} leads nowhere in this edition")
            for page, link in dead
        )
    content |= {href: html.encode() for href, html in pages.items()}
    for name, data in sorted(content.items()):
        target = fresh / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


@contextmanager
def _collected():
    """Run several things to their end, then raise the faults of all of them at once."""
    faults: list[Fault] = []

    def attempt(do: Callable[[], Any]) -> Any:
        try:
            return do()
        except FaultsFound as found:
            faults.extend(found.faults)
            return None

    yield attempt
    if faults:
        raise FaultsFound(faults)
