"""What a query of the log language means, said as plainly as can be; and how it is written."""

import re

from jobdesk.models.log_query import AllOf, LevelFrom, Not, OneOf, Pattern
from jobdesk.models.records import LEVEL_NUMBERS


def holds(node, line, case_sensitive=False):
    """The line (with level, grouping, message, object) matches."""
    if node is None:
        return True
    if isinstance(node, Not):
        return not holds(node.part, line, case_sensitive)
    if isinstance(node, AllOf):
        return all(holds(part, line, case_sensitive) for part in node.parts)
    if isinstance(node, OneOf):
        return any(holds(part, line, case_sensitive) for part in node.parts)
    if isinstance(node, LevelFrom):
        return LEVEL_NUMBERS[line.level] >= LEVEL_NUMBERS[node.level]
    names = [node.column] if node.column else ["message", "grouping", "object"]
    texts = [getattr(line, name) for name in names]
    flags = 0 if case_sensitive else re.IGNORECASE
    if isinstance(node, Pattern):
        return any(re.search(node.pattern, text, flags) for text in texts)
    if node.exact:
        return node.text in (texts if node.column else texts[:1])
    return any(re.search(re.escape(node.text), text, flags) for text in texts)


def written(node):
    """A text that is read back as the same tree."""
    if isinstance(node, Not):
        return f"-{_grouped(node.part)}"
    if isinstance(node, AllOf | OneOf):
        word = " " if isinstance(node, AllOf) else " or "
        return word.join(_grouped(part) for part in node.parts)
    if isinstance(node, LevelFrom):
        return f"level:{node.level}"
    field = {"": "", "grouping": "group:", "object": "object:", "message": "message:"}
    if isinstance(node, Pattern):
        slashed = node.pattern.replace("/", "\\/")
        return f"{field[node.column]}/{slashed}/"
    quoted = node.text.replace("\\", "\\\\").replace('"', '\\"')
    return f'{field[node.column]}{"=" * node.exact}"{quoted}"'


def _grouped(node):
    text = written(node)
    return f"({text})" if isinstance(node, AllOf | OneOf) else text
