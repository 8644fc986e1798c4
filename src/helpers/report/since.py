"""What changed since the last edition, as a section and in the sentences of `build` and `diff`."""

from __future__ import annotations

from helpers.changes import Changes, between, counts
from helpers.clean.stage import Cleaned
from helpers.clean.states import read_baseline
from helpers.data_folder import find_data
from helpers.draw.table import Block, Prose, note
from helpers.draw.words import words_html
from helpers.language import later, numbered, say
from helpers.language.phrases import enumerated
from helpers.report import since_tables
from helpers.report.since_claims import compared, count
from helpers.report.words import VERDICTS_COUNTED
from helpers.traces import untraced

COUNTED = {
    "added": later("{number} added"),
    "repeated": later("{number} told again by another source"),
    "removed": later("{number} removed"),
    "unrepeated": later("{number} no longer told again"),
    "revised": later("{number} revised"),
    "reclassified": later("{number} re-classified"),
    "moved": later("{number} taken from another place, their values unchanged"),
    "reworded": later("{number} worded otherwise, their values unchanged"),
}
FIRST = later("This is the first edition: there is no data/baseline.csv.xz to compare with.")
LAST = later("the last edition")


def last_edition(cleaned: Cleaned) -> Block | Prose:
    """The section: what changed between the baseline of the last edition and these figures."""
    old = read_baseline(find_data())
    if old is None:
        return note(say(FIRST))
    changes = between(old, cleaned.observations, cleaned.reference)
    if changes.none:
        return note(_sentences(changes, LAST)[0])
    words = "".join(f"<p>{words_html(line)}</p>" for line in _sentences(changes, LAST))
    reference = cleaned.reference
    return Block(
        [
            Prose(words),
            since_tables.by_indicator(changes, reference),
            since_tables.figures(changes, reference, "revised"),
            since_tables.figures(changes, reference, "reclassified"),
            since_tables.ranks(changes, reference),
            since_tables.targets(changes, reference),
        ]
    )


def lines(changes: Changes | None, what: str = LAST) -> list[str]:
    """One to three plain sentences; None for no edition before. what: a message."""
    if changes is None:
        return [say(FIRST)]
    return [untraced(sentence) for sentence in _sentences(changes, what)]


def _sentences(changes: Changes, what: str) -> list[str]:
    """What `lines` says, its numbers with their traces."""
    if changes.none:
        return [compared(say("Nothing has changed since {what}.", what=say(what)), "nothing")]
    found = counts(changes.rows)
    told = [
        say(words, number=count(found[kind], "figures", kind))
        for kind, words in COUNTED.items()
        if found[kind]
    ]
    sentences = [say("Figures since {what}: {told}.", what=say(what), told=enumerated(told))]
    if len(changes.ranks):
        among = changes.ranks["indicator"].nunique()
        sentences.append(
            say(
                "{ranks} moved, in {indicators}.",
                ranks=numbered(
                    len(changes.ranks),
                    "{number} rank",
                    "{number} ranks",
                    number=count(len(changes.ranks), "ranks"),
                ),
                indicators=numbered(
                    among,
                    "{number} indicator",
                    "{number} indicators",
                    number=count(among, "indicators"),
                ),
            )
        )
    if len(changes.targets):
        verdicts = changes.targets["new_verdict"].value_counts(sort=False)
        each = [
            say(VERDICTS_COUNTED[verdict], number=count(number, "verdicts", verdict))
            for verdict, number in verdicts.items()
        ]
        sentences.append(
            numbered(
                len(changes.targets),
                "{number} target with a new verdict: {each}.",
                "{number} targets with a new verdict: {each}.",
                number=count(len(changes.targets), "verdicts"),
                each=enumerated(each),
            )
        )
    return sentences
