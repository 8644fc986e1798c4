"""The words that figures may be described with, whatever the tables say."""

NATION = "100000"
UNITS = {"CNY", "USD", "NUM", "PCT", "PP", "RANK", "M2", "FTE", "PERS", "SCORE"}
MEASURES = ("level", "net_increase", "growth", "share", "rank", "difference")
STATUSES = ("actual", "expected", "target", "plan")
KINDS = ("story", "panel", "bureau export", "ranking", "long table", "wide table")
