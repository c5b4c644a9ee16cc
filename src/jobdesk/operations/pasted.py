"""Reads back what `calls` writes, and says in one sentence why a text is none of it.

Nothing of a text is ever executed: Python is read as a syntax tree.
"""

import ast
import json
import re
import shlex
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import PurePath
from typing import Any, cast
from urllib.parse import parse_qs, unquote, urlsplit

from jobdesk.errors import Refused
from jobdesk.operations.calls import SCHEME, Call

_LONGEST = 1_000_000  # characters
_BLANKS = " \t\r\n"  # between words; others may stand in them
_FLAGS = (
    *("--dry-run", "--profile", "--preview", "--detach", "--in-process", "--json"),
    *("--commit", "--no-commit"),
)
_SHORT_FLAGS = ("--local", "-l")
_COMMAND = re.compile(r"\S*jobdesk(\.exe)?['\"]?\s", re.IGNORECASE)
_UNDERSTOOD = "a JobDesk command line, Python, JSON or link"


def read_call(text: str, *, windows: bool | None = None) -> Call:
    """The call that a text spells.

    Raises:
        Refused: it is none, in one sentence.
    """
    text = text.strip(_BLANKS)
    if not text:
        raise Refused("The clipboard holds no text.")
    if len(text) > _LONGEST:
        raise Refused("The text on the clipboard is too long to be inputs.")
    if text.lower().startswith(f"{SCHEME}:"):
        return _from_link(text)
    if text[0] in "{[":
        return Call("", _object(text, "the text"))
    is_command = _COMMAND.match(text) is not None  # whatever its inputs speak of
    if not is_command and ("request_run" in text or "RunRequest" in text):
        return _from_python(text)
    return _from_command(text, sys.platform == "win32" if windows is None else windows)


def _object(text: str, what: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise Refused(f"JSON in {what} is wrong at {place}: {error.msg}.") from None
    except (ValueError, RecursionError) as error:
        raise Refused(f"JSON in {what} is wrong: {error}.") from None
    if not isinstance(value, dict):
        raise Refused('The inputs must be a JSON object, like {"name": "x"}.')
    return cast("dict[str, Any]", value)


# Links


def _from_link(text: str) -> Call:
    parts = urlsplit(text)
    job = unquote(parts.path.strip("/"))
    if parts.netloc != "run" or not job or job.isdigit():
        raise Refused(
            "This link does not name a job: it has the form jobdesk://run/<job>?data=…"
        )
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return Call(
        job,
        _object(query["data"], "the link") if "data" in query else {},
        queue=query.get("queue", ""),
        dry_run=query.get("dry_run") == "1",
        profile=query.get("profile") == "1",
        commit={"0": False, "1": True}.get(query.get("commit", "")),
    )


# Command lines


def _from_command(text: str, windows: bool) -> Call:
    try:
        words = windows_words(text) if windows else shlex.split(text.replace("\\\n", " "))
    except ValueError as error:
        raise Refused(f"This command line cannot be read: {str(error).lower()}.") from None
    if words and words[0] == "$":
        del words[0]
    if words and PurePath(words[0]).stem.startswith("python") and words[1:2] == ["-m"]:
        del words[:2]
    if len(words) < 3 or PurePath(words[0]).stem.lower() != "jobdesk":
        raise Refused(f"The text is not {_UNDERSTOOD}.")
    if words[1] not in ("run", "runjob"):
        raise Refused(f"jobdesk {words[1]} has no inputs; jobdesk run has.")
    return _call_of_words(words[2:])


def _call_of_words(words: Sequence[str]) -> Call:
    rest, flags, options = list(words), set[str](), dict[str, str]()
    jobs: list[str] = []
    files: dict[str, str] = {}
    while rest:
        word = rest.pop(0)
        name, separator, value = (
            word.partition("=") if word.startswith("--") else (word, "", "")
        )
        if name in (*_FLAGS, *_SHORT_FLAGS):
            flags.add(name)
        elif word.startswith("-"):
            if not separator and not rest:
                raise Refused(f"Nothing follows {word} in the command line.")
            value = value if separator else rest.pop(0)
            if name == "--file":
                files.update([_file(value)])
            options[name] = value
        else:
            jobs.append(word)
    if len(jobs) != 1:
        raise Refused("The command line must name one job.")
    data = options.get("--data", "")
    if data.startswith("@"):
        raise Refused(f"The inputs are in the file {data[1:]}: paste what stands in it.")
    return Call(
        jobs[0],
        _object(data, "--data") if data else {},
        files,
        queue=options.get("--queue", ""),
        dry_run="--dry-run" in flags,
        profile="--profile" in flags,
        commit=_commit(flags),
    )


def _commit(flags: Collection[str]) -> bool | None:
    return False if "--no-commit" in flags else True if "--commit" in flags else None


def _file(text: str) -> tuple[str, str]:
    name, separator, path = text.partition("=")
    if not separator or not path:
        raise Refused(f"A file is written as --file {name}=PATH.")
    return name.strip(), path


def windows_words(text: str) -> list[str]:
    """The words of a command line as programs on Windows read them.

    Raises:
        ValueError: a quotation does not end.
    """
    words: list[str] = []
    word, backslashes, is_quoted, has_word = "", 0, False, False
    for mark in text:
        if mark == "\\":
            backslashes += 1
            continue
        if mark == '"':
            word += "\\" * (backslashes // 2)
            if backslashes % 2:
                word += mark
            else:
                is_quoted = not is_quoted
            has_word, backslashes = True, 0
            continue
        word += "\\" * backslashes
        has_word, backslashes = has_word or bool(word), 0
        if mark in _BLANKS and not is_quoted:
            words += [word] if has_word else []
            word, has_word = "", False
        else:
            word, has_word = word + mark, True
    if is_quoted:
        raise ValueError("No closing quotation")
    word += "\\" * backslashes
    return [*words, word] if has_word or word else words


# Python


def _from_python(text: str) -> Call:
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError) as error:
        place = f" at line {error.lineno}" if isinstance(error, SyntaxError) else ""
        raise Refused(f"This Python cannot be read{place}.") from None
    calls = {_called(node): node for node in ast.walk(tree) if isinstance(node, ast.Call)}
    request = calls.get("RunRequest")
    if request is None:
        raise Refused("This Python makes no RunRequest(…).")
    given = dict(zip(("data", "files"), request.args, strict=False))
    given |= {one.arg: one.value for one in request.keywords if one.arg}
    values = {name: _literal(name, node) for name, node in given.items()}
    return Call(
        _job_asked_for(calls.get("request_run")),
        _mapping(values.get("data"), "data"),
        {n: str(p) for n, p in _mapping(values.get("files"), "files").items()},
        queue=str(values.get("queue") or ""),
        dry_run=bool(values.get("dry_run")),
        profile=bool(values.get("profile")),
        commit=None if values.get("commit") is None else bool(values["commit"]),
    )


def _called(node: ast.Call) -> str:
    function = node.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _literal(name: str, node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        raise Refused(f"{name} of RunRequest(…) must be written out, without names.") from None


def _mapping(value: Any, name: str) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Refused(f"{name} of RunRequest(…) must be a dict.")
    return {str(key): one for key, one in cast("dict[Any, Any]", value).items()}


def _job_asked_for(node: ast.Call | None) -> str:
    third = node.args[2] if node is not None and len(node.args) > 2 else None
    is_text = isinstance(third, ast.Constant) and isinstance(third.value, str)
    return str(third.value) if is_text and isinstance(third, ast.Constant) else ""
