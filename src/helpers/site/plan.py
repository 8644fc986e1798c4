"""Which pages an edition has, and what each is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from helpers.faults import Fault, FaultsFound, nearest
from helpers.language import BOTH, CHINESE, chinese, current, languages, later, say, speaking
from helpers.reference import Reference
from helpers.site.execute import Job
from helpers.site.inputs import RECORD, Inputs
from helpers.site.notebooks import declared_parameters
from helpers.site.page_task import PageTask
from helpers.site.place import Place
from helpers.site.version import package_version

TITLE = later("Regional innovation in China")
CITIES = later("Cities")  # the last group of the list of profiles
AREA, MARK = "area", "mark"  # the parameters of a profile's notebook that no edition has


class Page(NamedTuple):
    """A notebook, the page made of it, what links call it, and the area it is of, if one.

    label, group: English; label_zh: of an area, whose name no catalogue holds. uses: what its
    hash is over (`Inputs.of_page`): an area's page is of its area.
    """

    notebook: str
    href: str
    label: str
    area: str = ""
    group: str = ""
    label_zh: str = ""
    uses: str = ""

    @property
    def called(self) -> str:
        """What links call it, in the language in use."""
        return self.label_zh if self.area and chinese() else say(self.label)


PAGES = (  # in the order of the navigation
    Page("02_compare_provinces.ipynb", "index.html", later("Comparison")),
    Page("03_score_innovation.ipynb", "scoreboard.html", later("Scoreboard"), uses=RECORD),
    Page("04_track_targets.ipynb", "targets.html", later("Targets")),
    Page("01_clean_figures.ipynb", "data.html", later("Data")),
)
PROFILE = "05_profile_area.ipynb"


def profiles(reference: Reference, chosen: Sequence[str] | None = None) -> tuple[Page, ...]:
    """The profile pages: every province and city of areas.csv, or those chosen by adcode or name.

    Raises FaultsFound for what is neither.
    """
    areas = reference.areas[reference.areas["level"].isin(["province", "city"])]
    pages = {
        row.adcode: Page(
            PROFILE,
            f"areas/{row.adcode}.html",
            row.name_en,
            row.adcode,
            row.zone if row.level == "province" else CITIES,
            row.name_zh,
        )
        for row in areas.itertuples()
    }
    if chosen is None:
        return tuple(pages.values())
    faults, codes = [], set()
    for name in chosen:
        code = name if name in pages else reference.area_code(name) or ""
        if code not in pages:
            known = {page.label for page in pages.values()} | set(pages)
            found = f"--areas names {name!r}, which has no profile"
            allowed = "adcodes or names of provinces and cities in data/reference/areas.csv"
            faults.append(Fault("", None, "", found, allowed, nearest(name, known)))
        codes.add(code)
    if faults:
        raise FaultsFound(faults)
    return tuple(page for code, page in pages.items() if code in codes)


def plan(
    pages: Sequence[Page],
    notebooks_dir: Path,
    data_dir: Path,
    values: Mapping[str, Any],
    inputs: Inputs,
) -> list[PageTask]:
    """A task for each page in each language, with the hash of what it is made from.

    values: the edition's parameters. Of an edition in both languages, the English pages stand
    before the Chinese. Raises FaultsFound for notebooks that cannot be read, or declare a parameter
    that no edition has: it could only ever keep its default.
    """
    declared = _declared({page.notebook: page.area for page in pages}, notebooks_dir, values)
    chosen = str(values["language"])
    tasks = []
    for language in languages(chosen):
        spoken = {**values, "language": language}
        for page in pages:
            known = spoken
            if page.area:
                known = {**spoken, AREA: page.area, MARK: _mark(page.area, values["areas"])}
            given = {name: known[name] for name in known if name in declared[page.notebook]}
            job = Job(notebooks_dir / page.notebook, given, data_dir)
            uses = page.area or page.uses
            shown = inputs.of_page(job.notebook, given, uses, language)
            with speaking(language):
                place = _place(page, pages, shown, twin=chosen == BOTH)
            key = inputs.of_task(job.notebook, given, uses, place)
            tasks.append(PageTask(key, job, place, inputs.english(uses, language)))
    return tasks


def _mark(area: str, marked: Sequence[str]) -> int:
    """The place, from 1, of the colour and shape that the edition gives an area; unmarked: 1.

    Its own place alone: so the pages of others stay when an edition marks others.
    """
    return list(marked).index(area) + 1 if area in marked else 1


def _declared(
    notebooks: Mapping[str, str], notebooks_dir: Path, values: Mapping[str, Any]
) -> dict[str, set[str]]:
    faults: list[Fault] = []
    declared: dict[str, set[str]] = {}
    for name, area in notebooks.items():
        try:
            declared[name] = declared_parameters(notebooks_dir / name)
        except FaultsFound as found:
            faults += found.faults
            continue
        known = {*values, AREA, MARK} if area else set(values)
        faults += [
            Fault(
                name,
                None,
                "",
                f"the notebook declares a parameter {other}, which no edition has",
                ", ".join(values),
            )
            for other in sorted(declared[name] - known)
        ]
    if faults:
        raise FaultsFound(faults)
    return declared


def _place(page: Page, pages: Sequence[Page], inputs: str, *, twin: bool) -> Place:
    """Where the page stands; links from a page within a folder lead up first.

    twin: whether the edition holds the same page in the other language.
    """
    up = "../" * page.href.count("/")
    same = f"{up}../{page.href}" if chinese() else f"{up}{CHINESE}/{page.href}"
    folder = f"{CHINESE}/" if chinese() else ""
    menu = [(up + other.href, other.called) for other in pages if not other.area]
    groups: dict[str, list[tuple[str, str]]] = {}
    for other in pages:
        if other.area:
            groups.setdefault(other.group, []).append((up + other.href, other.called))
    ordered = sorted(groups.items(), key=lambda group: group[0] == CITIES)
    return Place(
        folder + page.href,
        say(TITLE),
        menu,
        inputs,
        package_version(),
        current(),
        here=up + page.href,
        folder=folder,
        other=same if twin else "",
        profiles=[(say(group), areas) for group, areas in ordered],
    )
