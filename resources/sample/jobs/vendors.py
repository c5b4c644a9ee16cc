"""Who made the devices behind a table of MAC addresses."""

import csv
import io
from collections import Counter

from jobdesk.jobs import FileVar, Job, MultiChoiceVar, register_jobs

name = "Compliance"


class LookUpVendors(Job):
    """Look each address up in the registry that comes with netaddr; needs no network."""

    mac_table = FileVar(
        label="MAC table", description="A CSV file with switch, port, vlan and mac",
        extensions=[".csv"],
    )
    vlans = MultiChoiceVar(
        label="VLANs",
        description="None chosen means all",
        choices=((10, "Office"), (20, "Voice"), (30, "Printing"), (99, "Management")),
        required=False,
    )

    class Meta:
        name = "Look up MAC vendors"
        description = "Find the vendor of every address of a MAC table, and the unknown ones."
        has_sensitive_variables = False
        read_only = True

    def run(self, mac_table, vlans):
        rows = list(csv.DictReader(io.StringIO(mac_table.read().decode())))
        rows = [row for row in rows if not vlans or row["vlan"] in vlans]
        vendors = Counter()
        for row in rows:
            vendor = self.vendor_of(row["mac"])
            vendors[vendor or "unknown"] += 1
            place = f"{row['switch']} {row['port']}"
            if vendor:
                self.logger.info("%s is from %s", row["mac"], vendor, extra={"object": place})
            else:
                self.logger.failure("%s is in no registry", row["mac"], extra={"object": place})
        table = "\n".join(f"| {vendor} | {count} |" for vendor, count in vendors.most_common())
        self.summary(f"| Vendor | Ports |\n|---|---:|\n{table}\n")
        return dict(vendors)

    def vendor_of(self, mac):
        from netaddr import EUI, NotRegisteredError

        try:
            return EUI(mac).oui.registration().org
        except NotRegisteredError:
            return None


register_jobs(LookUpVendors)
