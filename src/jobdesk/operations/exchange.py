"""Objects of the inventory out of and into files; what window and command line share.

Exports read page by page, so that the inventory answers others in between. An import is looked
at first; then all of its rows are taken, in one change of the change log, or none.
"""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from jobdesk.errors import Refused
from jobdesk.inventory.exchange import calls
from jobdesk.inventory.exchange.documents import Format, Sheet, SheetWriter, read_sheet
from jobdesk.inventory.exchange.report import PAGE, ImportReport, NotImported, Progress
from jobdesk.operations.services import Services

__all__ = ["read_sheet"]


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What is to be written.

    Attributes:
        kind: of the objects: "dcim.device", "devices".
        terms: which, as the filter line has them: (("status", "Active"),).
        keys: only these objects; empty for all.
        fields: only these; empty for all that can be set.
        sort: in the order of this field.
    """

    kind: str
    terms: tuple[tuple[str, str], ...] = ()
    keys: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    sort: str = ""


def export_to(
    services: Services,
    request: ExportRequest,
    out: TextIO,
    kind: Format,
    progress: Progress | None = None,
) -> int:
    """Write objects to a stream; how many there were.

    Raises:
        NotFound: there is no such kind.
        InputErrors: a filter or a field means nothing.
    """
    call = services.inventory.call
    plan = call(
        calls.plan_export,
        request.kind,
        request.terms,
        request.keys,
        request.fields,
        request.sort,
    )
    writer = SheetWriter(out, kind, plan.columns)
    whole = len(plan.keys)
    for first in range(0, whole, PAGE):
        writer.write(call(calls.export_page, plan, first))
        if progress is not None:
            progress(min(first + PAGE, whole), whole)
    writer.end()
    return whole


def export_file(
    services: Services,
    request: ExportRequest,
    file: Path,
    kind: Format,
    progress: Progress | None = None,
) -> int:
    """Write objects to a file, which is there when all of it is written; how many there were.

    Raises:
        Refused: the file cannot be written.
    """
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=file.parent, prefix=".export-", delete=False
        ) as file_out:
            out: TextIO = file_out  # type: ignore[assignment] - its wrapper is one in all but name
            kept = Path(out.name)
            try:
                count = export_to(services, request, out, kind, progress)
                out.close()
                kept.replace(file)
            except BaseException:
                out.close()
                kept.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise Refused(f"{file} cannot be written: {error.strerror or error}.") from None
    return count


def preview_import(
    services: Services,
    kind: str,
    sheet: Sheet,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """What an import would do; nothing is changed.

    Raises:
        NotFound: there is no such kind.
        GateBusy: somebody else has been writing the inventory for two seconds.
    """
    return services.inventory.call(calls.look_at_import, kind, sheet, mapping, progress)


def import_objects(
    services: Services,
    kind: str,
    sheet: Sheet,
    mapping: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    *,
    source: str = "a file",
) -> ImportReport:
    """Take all rows, in one change of the change log, or none; the report tells which.

    Args:
        services: of the workspace.
        kind: of the objects.
        sheet: the rows.
        mapping: what single columns mean; empty: they are left out.
        progress: told how many rows are done; what it raises ends the import, and nothing of
            it is left.
        source: what the change log calls the file.

    Raises:
        NotFound: there is no such kind.
        GateBusy: somebody else has been writing the inventory for two seconds.
    """
    try:
        return services.inventory.change(
            calls.bring_in, kind, sheet, mapping, progress, detail=f"import of {source}"
        )
    except NotImported as error:
        return error.report


def mapping_of(pairs: Sequence[str]) -> dict[str, str]:
    """`Column=field` pairs as a mapping; `Column=` leaves a column out.

    Raises:
        Refused: one has no equals sign.
    """
    found: dict[str, str] = {}
    for pair in pairs:
        column, sign, field = pair.partition("=")
        if not sign:
            raise Refused(f"{pair!r} says nothing of a column; write Column=field.")
        found[column.strip()] = field.strip()
    return found
