"""Fetch asset records from another system and bring them into the inventory."""

import json
import urllib.error
import urllib.request

from jobdesk.inventory.models import Device
from jobdesk.jobs import FileVar, Job, StringVar, register_jobs

name = "Data exchange"

SECONDS = 20


class FetchAssets(Job):
    """Serial numbers and asset tags as the asset system has them."""

    url = StringVar(
        required=False,
        label="Address",
        regex=r"^https?://",
        description="Where the asset system answers with a list of records",
    )
    records = FileVar(
        required=False,
        label="File",
        extensions=[".json"],
        description='The same list from a file: [{"name": …, "serial": …, "asset_tag": …}]',
    )

    class Meta:
        name = "Fetch assets from an external source"
        description = """
            Reads `name`, `serial` and `asset_tag` of devices from another system and writes what
            differs. Devices that the inventory does not know are reported, not made.
        """
        has_sensitive_variables = False
        field_order = ["url", "records"]

    def run(self, url, records):
        if not url and not records:
            raise ValueError("Name an address or a file.")
        found = json.loads(records.read()) if records else self.fetch(url)
        counts = {"changed": 0, "same": 0, "unknown": 0}
        for number, record in enumerate(found, 1):
            counts[self.take(record)] += 1
            self.progress(number, len(found))
        self.summary(", ".join(f"{count} {word}" for word, count in counts.items()))
        return counts

    def fetch(self, url):
        try:
            with urllib.request.urlopen(url, timeout=SECONDS) as answer:
                return json.load(answer)
        except (urllib.error.URLError, TimeoutError, ValueError) as error:
            raise RuntimeError(f"{url} gave no records: {error}") from None

    def take(self, record):
        device = Device.objects.filter(name=record["name"]).first()
        if device is None:
            self.logger.warning("%s is not in the inventory", record["name"])
            return "unknown"
        wanted = {"serial": record.get("serial") or "", "asset_tag": record.get("asset_tag")}
        if all(getattr(device, field) == value for field, value in wanted.items()):
            return "same"
        for field, value in wanted.items():
            setattr(device, field, value)
        device.validated_save()
        self.logger.success("Serial number and asset tag taken", extra={"object": device})
        return "changed"


register_jobs(FetchAssets)
