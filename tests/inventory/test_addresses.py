"""Prefixes and addresses: their tree, what is free in them, and the names of filters."""

import pytest
from tests.inventory.beginnings import ADDRESSES


def test_a_prefix_finds_its_parent_and_adopts_what_is_inside(work):
    said = work(
        ADDRESSES
        + """
prefix("10.0.0.0/8", type="container")
inner = prefix("10.1.1.0/24")
host = address("10.1.1.5/24")
say(tree())
middle = prefix("10.1.0.0/16", type="container")
say(tree())
prefix("10.1.1.0/25")
host.refresh_from_db()
say(host.parent)
inner.refresh_from_db()
middle.delete()
say(tree())
"""
    )
    assert said == [
        "10.0.0.0/8<None 10.1.1.0/24<10.0.0.0/8",
        "10.0.0.0/8<None 10.1.0.0/16<10.0.0.0/8 10.1.1.0/24<10.1.0.0/16",
        "10.1.1.0/25",
        "10.0.0.0/8<None 10.1.1.0/24<10.0.0.0/8 10.1.1.0/25<10.1.1.0/24",
    ]


def test_what_is_free_leaves_out_network_and_broadcast(work):
    said = work(
        ADDRESSES
        + """
net = prefix("192.0.2.0/29")
address("192.0.2.1/29")
say(net.get_first_available_ip(), *net.get_available_ips())
say(*net.get_utilization())
pool = prefix("198.51.100.0/30", type="pool")
say(pool.get_first_available_ip(), len(pool.get_available_ips()))
tiny = prefix("203.0.113.0/31")
say(len(tiny.get_available_ips()))
six = prefix("2001:db8::/126")
say(six.get_first_available_ip())
"""
    )
    assert said == [
        "192.0.2.2/29 192.0.2.2 192.0.2.3 192.0.2.4 192.0.2.5 192.0.2.6",
        "1 6",
        "198.51.100.0/30 4",
        "2",
        "2001:db8::1/126",
    ]


def test_the_first_available_prefix_is_the_largest_hole_in_front(work):
    said = work(
        ADDRESSES
        + """
box = prefix("10.0.0.0/22", type="container")
prefix("10.0.0.0/24")
prefix("10.0.2.0/24")
say(box.get_first_available_prefix(), *box.get_utilization())
"""
    )
    assert said == ["10.0.1.0/24 512 1024"]


def test_an_address_without_a_prefix_is_refused_with_its_namespace(work):
    said = work(
        ADDRESSES
        + """
try:
    address("10.0.0.1/24")
except ValidationError as error:
    say(*error.message_dict["parent"])
try:
    IPAddress.objects.create(address="10.0.0.1/24", status=active)
except ValidationError as error:
    say(IPAddress.objects.count())
"""
    )
    assert said == ["No prefix of the namespace Global has 10.0.0.1 in it.", "0"]


def test_one_address_lives_once_in_a_namespace(work):
    said = work(
        ADDRESSES
        + """
prefix("10.0.0.0/24")
lab = Namespace.objects.create(name="Lab")
prefix("10.0.0.0/24", namespace=lab)
address("10.0.0.1/24")
address("10.0.0.1/24", namespace=lab)
try:
    address("10.0.0.1/24")
except ValidationError as error:
    say("refused")
found = IPAddress.objects.filter
say(found(namespace=lab).count(), found(host="10.0.0.1").count())
"""
    )
    assert said == ["refused", "1 2"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("prefix='10.0.1.0/24'", "10.0.1.0/24"),
        ("prefix__in=['10.0.1.0/24', '10.0.2.0/24']", "10.0.1.0/24 10.0.2.0/24"),
        ("prefix__net_contained='10.0.0.0/23'", "10.0.1.0/24"),
        ("prefix__net_contains='10.0.1.7/32'", "10.0.0.0/8 10.0.1.0/24"),
        ("prefix__net_contains_or_equals='10.0.1.0/24'", "10.0.0.0/8 10.0.1.0/24"),
        ("parent__prefix='10.0.0.0/8'", "10.0.1.0/24 10.0.2.0/24"),
        ("ip_addresses__address='10.0.1.9/24'", "10.0.1.0/24"),
        ("family=4, prefix_length=8", "10.0.0.0/8"),
    ],
)
def test_names_that_are_no_columns_are_understood_in_filters(work, query, found):
    said = work(
        ADDRESSES
        + f"""
prefix("10.0.0.0/8", type="container")
prefix("10.0.1.0/24")
prefix("10.0.2.0/24")
address("10.0.1.9/24")
say(*Prefix.objects.filter({query}))
say(*Prefix.objects.filter(Q({query})))
say(*Prefix.objects.exclude({query}).exclude(~Q({query})))
"""
    )
    assert said == [found, found, ""]


def test_an_unknown_name_is_still_a_field_error(work):
    said = work(
        ADDRESSES
        + """
from django.core.exceptions import FieldError
try:
    list(Prefix.objects.filter(prefx="10.0.0.0/8"))
except FieldError as error:
    say("Cannot resolve keyword" in str(error))
"""
    )
    assert said == ["True"]


def test_get_or_create_understands_them_too(work):
    said = work(
        ADDRESSES
        + """
one = Prefix.objects.get_or_create(prefix="10.0.0.0/24", defaults={"status": active})
two = Prefix.objects.get_or_create(prefix="10.0.0.0/24", defaults={"status": active})
say(one[1], two[1], one[0] == two[0])
"""
    )
    assert said == ["True False True"]


@pytest.mark.parametrize("text", ["10.0.0.0/33", "ten", "10.0.0"])
def test_a_network_that_is_none_is_said_in_words(work, text):
    said = work(
        ADDRESSES
        + f"""
try:
    Prefix(prefix={text!r})
except ValidationError as error:
    say(*error.messages)
"""
    )
    assert said == [f"'{text}' is no network like 10.0.0.0/24."]
