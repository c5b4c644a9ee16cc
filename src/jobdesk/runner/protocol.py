"""What agent and clients say to each other: JSON lines both ways. Standard library only.

Request `{"id", "op", …}`; answer `{"id", "ok": true, …}` or `{"id", "ok": false, "error",
"kind"}`; after `subscribe` the agent also pushes `{"event", …}`.
"""

import json
from collections.abc import Mapping
from typing import Any, cast

PROTOCOL = 1
ANSWER_TIMEOUT_S = 3.0  # for an answer on an open connection
START_TIMEOUT_S = 15.0  # for an agent that has to be started first
MAX_LINE = 64 * 1024 * 1024  # inputs of one run travel in one line

Message = dict[str, Any]


class ProtocolError(Exception):
    """The other side does not speak this protocol."""


def encode(message: Mapping[str, Any]) -> bytes:
    """One message as one line."""
    return json.dumps(message, separators=(",", ":"), allow_nan=False).encode() + b"\n"


def decode(line: bytes) -> Message:
    """The message of one line.

    Raises:
        ProtocolError: the line is not a JSON object.
    """
    try:
        found = json.loads(line)
    except ValueError as error:
        raise ProtocolError(f"not JSON: {error}") from None
    if not isinstance(found, dict):
        raise ProtocolError("not an object")
    return cast("Message", found)


class LineSplitter:
    """Cuts a stream of bytes into messages, however it arrives."""

    def __init__(self) -> None:
        self._rest = bytearray()

    def feed(self, data: bytes) -> list[Message]:
        """The messages that are complete now.

        Raises:
            ProtocolError: a line is no message, or far too long.
        """
        first, *others = data.split(b"\n")  # only what is new is searched
        self._rest += first
        if len(self._rest) > MAX_LINE:
            raise ProtocolError("a line is too long")
        if not others:
            return []
        lines = [bytes(self._rest), *others[:-1]]
        self._rest = bytearray(others[-1])
        return [decode(line) for line in lines if line]


def answer(request: Mapping[str, Any], fields: Mapping[str, Any]) -> Message:
    """The answer to a request that was met."""
    return {"id": request.get("id"), "ok": True, **fields}


def refusal(request: Mapping[str, Any], error: str, kind: str = "refused") -> Message:
    """The answer to a request that was not met; kind: refused, unreachable or bug."""
    return {"id": request.get("id"), "ok": False, "error": error, "kind": kind}


def version_key(version: str) -> tuple[int, ...]:
    """A program version as numbers that compare; what is no number counts as 0."""
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))
