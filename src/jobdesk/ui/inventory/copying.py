"""Rows as text: tables for other programs, documents."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from jobdesk.inventory.desk.records import GridRow

TSV, CSV, JSON, NAMES = "Table (TSV)", "CSV", "JSON", "Names"
FORMS = (TSV, CSV, JSON, NAMES)


def rows_text(rows: Sequence[GridRow], titles: Sequence[str], form: str) -> str:
    """The rows in one of the forms; columns as they are shown."""
    if form == NAMES:
        return "\n".join(row.name for row in rows)
    if form == JSON:
        documents = [
            {"id": row.key}
            | {name: cell.text or None for name, cell in zip(titles, row.cells, strict=False)}
            for row in rows
        ]
        return json.dumps(documents, indent=2, ensure_ascii=False)
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t" if form == TSV else ",", lineterminator="\n")
    writer.writerow(titles)
    for row in rows:
        writer.writerow([cell.text for cell in row.cells])
    return out.getvalue()
