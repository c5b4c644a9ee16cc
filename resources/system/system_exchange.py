"""Jobs of JobDesk itself: objects of the inventory into files and out of them."""

import io
from urllib.parse import parse_qsl

from jobdesk.inventory.models import Device
from jobdesk.inventory.exchange.calls import export_page, kinds_to_choose, plan_export
from jobdesk.inventory.exchange.documents import Format, SheetWriter, parse_sheet
from jobdesk.inventory.exchange.importing import bring_in, bring_in_what_fits
from jobdesk.inventory.exchange.report import PAGE, NotImported
from jobdesk.jobs import BooleanVar, ChoiceVar, FileVar, Job, StringVar, TextVar, register_jobs

name = "System Jobs"

KINDS = kinds_to_choose()
FORMATS = tuple((form.value, form.value.upper()) for form in Format)


class ExportObjectList(Job):
    """Writes the objects of a kind into a file of the run."""

    content_type = ChoiceVar(choices=KINDS, default=Device._meta.label_lower, label="Kind")
    query_string = StringVar(
        required=False,
        label="Filter",
        description="As in an address: status=Active&role=Router",
    )
    export_format = ChoiceVar(choices=FORMATS, default="csv", label="Format")

    class Meta:
        name = "Export Object List"
        description = "Writes the objects of a kind, all or filtered, as CSV, JSON or YAML."
        has_sensitive_variables = False
        read_only = True
        soft_time_limit = 1800
        time_limit = 2000

    def run(self, content_type, query_string, export_format):
        terms = tuple(parse_qsl(query_string or "", keep_blank_values=True))
        plan = plan_export(content_type, terms, (), (), "")
        out, count = io.StringIO(), len(plan.keys)
        writer = SheetWriter(out, Format(export_format), plan.columns)
        for first in range(0, count, PAGE):
            writer.write(export_page(plan, first))
            self.progress(min(first + PAGE, count), count)
        writer.end()
        file = f"{content_type}.{export_format}"
        self.create_file(file, out.getvalue())
        self.logger.success("%s objects are in %s", count, file)
        return {"objects": count}


class ImportObjects(Job):
    """Makes and updates objects from a CSV text or file."""

    content_type = ChoiceVar(choices=KINDS, default=Device._meta.label_lower, label="Kind")
    csv_data = TextVar(required=False, label="CSV", description="Rows below their titles")
    csv_file = FileVar(
        required=False, label="File", extensions=[".csv", ".json", ".yaml", ".yml"]
    )
    roll_back_if_error = BooleanVar(
        default=True, label="All or nothing", description="One wrong row keeps all others out"
    )

    class Meta:
        name = "Import Objects"
        description = """
            Makes and updates objects of a kind. Rows are found by key or natural key; wrong rows
            are logged with row, column and reason. Preview shows what would change.
        """
        has_sensitive_variables = False
        soft_time_limit = 1800
        time_limit = 2000

    def run(self, content_type, csv_data, csv_file, roll_back_if_error):
        sheet = self.sheet(csv_data, csv_file)
        take = bring_in if roll_back_if_error else bring_in_what_fits
        try:
            report = self.taken(take, content_type, sheet, roll_back_if_error)
        except NotImported as error:
            report = error.report
        for error in report.errors:
            self.logger.error(str(error))
        if report.failed:
            self.fail(f"{report.failed} of {len(sheet.rows)} rows are wrong")
        return {
            "created": report.created if report.is_done else 0,
            "updated": report.updated if report.is_done else 0,
            "unchanged": report.unchanged,
            "wrong": report.failed,
        }

    def taken(self, take, content_type, sheet, is_whole):
        from django.db import transaction

        if not is_whole:
            return take(content_type, sheet, None, self.progress)
        with transaction.atomic():
            return take(content_type, sheet, None, self.progress)

    def sheet(self, text, file):
        if file:
            ending = file.name.rsplit(".", 1)[-1].lower()
            form = {"json": Format.JSON, "yaml": Format.YAML, "yml": Format.YAML}
            return parse_sheet(
                file.read().decode("utf-8-sig"), form.get(ending, Format.CSV), file.name
            )
        if not text:
            raise ValueError("Give rows as text or as a file.")
        return parse_sheet(text, Format.CSV)


register_jobs(ExportObjectList, ImportObjects)
