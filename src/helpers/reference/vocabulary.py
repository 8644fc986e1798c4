"""The words that figures may be described with, whatever the tables say."""

from helpers.language import later

NATION = "100000"
RANKING = "regional_innovation_capability_rank"
"""Indicator of a research group's ranking, transcribed from reposted pages: published, but not
official."""
ZONES = (later("East"), later("Central"), later("West"), later("Northeast"))
UNITS = {"CNY", "USD", "NUM", "PCT", "PP", "RANK", "M2", "FTE", "PERS", "SCORE"}
MEASURES = ("level", "net_increase", "growth", "share", "rank", "difference")
STATUSES = ("actual", "expected", "target", "plan")
KINDS = ("story", "panel", "bureau export", "ranking", "long table", "wide table")
