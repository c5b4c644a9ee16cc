import ipaddress

import netaddr
import pytest

from jobdesk.errors import VariableError
from jobdesk.jobs import IPAddressVar, IPAddressWithMaskVar, IPNetworkVar


@pytest.mark.parametrize(
    ("variable", "raw", "text"),
    [
        (IPAddressVar(), "10.0.0.1", "10.0.0.1"),
        (IPAddressVar(), " 2001:DB8::0001 ", "2001:db8::1"),
        (IPAddressVar(), netaddr.IPAddress("10.0.0.1"), "10.0.0.1"),
        (IPAddressVar(), ipaddress.ip_address("::1"), "::1"),
        (IPAddressWithMaskVar(), "10.0.0.5/24", "10.0.0.5/24"),
        (IPAddressWithMaskVar(), "2001:db8::5/64", "2001:db8::5/64"),
        (IPAddressWithMaskVar(), "10.0.0.1/255.255.255.0", "10.0.0.1/24"),
        (IPNetworkVar(), "10.0.0.0/8", "10.0.0.0/8"),
        (IPNetworkVar(), "2001:db8::/32", "2001:db8::/32"),
        (IPNetworkVar(), "192.0.2.7/32", "192.0.2.7/32"),
        (
            IPNetworkVar(min_prefix_length=16, max_prefix_length=24),
            "10.1.0.0/16",
            "10.1.0.0/16",
        ),
        (
            IPNetworkVar(min_prefix_length=16, max_prefix_length=24),
            "10.1.1.0/24",
            "10.1.1.0/24",
        ),
        (IPNetworkVar(max_prefix_length=0), "0.0.0.0/0", "0.0.0.0/0"),
    ],
)
def test_an_address_that_fits(variable, raw, text):
    value = variable.parse(raw)

    assert type(value).__module__.startswith("netaddr")
    assert str(value) == variable.serialize(value) == text


@pytest.mark.parametrize(
    ("variable", "raw", "words"),
    [
        (IPAddressVar(), "10.0.0", ["10.0.0", "valid"]),
        (IPAddressVar(), "300.1.1.1", ["300.1.1.1"]),
        (IPAddressVar(), "router", ["router"]),
        (IPAddressVar(), "10.0.0.1/24", ["10.0.0.1/24"]),
        (IPAddressVar(), "010.0.0.1", ["valid"]),
        (IPAddressVar(), 167772161, ["text"]),
        (IPAddressVar(), ["10.0.0.1"], ["text"]),
        (IPAddressWithMaskVar(), "10.0.0.5", ["mask"]),
        (IPAddressWithMaskVar(), "10.0.0.5/24/1", ["mask"]),
        (IPAddressWithMaskVar(), "10.0.0.999/24", ["address"]),
        (IPAddressWithMaskVar(), "10.0.0.1/33", ["mask"]),
        (IPAddressWithMaskVar(), "10.0.0.1/", ["mask"]),
        (IPAddressWithMaskVar(), "10.0/16", ["address"]),
        (IPNetworkVar(), "10.0.0.0", ["mask"]),
        (IPNetworkVar(), "10.0.0.5/24", ["10.0.0.0/24"]),
        (IPNetworkVar(), "2001:db8::1/32", ["2001:db8::/32"]),
        (IPNetworkVar(), "x/24", ["address"]),
        (IPNetworkVar(min_prefix_length=16), "10.0.0.0/8", ["16"]),
        (IPNetworkVar(max_prefix_length=24), "10.0.0.0/25", ["24"]),
        (IPNetworkVar(max_prefix_length=0), "10.0.0.0/8", ["0"]),
    ],
)
def test_an_address_that_does_not_fit(variable, raw, words):
    with pytest.raises(VariableError) as refusal:
        variable.parse(raw)

    assert all(word in str(refusal.value) for word in words)


@pytest.mark.parametrize("variable", [IPAddressVar, IPAddressWithMaskVar, IPNetworkVar])
def test_no_address_is_none(variable):
    assert variable(required=False).parse(" ") is None
    assert variable(required=False).serialize(None) is None


def test_without_netaddr_the_user_is_told(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "netaddr", None)

    with pytest.raises(VariableError, match="netaddr is not installed"):
        IPAddressVar().parse("10.0.0.1")
