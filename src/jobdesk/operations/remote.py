"""Import from a running Nautobot: read to this disk, compared, taken in portions.

Objects keep their keys, so that a second import updates what the first one made. What is gone
there is told, and stays here unless somebody asks for its deletion.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobdesk.inventory.remote import calls
from jobdesk.inventory.remote.client import RemoteClient
from jobdesk.inventory.remote.download import Download, Told
from jobdesk.inventory.remote.kinds import MODULE_BAYS, MODULES, Dialect, RemoteKind
from jobdesk.inventory.remote.modules import homes_of, in_its_device
from jobdesk.inventory.remote.report import RemoteReport
from jobdesk.inventory.remote.translate import assignments, translated
from jobdesk.operations.services import Services

if TYPE_CHECKING:
    from jobdesk.inventory.remote.applying import Applier

_PORTION = 200  # objects of one transaction: others write in between
_ASSIGNMENT = "ipam.ipaddresstointerface"
_ADDRESS = "ipam.ipaddress"
Row = Mapping[str, Any]


def import_remote(
    services: Services,
    client: RemoteClient,
    told: Told,
    *,
    is_trial: bool,
    is_fresh: bool = False,
    delete_gone: bool = False,
) -> RemoteReport:
    """Bring the objects of another system into the inventory, or tell what that would do.

    Args:
        services: of the workspace.
        client: the other system.
        told: hears what goes on; what it raises ends the work.
        is_trial: change nothing.
        is_fresh: read everything anew, also what was read a moment ago.
        delete_gone: delete what an earlier import brought and what is gone there.

    Raises:
        RemoteError: the other system did not answer as it should; what was read is kept, and
            the next import goes on from there.
        Stopped: somebody stopped it; the portions that were taken stay.
        GateBusy: somebody else has been writing the inventory for two seconds.
    """
    download = Download(_folder(services, client), client)
    download.fetch(told, is_fresh=is_fresh)
    report = RemoteReport(client.url, f"{download.dialect} ({download.version})")
    work = _Import(services, client, download, report, is_trial=is_trial)
    work.run(told)
    work.look_for_gone(is_deleted=delete_gone and not is_trial)
    report.is_done = not is_trial
    if not is_trial:
        download.forget()
    return report


def _folder(services: Services, client: RemoteClient) -> Path:
    name = re.sub(r"[^A-Za-z0-9.-]+", "_", client.url.partition("://")[2])
    return services.paths.home / "imports" / name


class _Import:
    """One pass over all that was downloaded."""

    def __init__(
        self,
        services: Services,
        client: RemoteClient,
        download: Download,
        report: RemoteReport,
        *,
        is_trial: bool,
    ) -> None:
        self._services, self._client = services, client
        self._download, self._report, self._is_trial = download, report, is_trial
        self._known_file = download.folder / "known.json"
        self._keys: dict[str, list[str]] = {}
        self._seconds: dict[str, list[Row]] = {}
        self._left: dict[str, list[Row]] = {}
        self._homes = homes_of(download.rows(MODULE_BAYS), download.rows(MODULES))
        self._applier: Applier = services.inventory.call(calls.begin, report, is_trial)

    def run(self, told: Told) -> None:
        """All kinds in their order, then what had to wait."""
        if self._download.dialect is not Dialect.NAUTOBOT and not self._is_trial:
            self._do(calls.places_of_older_systems)
        kinds = [kind for kind in self._download.kinds() if not kind.is_aside]
        for turn, kind in enumerate(kinds, 1):
            self._client.require_going()
            self._take_kind(kind)
            told(self._report.of(kind.label).title, turn, len(kinds))
        if not self._is_trial:
            for label, rows in self._seconds.items():
                refused = {row["id"] for row in self._left.get(label, ())}
                taken = [row for row in rows if row["id"] not in refused]
                self._left.setdefault(label, []).extend(
                    self._portions(label, taken, is_second=True)
                )
        for label, rows in self._left.items():
            for some in _portions(rows):
                self._do(calls.give_up, self._applier, label, some)

    def _take_kind(self, kind: RemoteKind) -> None:
        rows = translated(
            self._download.dialect,
            kind,
            list(self._download.rows(kind)),
            self._client.host,
        )
        rows = [in_its_device(row, self._homes) for row in rows]
        self._take_rows(kind.label, rows, kind.later)
        if kind.label == _ADDRESS and self._download.dialect is not Dialect.NAUTOBOT:
            self._take_rows(_ASSIGNMENT, list(assignments(rows)), ())

    def _take_rows(self, label: str, rows: Sequence[Row], later: Sequence[str]) -> None:
        self._report.of(label).there += len(rows)
        self._keys.setdefault(label, []).extend(str(row["id"]) for row in rows)
        first = [{k: v for k, v in row.items() if k not in later} for row in rows]
        self._seconds[label] = [
            {"id": row["id"], **{name: row[name] for name in later if row.get(name)}}
            for row in rows
            if any(row.get(name) for name in later)
        ]
        waiting = self._portions(label, first)
        while waiting:
            still = self._portions(label, waiting)
            if len(still) == len(waiting):
                break
            waiting = still
        if waiting:
            self._left.setdefault(label, []).extend(waiting)

    def _portions(
        self, label: str, rows: Sequence[Row], *, is_second: bool = False
    ) -> list[Row]:
        """Take objects portion by portion; those that have to wait."""
        waiting: list[Row] = []
        for some in _portions(rows):
            self._client.require_going()
            waiting += self._do(calls.portion, self._applier, label, some, is_second)
        return waiting

    def _do(self, work: Callable[..., Any], *args: Any) -> Any:
        inventory = self._services.inventory
        if self._is_trial:
            return inventory.call(work, *args)
        return inventory.change(work, *args, detail=f"import from {self._client.host}")

    # What is gone

    def look_for_gone(self, *, is_deleted: bool) -> None:
        """Count, and on demand delete, what an earlier import brought and is not there now.

        Where a list changed while it was read, what is missing may be there: it stays.
        """
        earlier = self._known()
        for label in reversed(list(earlier)):
            missing = sorted(set(earlier[label]) - set(self._keys.get(label, ())))
            here = self._services.inventory.call(calls.gone, self._applier, label, missing)
            if is_deleted and here and label not in self._download.unsteady:
                for some in _portions(here):
                    self._do(calls.delete, self._applier, label, some)
            elif here:
                self._keys.setdefault(label, []).extend(here)  # told again next time
        if not self._is_trial:
            self._known_file.write_text(json.dumps(self._keys), encoding="utf-8")

    def _known(self) -> dict[str, list[str]]:
        try:
            return json.loads(self._known_file.read_bytes())
        except (OSError, ValueError):
            return {}


def _portions(rows: Iterable[Any]) -> Iterator[list[Any]]:
    found = list(rows)
    for first in range(0, len(found), _PORTION):
        yield found[first : first + _PORTION]
