"""Pages of small notebooks, made by a cluster or here: a line of JSON for each as it ends.

    python clustered.py ADDRESS|local DATA NOTEBOOK AREA...

For tests/test_site_cluster.py: in a process of its own, because a client of a cluster leaves
threads behind that other tests' forks must not have.
"""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path

from helpers.site.cluster import on_cluster
from helpers.site.execute import Job
from helpers.site.make import locally
from helpers.site.page_task import PageTask, lost
from helpers.site.pages import Place
from helpers.site.pool import Lost, default_engine


def main(address: str, data: str, notebook: str, *areas: str) -> None:
    """A page for each area, each with a parameter of its own."""
    tasks = [
        PageTask(
            area,
            Job(Path(notebook), {"area": area}, Path(data)),
            Place(f"{area}.html", "Title", [], "", "0"),
        )
        for area in areas
    ]
    makers = on_cluster(address, None)
    if address == "local":
        makers = nullcontext(locally(2, default_engine()))
    with makers as run:
        for number, page in run(tasks):
            page = lost(tasks[number]) if isinstance(page, Lost) else page
            faults = [str(fault) for fault in page.faults]
            line = {"area": areas[number], "html": page.html, "tables": page.tables}
            print(json.dumps(line | {"faults": faults}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
