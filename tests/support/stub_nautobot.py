"""A small server that answers as Nautobot's REST interface does, and fails when it is told to.

Shapes are written by hand after the public documents of the interfaces: facts only.
"""

import json
import ssl
import threading
import uuid
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

TOKEN = "0123456789abcdef0123456789abcdef01234567"
MOST = 50  # rows of a page, whatever is asked for


def key(name):
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, name))


class Stub:
    """What the other system holds, and how it behaves.

    Attributes:
        lists: rows by path: "dcim/devices".
        status: what `/api/status/` says.
        failures: path to answers (code, body) that come before the right one.
        asked: the paths that were asked for, with their offset.
    """

    def __init__(self, lists, status):
        self.lists, self.status = lists, status
        self.failures: dict[str, list[tuple[int, str]]] = {}
        self.asked: list[tuple[str, int]] = []
        self.after = None  # called with the path after each answer
        self.redirect = ""
        self.broken: dict[str, int] = {}  # path to how often its answer breaks off
        self.pauses: dict[str, str] = {}  # path to what Retry-After says
        self.release = threading.Event()  # set to let slow answers go
        self.is_held = threading.Event()  # a slow answer is awaited
        self.slow = ""
        self.url = ""


CERTIFICATE = Path(__file__).with_name("self_signed.pem")
"""Of `localhost`, with its key; nobody trusts it."""


