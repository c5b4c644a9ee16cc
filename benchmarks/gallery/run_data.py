"""What the runs of the pictures are made of: inputs, log lines, a traceback and its code."""

from collections.abc import Iterator

LINES = 4600
DEVICES = 512
VARIABLES = [
    {"name": "location", "label": "Location"},
    {"name": "roles", "label": "Device roles"},
    {"name": "only_changed", "label": "Only changed devices"},
    {"name": "plan", "label": "Plan"},
    {"name": "comment", "label": "Comment"},
]
INPUTS = {
    "location": "Berlin",
    "roles": ["access", "distribution"],
    "only_changed": True,
    "plan": {"name": "cabling-ber-mitte.csv", "size": 8214, "sha256": "0"},
    "comment": "",
}
TRACEBACK = """Traceback (most recent call last):
  File "/srv/netops/jobs/sites/branch.py", line 58, in run
    self._cable(row, devices)
    ~~~~~~~~~~~^^^^^^^^^^^^^^
  File "/srv/netops/jobs/sites/branch.py", line 131, in _cable
    left = a.interfaces.get(name=row["a_port"])
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  File "/usr/lib/python3/site-packages/netaddr/ip/__init__.py", line 1012, in __init__
    value, prefixlen = parse_ip_network(module, addr, flags)
  File "/usr/lib/python3/site-packages/netaddr/core.py", line 31, in check
    return self.lookup[name]
           ~~~~~~~~~~~^^^^^^
  File "/srv/netops/jobs/sites/ports.py", line 24, in get
    raise LookupError(f"Interface \\u201c{name}\\u201d does not exist on {self.type}.")
LookupError: Interface \u201cGi1/0/25\u201d does not exist on C9200L-24P.
"""
BRANCH = """    def _cable(self, row, devices):
        a = devices[row["a_device"]]
        b = devices[row["b_device"]]
        # port names come from the plan, not from the type
        left = a.interfaces.get(name=row["a_port"])
        right = b.interfaces.get(name=row["b_port"])
        left = a.interfaces.get(name=row["a_port"])
        cable = Cable(termination_a=left, termination_b=right)
        cable.status = self.planned
        cable.label = row["label"]
        cable.validated_save()
        self.logger.success("connected", extra={"object": cable})
        return cable
"""
FAILED_LOG = (
    ("info", 'inputs accepted: site_name="BER-Mitte 04", site_type="small"', "run"),
    ("debug", "csv dialect excel, 46 rows, 7 columns", "_read_plan"),
    ("info", "46 cables planned between 6 devices", "_read_plan"),
    ("success", "location created below Berlin", "_create_site", "BER-Mitte 04", "https://x/1"),
    ("success", "rack created, 42 units", "_create_rack", "BER-M04-R1", "https://x/2"),
    ("success", "device created from type ISR 1121", "_create_devices", "ber-m04-rtr-01"),
    ("success", "device created from type C9200L-24P", "_create_devices", "ber-m04-acc-01"),
    (
        "warning",
        "serial FDO2716L0TX is in use by spare-117",
        "_create_devices",
        "ber-m04-acc-02",
    ),
    ("failure", 'row 31: interface "Gi1/0/25" does not exist', "_cable", "ber-m04-acc-02"),
    (
        "error",
        "LookupError: Interface \u201cGi1/0/25\u201d does not exist on C9200L-24P.",
        "run",
    ),
    ("info", "nothing was kept", "on_failure"),
)
SUMMARY = """## 512 devices backed up

| result | devices |
|---|---|
| unchanged | 471 |
| changed | 39 |
| failed | 2 |

**ber-acc-12** and **ber-acc-77** refused the login; their backups are 3 days old.
"""


def log_rows(first: int, count: int) -> Iterator[tuple[str, ...]]:
    """Lines of a run that backs up one device after the other."""
    for at in range(first, first + count):
        number, step = divmod(at, 3)
        name = f"ber-acc-{number % DEVICES:02d}"
        url = f"https://netops.example/devices/{name}"
        if number % 97 == 12 and step == 1:
            words = "authentication failed after 3 attempts (user netops); device skipped"
            yield "failure", words, "connect", name, url
        elif number % 61 == 10 and step == 1:
            words = 'host key changed since 12 Nov; connected because policy is "warn"'
            yield "warning", words, "connect", name, url
        elif step == 0:
            words = (
                f"ssh 10.42.{number // 250}.{number % 250}:22, key exchange curve25519-sha256"
            )
            yield "debug", words, "connect", name, url
        elif step == 1:
            words = f"running configuration read, {900 + number % 400} lines in 0.6 s"
            yield "info", words, "fetch", name, url
        elif number % 13 == 8:
            words = f"changed since last backup: +{number % 9} -1 lines, committed 076ce2e"
            yield "success", words, "store", name, url
        else:
            yield "success", "unchanged since last backup", "store", name, url
