"""YAML as far as parameters need it: names, lists, numbers and text, nothing that grows or runs."""

from __future__ import annotations

from reprlib import Repr

import yaml

LONGEST_NUMBER = 40  # digits; Python itself refuses to print numbers of thousands of digits

_repr = Repr()
_repr.maxstring = _repr.maxother = 80
_repr.maxlist = _repr.maxdict = 40
shown = _repr.repr  # quotes what stands there, clipped, control characters escaped


class PlainLoader(yaml.SafeLoader):
    """Builds no objects, follows no alias, and leaves dates as text.

    An alias (`*name`) repeats what stands elsewhere: a few lines of them can stand for more
    than any memory holds.
    """

    def compose_node(self, parent, index):
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()
            words = f"an alias, *{event.anchor}, stands there: write out what it stands for"
            raise yaml.composer.ComposerError(None, None, words, event.start_mark)
        return super().compose_node(parent, index)

    def whole_number(self, node: yaml.ScalarNode) -> int | str:
        """A whole number, or its text where it is too long for one."""
        if len(node.value) > LONGEST_NUMBER:
            return node.value
        return self.construct_yaml_int(node)


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith(":timestamp")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
PlainLoader.add_constructor("tag:yaml.org,2002:int", PlainLoader.whole_number)

# What PyYAML raises: its own, what a tag such as !!int before a word leads to, and a
# RecursionError where brackets stand thousands deep.
NOT_PLAIN = (
    yaml.YAMLError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)


def problem(error: BaseException) -> str:
    """Why the text is not read, as the words of a fault."""
    if isinstance(error, RecursionError):
        return "this is not YAML that can be read (it is nested too deep)"
    if isinstance(error, yaml.reader.ReaderError):
        return f"this is not YAML (the character U+{int(error.character):04X} may not stand there)"
    if isinstance(error, yaml.YAMLError):
        return f"this is not YAML ({getattr(error, 'problem', None) or 'it breaks off'})"
    return "this is not YAML (a tag, such as !!int, stands before what it does not fit)"
