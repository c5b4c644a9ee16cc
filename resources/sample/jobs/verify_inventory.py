"""Check a list of devices: names, duplicates, addresses inside their prefix."""

import csv
import io
import ipaddress
import re
from collections import Counter

from jobdesk.jobs import BooleanVar, FileVar, Job, StringVar, register_jobs

name = "Compliance"

COLUMNS = ("name", "site", "role", "model", "serial", "address", "prefix")


class VerifyInventory(Job):
    """One log line per device with a fault, a summary and a table of findings."""

    inventory = FileVar(
        label="Device list",
        description="A CSV file with the columns " + ", ".join(COLUMNS),
        extensions=[".csv"],
        max_size=5_000_000,
    )
    pattern = StringVar(
        label="Hostname pattern",
        description="A regular expression that the whole name must match",
        default=r"[a-z]{3}-(acc|dist|core|fw)-\d{3}",
    )
    stop_on_fault = BooleanVar(
        label="Fail on findings", description="End as failed when anything was found"
    )

    class Meta:
        name = "Verify device inventory"
        description = """
            Check that every device of a CSV list follows the **name scheme**, is listed once,
            and has an address inside its prefix.

            Writes `findings.csv` with one row per fault. Nothing is changed anywhere.
        """
        has_sensitive_variables = False
        read_only = True
        field_order = ["inventory", "pattern", "stop_on_fault"]

    def run(self, inventory, pattern, stop_on_fault):
        devices = self.read(inventory)
        names = Counter(device["name"] for device in devices)
        addresses = Counter(device["address"] for device in devices)
        scheme = re.compile(pattern)
        findings = []
        for number, device in enumerate(devices, 1):
            faults = [
                *self.name_faults(device, scheme, names),
                *self.address_faults(device, addresses),
            ]
            for fault in faults:
                self.logger.warning(fault, extra={"object": device["name"]})
                findings.append({"device": device["name"], "site": device["site"], "fault": fault})
            if not faults:
                self.logger.success("Everything fits", extra={"object": device["name"]})
            self.object_result(device["name"], "failed" if faults else "ok", "; ".join(faults))
            if number % 50 == 0 or number == len(devices):
                self.progress(number, len(devices), device["name"])
        self.write_report(devices, findings)
        if findings and stop_on_fault:
            self.fail("%d findings in %d devices", len(findings), len(devices))
        return {"devices": len(devices), "findings": len(findings)}

    def read(self, inventory):
        text = io.TextIOWrapper(inventory.open(), encoding="utf-8-sig", newline="")
        reader = csv.DictReader(text)
        missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise ValueError(f"{inventory.name} lacks the columns {', '.join(missing)}")
        devices = list(reader)
        self.logger.info("%s holds %d devices", inventory.name, len(devices))
        return devices

    def name_faults(self, device, scheme, names):
        if not scheme.fullmatch(device["name"]):
            yield f"the name does not match {scheme.pattern}"
        if names[device["name"]] > 1:
            yield f"the name is listed {names[device['name']]} times"

    def address_faults(self, device, addresses):
        try:
            address = ipaddress.ip_address(device["address"])
        except ValueError:
            yield f"{device['address']} is not an IP address"
            return
        if address not in ipaddress.ip_network(device["prefix"]):
            yield f"{address} lies outside {device['prefix']}"
        if addresses[device["address"]] > 1:
            yield f"{address} is used {addresses[device['address']]} times"

    def write_report(self, devices, findings):
        table = io.StringIO()
        writer = csv.DictWriter(table, ["device", "site", "fault"])
        writer.writeheader()
        writer.writerows(findings)
        self.create_file("findings.csv", table.getvalue())
        sites = Counter(finding["site"] for finding in findings)
        rows = "\n".join(f"| {site} | {count} |" for site, count in sites.most_common())
        self.summary(
            f"**{len(findings)} findings** in {len(devices)} devices.\n\n"
            f"| Site | Findings |\n|---|---:|\n{rows}\n"
        )


register_jobs(VerifyInventory)
