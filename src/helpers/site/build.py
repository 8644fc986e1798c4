"""One edition: figures cleaned, notebooks run, pages rendered, the whole put in its place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.faults import Fault, FaultsFound
from helpers.language import CHINESE, languages
from helpers.parameters import Parameters, load_parameters
from helpers.site.cache import PageCache
from helpers.site.inputs import Inputs
from helpers.site.make import Runner, made_pages
from helpers.site.offline import dead_links
from helpers.site.page_task import PageTask
from helpers.site.plan import PAGES, Page, plan, profiles
from helpers.site.progress import Progress
from helpers.site.publish import publishing
from helpers.site.version import package_version
from helpers.writing import unwritable

PROFILE_LINK = re.compile(r'<a href="((?:areas/)?[0-9]{6}\.html)">(.*?)</a>')


@dataclass(frozen=True)
class Edition:
    """What a build made: the folder, its pages, the number of observations.

    inputs: the hash that its first page shows. since: one to three sentences on what changed
    since the last edition.
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
    run: Runner,
    progress: Progress,
    areas: Sequence[str] | None = None,
    cache_dir: Path | None = None,
    force: bool = False,
    pages: Sequence[Page] = PAGES,
    with_profiles: bool = True,
) -> Edition:
    """Build the edition of these parameters into `out_dir`, replacing the one before.

    run: makes the pages that are not in the cache, see `helpers.site.make`. areas: whose
    profiles are rendered; None for every province and city. Writes `data_dir`/clean, once all
    figures passed, and `out_dir`, once all pages are made. Raises FaultsFound with every fault
    of data and parameters, or of the notebooks; `out_dir` is then as it was.
    """
    parameters, cleaned = _read_inputs(parameters_file, overrides, data_dir)
    values = parameters.model_dump(mode="json")
    if with_profiles:
        pages = (*pages, *profiles(cleaned.reference, areas))
    inputs = Inputs(
        data_dir, cleaned.observations, cleaned.reference, parameters, cleaned.exclusions
    )
    tasks = plan(pages, notebooks_dir, data_dir, values, inputs)
    _write_clean(cleaned, data_dir)
    since = _since_baseline(cleaned, data_dir)
    progress.say(f"Cleaned: {len(cleaned.observations):,} observations")
    for line in _lacking(inputs, parameters):
        progress.say(line)
    shown = tasks[0].place.inputs
    about = {"inputs": shown, "version": package_version()}
    with (
        publishing(out_dir, about) as fresh,
        made_pages(tasks, run, cache_dir, force=force, progress=progress) as cache,
    ):
        _write(fresh, tasks, cache, data_dir)
    hrefs = tuple(task.place.href for task in tasks)
    return Edition(out_dir, hrefs, len(cleaned.observations), shown, since)


def planned(parameters_file: Path, *, data_dir: Path, notebooks_dir: Path) -> list[PageTask]:
    """The pages of all data that a build would make now; nothing is run and nothing written."""
    parameters, cleaned = _read_inputs(parameters_file, [], data_dir)
    inputs = Inputs(
        data_dir, cleaned.observations, cleaned.reference, parameters, cleaned.exclusions
    )
    return plan(PAGES, notebooks_dir, data_dir, parameters.model_dump(mode="json"), inputs)


def _read_inputs(
    parameters_file: Path | None, overrides: list[tuple[str, str]], data_dir: Path
) -> tuple[Parameters, Any]:
    """Parameters and cleaned figures, or the faults of both at once."""
    from helpers.clean import clean_figures
    from helpers.reference import load_reference
    from helpers.report.opening import known_to, refusing

    reference = load_reference(data_dir)

    known = known_to(reference)

    with _collected() as attempt:
        attempt(lambda: load_parameters(parameters_file, overrides, **known))
        cleaned = attempt(lambda: clean_figures(data_dir, reference))
    # once more, now that the figures are there: is there anything to compare?
    refuses = refusing(cleaned.observations, reference)
    return load_parameters(parameters_file, overrides, **known, refuses=refuses), cleaned


def _write_clean(cleaned: Any, data_dir: Path) -> None:
    from helpers.clean import write_clean

    try:
        write_clean(cleaned, data_dir)
    except OSError as error:
        raise unwritable(data_dir / "clean", error) from error


def _since_baseline(cleaned: Any, data_dir: Path) -> tuple[str, ...]:
    """What changed since the last edition, in sentences."""
    from helpers.changes import between
    from helpers.clean.states import read_baseline
    from helpers.report.since import lines

    old = read_baseline(data_dir)
    changes = None if old is None else between(old, cleaned.observations, cleaned.reference)
    return tuple(lines(changes))


def _lacking(inputs: Inputs, parameters: Parameters) -> list[str]:
    """Which texts of the data Chinese pages say in English, and where to add their Chinese."""
    from helpers.report.lacking import told

    return told(inputs.lacking) if CHINESE in languages(parameters.language) else []


def _write(fresh: Path, tasks: Sequence[PageTask], cache: PageCache, data_dir: Path) -> None:
    """Pages and the figures behind them into the fresh folder; every link must be sound.

    Raises FaultsFound for links that lead nowhere, and for one name of two different tables.
    """
    written = set()
    for folder in dict.fromkeys(task.place.folder for task in tasks):
        written.add(f"{folder}data/observations.csv")
        observations = (data_dir / "clean" / "observations.csv").read_bytes()
        _put(fresh, f"{folder}data/observations.csv", observations)
    hrefs = {task.place.href for task in tasks}
    owners: dict[str, tuple[str, str]] = {}
    faults = []
    for task in tasks:
        page = cache.read(task.key)
        if page is None:
            raise FaultsFound([Fault(task.place.href, None, "", "the page left the cache")])
        for name, text in page.tables.items():
            mark = hashlib.sha256(text.encode()).hexdigest()
            file = f"{task.place.folder}data/{name}.csv"
            owner, other = owners.setdefault(file, (task.place.href, mark))
            if other != mark:
                found = f"its table {name} differs from the table {name} of {owner}"
                faults.append(Fault(task.place.href, None, "", found, todo="Give one another name"))
            written.add(file)
            _put(fresh, file, text.encode())
        _put(fresh, task.place.href, _only_links_to(page.html, task, hrefs).encode())
    texts = ((href, (fresh / href).read_text(encoding="utf-8")) for href in sorted(hrefs))
    order = [task.place.href for task in tasks]
    faults += [
        Fault(page, None, "", f"the link {link} leads nowhere in this edition")
        for page, link in sorted(dead_links(texts, written), key=lambda one: order.index(one[0]))
    ]
    if faults:
        raise FaultsFound(faults)


def _put(fresh: Path, name: str, content: bytes) -> None:
    target = fresh / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def _only_links_to(html: str, task: PageTask, hrefs: set[str]) -> str:
    """The page with the words alone where a link leads to a profile that was not asked for."""
    folder = task.place.href.rpartition("/")[0]

    def keep(match: re.Match[str]) -> str:
        target = f"{folder}/{match[1]}" if folder else match[1]
        return match[0] if target in hrefs else match[2]

    return PROFILE_LINK.sub(keep, html)


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
