"""Lists of another system on this disk: resumed where they were left. No Django here.

A folder of the workspace holds one file of JSON lines for each list, and `state.json`. What is
kept are the objects; the token is not.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from jobdesk.errors import Refused
from jobdesk.inventory.remote.client import NoSuchList, RemoteClient, RemoteError
from jobdesk.inventory.remote.kinds import Dialect, RemoteKind, kinds_of

_STATE = "state.json"
_READINGS = 3  # of a list that changes meanwhile
_STILL_GOOD_S = 900  # what a preview read is what the import after it takes
Told = Callable[[str, int, int], None]
"""What goes on, how much of it is done, of how much; may raise to stop."""


def find_dialect(client: RemoteClient) -> tuple[Dialect, str]:
    """Whose interface it is, and its version.

    Raises:
        RemoteError: it is neither Nautobot nor NetBox.
    """
    status = client.get("status")
    said: Mapping[str, Any] = cast("dict[str, Any]", status) if isinstance(status, dict) else {}
    version = str(said.get("nautobot-version") or "")
    if version:
        return (Dialect.NAUTOBOT_1 if version.startswith("1.") else Dialect.NAUTOBOT), version
    version = str(said.get("netbox-version") or "")
    if version and version.partition(".")[0].isdigit() and int(version.partition(".")[0]) >= 4:
        return Dialect.NETBOX, version
    if version:
        raise RemoteError(f"{client.url} is NetBox {version}; NetBox 4 and newer can be read.")
    raise RemoteError(
        f"{client.url} is neither Nautobot nor NetBox, by what it says of itself."
    )


class Download:
    """The lists of one system, in a folder of their own."""

    def __init__(self, folder: Path, client: RemoteClient) -> None:
        self.folder, self._client = folder, client
        self.dialect = Dialect.NAUTOBOT
        self.version = ""
        self.unsteady: frozenset[str] = frozenset()
        """Labels of kinds whose lists changed each time they were read: something that is
        there may be missing here."""

    def fetch(self, told: Told, *, is_fresh: bool = False) -> None:
        """Read all lists; what an interrupted fetch has read is not read again.

        What was read in the last quarter of an hour is taken as it is.

        Args:
            told: hears what goes on.
            is_fresh: begin anew.

        Raises:
            RemoteError: the other system did not answer as it should; what came is kept.
            Stopped: somebody stopped it; what came is kept.
        """
        self.dialect, self.version = find_dialect(self._client)
        state: dict[str, Any] = {} if is_fresh else self._state()
        if state.get("version") != self.version:
            state = {}
        if state.get("done", 0) <= time.time() - _STILL_GOOD_S:
            if not state or state["done"]:
                self.forget()
                state = {"version": self.version, "lists": {}, "done": 0}
            try:
                self._fetch(state, told)
            except OSError as error:
                words = f"{self.folder} cannot be written: {error.strerror or error}."
                raise Refused(words) from None
        lists = state["lists"]
        self.unsteady = frozenset(
            kind.label
            for kind in kinds_of(self.dialect)
            if not lists.get(kind.path, {}).get("is_steady", True)
        )

    def _fetch(self, state: dict[str, Any], told: Told) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for kind in kinds_of(self.dialect):
            self._fetch_list(kind, state, told)
        state["done"] = time.time()
        self._keep(state)

    def _fetch_list(self, kind: RemoteKind, state: dict[str, Any], told: Told) -> None:
        """Read a list until it stayed the same meanwhile: pages are cut by place.

        Who deletes an object there shifts the others, and one is on no page.
        """
        done: dict[str, Any] = state["lists"].setdefault(
            kind.path, {"rows": 0, "is_done": False}
        )
        for _ in range(_READINGS):
            if done["is_done"]:
                return
            self._read_list(kind, done, state, told)
            different = len({str(row.get("id")) for row in self.rows(kind)})
            is_whole = different == done["rows"] == done["count"]
            done["is_done"] = done["is_steady"] = is_whole and done["is_steady"]
            if not done["is_done"]:
                done.update(rows=0, kept=different)
            self._keep(state)
        if done["is_done"]:
            return
        if done["kept"] < done["count"]:
            raise RemoteError(
                f"{self._client.url}/api/{kind.path}/ did not give all of its "
                f"{done['count']:,} objects: {done['kept']:,} different ones came each of "
                f"{_READINGS} times. Nothing was taken; try again when nobody changes them."
            )
        done["is_done"] = True
        self._keep(state)

    def _read_list(
        self, kind: RemoteKind, done: dict[str, Any], state: dict[str, Any], told: Told
    ) -> None:
        """Read it from where it was left to its end."""
        file = self._file(kind)
        rows = _cut_to(file, done["rows"])
        if not rows:
            done.update(count=None, is_steady=True)
        query = {"depth": 0, "exclude_m2m": "false"} if self.dialect is Dialect.NAUTOBOT else {}
        try:
            with file.open("a", encoding="utf-8") as out:
                for page in self._client.pages(kind.path, rows, **query):
                    out.writelines(json.dumps(row) + "\n" for row in page.rows)
                    out.flush()
                    rows += len(page.rows)
                    is_same = done.get("count") in (None, page.count)
                    done.update(rows=rows, count=page.count)
                    done["is_steady"] = done.get("is_steady", True) and is_same
                    self._keep(state)
                    told(kind.path, rows, page.count)
        except NoSuchList:
            file.unlink(missing_ok=True)  # an older or smaller system
            done.update(rows=0, count=0)

    def rows(self, kind: RemoteKind) -> Iterator[Mapping[str, Any]]:
        """The objects of a list."""
        file = self._file(kind)
        if file.exists():
            with file.open(encoding="utf-8") as lines:
                yield from map(json.loads, lines)

    def kinds(self) -> Sequence[RemoteKind]:
        """The lists that were read, in order."""
        return [kind for kind in kinds_of(self.dialect) if self._file(kind).exists()]

    def forget(self) -> None:
        """Delete the files of a download that was taken over."""
        for file in (*self.folder.glob("*.ndjson"), self.folder / _STATE):
            file.unlink(missing_ok=True)

    def _file(self, kind: RemoteKind) -> Path:
        return self.folder / f"{kind.path.replace('/', '.')}.ndjson"

    def _state(self) -> dict[str, Any]:
        try:
            found = json.loads((self.folder / _STATE).read_bytes())
        except (OSError, ValueError):
            return {}
        return cast("dict[str, Any]", found) if isinstance(found, dict) else {}

    def _keep(self, state: Mapping[str, Any]) -> None:
        new = self.folder / f"{_STATE}.new"
        new.write_text(json.dumps(state), encoding="utf-8")
        new.replace(self.folder / _STATE)


def _cut_to(file: Path, rows: int) -> int:
    """Keep the first rows: what came after the last note may be half written."""
    if not file.exists():
        return 0
    with file.open("rb+") as held:
        for _ in range(rows):
            if not held.readline():
                break
        held.seek(held.tell(), os.SEEK_SET)
        held.truncate()
    with file.open("rb") as held:
        return sum(1 for _ in held)