@contextmanager
def serving(stub, *, is_encrypted=False):
    """Let it answer on this machine."""
    handler = type("Bound", (_Handler,), {"stub": stub})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    if is_encrypted:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    stub.url = f"http://127.0.0.1:{server.server_port}"
    if is_encrypted:
        stub.url = f"https://localhost:{server.server_port}"
    try:
        yield stub
    finally:
        stub.release.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    stub: Stub

    def do_GET(self):
        parts = urlsplit(self.path)
        path = parts.path.removeprefix("/api/").strip("/")
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        offset = int(query.get("offset", 0))
        self.stub.asked.append((path, offset))
        if self.stub.slow == path:
            self.stub.is_held.set()
            self.stub.release.wait(20)
        code, document = self._answer(path, query, offset)
        text = document if isinstance(document, str) else json.dumps(document)
        body = text.encode()
        self.send_response(code)
        if code == 302:
            self.send_header("Location", self.stub.redirect)
        if path in self.stub.pauses:
            self.send_header("Retry-After", self.stub.pauses[path])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.stub.broken.get(path):
            self.stub.broken[path] -= 1
            body, self.close_connection = body[: len(body) // 2], True
        self.wfile.write(body)
        if self.stub.after is not None:
            self.stub.after(path)

    def _answer(self, path, query, offset):
        if self.stub.redirect:
            return 302, ""
        if self.headers["Authorization"] != f"Token {TOKEN}":
            return 403, {"detail": "Invalid token"}
        waiting = self.stub.failures.get(path)
        if waiting:
            return waiting.pop(0)
        if path == "status":
            return 200, self.stub.status
        if path not in self.stub.lists:
            return 404, {"detail": "Not found."}
        rows = self.stub.lists[path]
        most = min(int(query.get("limit", MOST)), MOST)
        page = rows[offset : offset + most]
        after = offset + most
        return 200, {
            "count": len(rows),
            "next": f"{self.stub.url}/api/{path}/?offset={after}"
            if after < len(rows)
            else None,
            "previous": None,
            "results": page,
        }

    def log_message(self, *words):
        pass


# Nautobot 2 and 3


def ref(kind, name):
    """How a row names another one."""
    app, _, model = kind.partition(".")
    found = key(f"{kind} {name}")
    return {"id": found, "object_type": kind, "url": f"https://n/api/{app}/{model}s/{found}/"}


def row(kind, name, /, **values):
    """A row with what every one of them has."""
    found = key(f"{kind} {name}")
    return {
        "id": found,
        "object_type": kind,
        "display": name,
        "url": f"https://n/api/{kind}/{found}/",
        "natural_slug": f"{name}_{found[:4]}",
        "created": "2024-05-01T10:00:00Z",
        "last_updated": "2024-05-02T10:00:00.123456Z",
        "notes_url": f"https://n/api/{kind}/{found}/notes/",
        "custom_fields": {},
        **values,
    }


def choice(value):
    return {"value": value, "label": value.title()}


def nautobot_lists(devices=2):
    """A site with switches, their ports, addresses and a cable."""
    active, site = ref("extras.status", "Active"), ref("dcim.location", "Graz")
    ports = [
        row(
            "dcim.interface", f"sw{n} Ethernet{p}", name=f"Ethernet{p}", label="", enabled=True,
            device=ref("dcim.device", f"sw{n}"), status=active, type=choice("1000base-t"),
            mgmt_only=False, mac_address=None, mtu=None, mode=None, lag=None, vrf=None,
            parent_interface=None, bridge=None, untagged_vlan=None, tagged_vlans=[], tags=[],
            cable=None, cable_peer=None, connected_endpoint=None, ip_address_count=1,
        )
        for n in range(1, devices + 1)
        for p in (1, 2)
    ]  # fmt: skip
    return {
        "extras/statuses": [
            row("extras.status", "Active", name="Active", color="4caf50", description="",
                content_types=["dcim.device", "dcim.location", "dcim.interface", "ipam.prefix",
                               "ipam.ipaddress"]),
            row("extras.status", "Connected", name="Connected", color="4caf50",
                content_types=["dcim.cable"]),
            row("extras.status", "Odd", name="Odd", color="112233",
                content_types=["dcim.device"]),
        ],
        "extras/roles": [
            row("extras.role", "Access", name="Access", color="aa1409", weight=None,
                content_types=["dcim.device"]),
        ],
        "extras/tags": [
            row("extras.tag", "blue", name="blue", color="0000ff", content_types=[]),
        ],
        "extras/custom-fields": [
            row("extras.customfield", "Shelf", label="Shelf", key="shelf", type=choice("text"),
                content_types=["dcim.device"], required=False, default=None, weight=100,
                filter_logic=choice("loose")),
        ],
        "dcim/location-types": [
            row("dcim.locationtype", "Campus", name="Campus", parent=None, nestable=True,
                content_types=["dcim.device", "ipam.prefix"], description=""),
        ],
        "dcim/locations": [  # the child comes first
            row("dcim.location", "Graz", name="Graz", status=active, tenant=None,
                location_type=ref("dcim.locationtype", "Campus"),
                parent=ref("dcim.location", "Austria"), time_zone="Europe/Vienna",
                latitude="47.070700", longitude="15.439500", tags=[]),
            row("dcim.location", "Austria", name="Austria", status=active, parent=None,
                location_type=ref("dcim.locationtype", "Campus"), tenant=None, tags=[]),
        ],
        "ipam/namespaces": [row("ipam.namespace", "Global", name="Global", location=None)],
        "ipam/prefixes": [
            row("ipam.prefix", "10.7.0.0/24", prefix="10.7.0.0/24", network="10.7.0.0",
                broadcast="10.7.0.255", prefix_length=24, ip_version=4, type=choice("network"),
                namespace=ref("ipam.namespace", "Global"), status=active, role=None,
                parent=None, tenant=None, vlan=None, rir=None, locations=[site], tags=[]),
        ],
        "dcim/manufacturers": [row("dcim.manufacturer", "Acme", name="Acme", description="")],
        "dcim/device-types": [
            row("dcim.devicetype", "S2", model="S2", part_number="", u_height=1, tags=[],
                manufacturer=ref("dcim.manufacturer", "Acme"), is_full_depth=True,
                subdevice_role=None, comments="", front_image=None, device_family=None),
        ],
        "dcim/devices": [
            row("dcim.device", f"sw{n}", name=f"sw{n}", serial=f"X{n}", asset_tag=None,
                device_type=ref("dcim.devicetype", "S2"), status=active, location=site,
                role=ref("extras.role", "Access"), tenant=None, platform=None, rack=None,
                position=None, face=None, primary_ip6=None, cluster=None, vc_position=None,
                primary_ip4=ref("ipam.ipaddress", f"10.7.0.{n}/24") if n < 200 else None,
                local_config_context_data=None, comments="", custom_fields={"shelf": "top"},
                tags=[ref("extras.tag", "blue")], parent_bay=None)
            for n in range(1, devices + 1)
        ],
        "dcim/interfaces": ports,
        "ipam/ip-addresses": [
            row("ipam.ipaddress", f"10.7.0.{n}/24", address=f"10.7.0.{n}/24",
                host=f"10.7.0.{n}", mask_length=24, ip_version=4, type=choice("host"),
                parent=ref("ipam.prefix", "10.7.0.0/24"), status=active, role=None,
                tenant=None, nat_inside=None, nat_outside_list=[], dns_name="", tags=[])
            for n in range(1, min(devices, 199) + 1)
        ],
        "ipam/ip-address-to-interface": [
            row("ipam.ipaddresstointerface", f"{n}", is_primary=True, vm_interface=None,
                ip_address=ref("ipam.ipaddress", f"10.7.0.{n}/24"),
                interface=ref("dcim.interface", f"sw{n} Ethernet1"))
            for n in range(1, min(devices, 199) + 1)
        ],
        "dcim/cables": [
            row("dcim.cable", "c1", termination_a_type="dcim.interface", label="c1",
                termination_a_id=key("dcim.interface sw1 Ethernet2"), type=choice("cat6"),
                termination_b_type="dcim.interface", color="", length=3, tags=[],
                termination_b_id=key("dcim.interface sw2 Ethernet2"), length_unit=choice("m"),
                status=ref("extras.status", "Connected")),
        ],
        "dcim/interface-templates": [
            row("dcim.interfacetemplate", f"S2 {p}", name=f"Ethernet{p}", mgmt_only=False,
                device_type=ref("dcim.devicetype", "S2"), type=choice("1000base-t"))
            for p in (1, 2)
        ],
    }  # fmt: skip


# Nautobot 1 and NetBox 4: a device at a site with an address


def older_lists():
    def old(name):
        return {"id": key(name), "url": "https://n/", "name": name, "slug": name.lower()}

    active = {"value": "active", "label": "Active"}
    return {
        "extras/statuses": [],
        "extras/tags": [],
        "dcim/device-roles": [{**old("Edge"), "color": "112233", "vm_role": True}],
        "dcim/regions": [{**old("Styria"), "parent": None, "site_count": 1}],
        "dcim/sites": [{**old("Graz"), "status": active, "region": old("Styria"), "tags": []}],
        "dcim/manufacturers": [old("Acme")],
        "dcim/device-types": [
            {"id": key("T1"), "model": "T1", "slug": "t1", "manufacturer": old("Acme"),
             "u_height": 1, "is_full_depth": False, "tags": []},
        ],
        "ipam/prefixes": [
            {"id": key("p"), "prefix": "10.8.0.0/24", "family": choice("4"), "site": None,
             "status": {"value": "container", "label": "Container"}, "is_pool": False,
             "vrf": None, "role": None, "tags": [], "description": ""},
        ],
        "dcim/devices": [
            {"id": key("e1"), "name": "e1", "device_type": {"id": key("T1")}, "tags": [],
             "device_role": old("Edge"), "site": old("Graz"), "status": active, "serial": "S",
             "rack": None, "position": None, "face": None, "primary_ip4": {"id": key("a")}},
        ],
        "dcim/interfaces": [
            {"id": key("i"), "name": "eth0", "device": {"id": key("e1")}, "enabled": True,
             "type": choice("virtual"), "status": active, "parent_interface": None, "tags": []},
        ],
        "ipam/ip-addresses": [
            {"id": key("a"), "address": "10.8.0.1/24", "family": choice("4"), "vrf": None,
             "status": active, "role": choice("loopback"), "dns_name": "e1.example.com",
             "assigned_object_type": "dcim.interface", "assigned_object_id": key("i"),
             "tags": []},
        ],
    }  # fmt: skip


def netbox_lists():
    """The same by numbers; `role`, `site` and cables as NetBox 4 tells them."""

    def old(path, number, name):
        url = f"https://n/api/{path}/{number}/"
        return {"id": number, "url": url, "display": name, "name": name, "slug": name.lower()}

    active = {"value": "active", "label": "Active"}
    site, edge = old("dcim/sites", 4, "Graz"), old("dcim/device-roles", 2, "Edge")
    acme, device = old("dcim/manufacturers", 1, "Acme"), old("dcim/devices", 7, "e1")
    kind = {"id": 3, "url": "https://n/api/dcim/device-types/3/", "model": "T1"}
    return {
        "dcim/device-roles": [{**edge, "color": "112233"}],
        "dcim/regions": [],
        "dcim/sites": [{**site, "status": active, "region": None, "tags": []}],
        "dcim/manufacturers": [acme],
        "dcim/device-types": [{**kind, "manufacturer": acme, "u_height": 1.0, "tags": []}],
        "ipam/prefixes": [
            {"id": 1, "prefix": "10.8.0.0/24", "status": active, "is_pool": True, "vrf": None,
             "scope_type": None, "tags": []},
        ],
        "dcim/devices": [
            {**device, "device_type": kind, "role": edge, "site": site, "status": active,
             "primary_ip4": {"id": 9, "url": "https://n/api/ipam/ip-addresses/9/"}, "tags": []},
        ],
        "dcim/interfaces": [
            {"id": number, "url": f"https://n/api/dcim/interfaces/{number}/", "parent": None,
             "name": f"eth{number}", "device": device, "type": choice("1000base-t"), "tags": []}
            for number in (5, 6)
        ],
        "ipam/ip-addresses": [
            {"id": 9, "url": "https://n/api/ipam/ip-addresses/9/", "address": "10.8.0.1/24",
             "status": active, "role": None, "assigned_object_type": "dcim.interface",
             "assigned_object_id": 5, "tags": [], "vrf": None},
        ],
        "dcim/cables": [
            {"id": 1, "type": "cat6", "status": choice("connected"), "tags": [], "label": "",
             "a_terminations": [{"object_type": "dcim.interface", "object_id": 5}],
             "b_terminations": [{"object_type": "dcim.interface", "object_id": 6}]},
        ],
    }  # fmt: skip
