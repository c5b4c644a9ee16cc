"""2.x: rows of a CSV file; a wrong row is told, the others are taken."""

import csv
from io import TextIOWrapper

from nautobot.apps.jobs import FileVar, Job, register_jobs
from nautobot.dcim.models import Device
from nautobot.extras.models import Tag


class Upload(Job):
    table = FileVar(description="name,serial,tag")

    def run(self, table):
        changed = 0
        with table.open(mode="rb") as stream:
            for row in csv.DictReader(TextIOWrapper(stream, encoding="utf-8-sig")):
                try:
                    device = Device.objects.get(name=row["name"])
                except Device.DoesNotExist:
                    self.logger.failure(message=f"No device {row['name']}")
                    continue
                device.serial = row["serial"]
                device.validated_save()
                tag, _ = Tag.objects.get_or_create(name=row["tag"])
                device.tags.add(tag)
                changed += 1
        self.create_file("done.txt", f"{changed} devices")
        return changed


register_jobs(Upload)
