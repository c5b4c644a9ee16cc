"""Fields: what an object of a kind consists of, as editors, columns and filters need it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from jobdesk.inventory.desk.closed import offered
from jobdesk.inventory.desk.kinds import label_of, model_of
from jobdesk.inventory.desk.records import CUSTOM, FieldInfo, FieldType
from jobdesk.inventory.wording import field_words

WHOLE_ADDRESS = {
    "ipam.prefix": ("prefix", ("network", "broadcast", "prefix_length", "ip_version")),
    "ipam.ipaddress": ("address", ("host", "mask_length", "ip_version")),
}
"""Kinds whose address is several columns, and one field for people."""

_FOLLOWS = {  # set by JobDesk from the rest
    "ipam.prefix": frozenset({"parent"}),
    "ipam.ipaddress": frozenset({"parent"}),
}
_LATE = frozenset({"created", "last_updated"})
_ORDER: dict[str, str] = {
    "dcim.device": "name status role device_type location rack position face tenant platform "
    "serial asset_tag software_version primary_ip4 primary_ip6",
    "dcim.interface": "name device status type enabled role label description mode "
    "untagged_vlan tagged_vlans ip_addresses mtu mac_address vrf",
    "dcim.location": "name location_type parent status tenant",
    "dcim.devicetype": "manufacturer model part_number u_height",
    "dcim.rack": "name location rack_group status role tenant u_height",
    "dcim.cable": "label status type",
    "ipam.prefix": "prefix namespace status type role vlan tenant",
    "ipam.ipaddress": "address namespace status type role dns_name tenant",
    "ipam.vlan": "vid name status vlan_group role tenant",
    "virtualization.virtualmachine": "name status role cluster tenant platform",
    "virtualization.vminterface": "name virtual_machine status enabled role",
    "extras.customfield": "label key type content_types required",
}
"""What an engineer looks for comes first; other kinds begin with their name."""

_SELDOM = ("local_config_context_schema", "local_config_context_data", "cable")
_TYPES: dict[str, FieldType] = {
    "CharField": FieldType.TEXT,
    "TextField": FieldType.LONG,
    "BooleanField": FieldType.BOOLEAN,
    "DecimalField": FieldType.NUMBER,
    "FloatField": FieldType.NUMBER,
    "DateField": FieldType.DATE,
    "DateTimeField": FieldType.TIME,
    "JSONField": FieldType.JSON,
    "BinaryField": FieldType.ADDRESS,
}
_CUSTOM_TYPES: dict[str, FieldType] = {
    "text": FieldType.TEXT,
    "url": FieldType.TEXT,
    "markdown": FieldType.LONG,
    "integer": FieldType.INTEGER,
    "boolean": FieldType.BOOLEAN,
    "date": FieldType.DATE,
    "select": FieldType.CHOICE,
    "multi-select": FieldType.CHOICES,
    "json": FieldType.JSON,
}


def fields_of(label: str) -> tuple[FieldInfo, ...]:
    """The fields of a kind: its address, its columns, its links to many, custom fields."""
    model = model_of(label)
    found = [*_address(label), *_columns(model, label), *_links(model), *_custom(model)]
    return tuple(sorted(found, key=_place_in(label)))


def _place_in(label: str) -> Callable[[FieldInfo], tuple[int, int]]:
    """Where a field stands among those of its kind; those of one place stay as declared."""
    first = {name: at for at, name in enumerate(_ORDER.get(label, "name").split())}

    def place(field: FieldInfo) -> tuple[int, int]:
        if field.name in _LATE:
            return 3, 0
        if field.name in _SELDOM:
            return 2, _SELDOM.index(field.name)
        return (0, first[field.name]) if field.name in first else (1, 0)

    return place


def field_names(label: str) -> frozenset[str]:
    """The names of a kind's fields."""
    return frozenset(field.name for field in fields_of(label))


def editable_fields(label: str) -> tuple[FieldInfo, ...]:
    """Those that a person sets."""
    return tuple(field for field in fields_of(label) if field.is_editable)


def _address(label: str) -> Sequence[FieldInfo]:
    if label not in WHOLE_ADDRESS:
        return ()
    name = WHOLE_ADDRESS[label][0]
    sample = "10.0.0.0/24" if name == "prefix" else "10.0.0.1/24"
    said = f"Like {sample}; IPv6 too."
    made = FieldInfo(
        name, field_words(name), FieldType.ADDRESS, is_required=True, is_unique=True, help=said
    )
    if label != "ipam.ipaddress":
        return (made,)
    space = FieldInfo(
        "namespace",
        "Namespace",
        FieldType.REFERENCE,
        related="ipam.namespace",
        help="Where the prefix around it is looked for; Global when empty.",
    )
    return made, space


def _columns(model: Any, label: str) -> Sequence[FieldInfo]:
    parts = WHOLE_ADDRESS.get(label, ("", ()))[1]
    return [
        _column(field, label)
        for field in model._meta.concrete_fields
        if not getattr(field, "is_older", False)
        and not field.name.startswith("_")
        and field.name not in (*parts, "id")
    ]


def _column(field: Any, label: str) -> FieldInfo:
    related = label_of(field.related_model) if field.is_relation else ""
    is_late = field.name in _LATE
    return FieldInfo(
        name=field.name,
        title=_title(field),
        type=_type(field),
        related=related,
        choices=_choices(field),
        offered=offered(field.model, field.name),
        is_required=not field.blank and not is_late and not field.has_default(),
        is_editable=field.editable
        and not is_late
        and field.name not in _FOLLOWS.get(label, frozenset()),
        is_unique=field.unique,
        longest=field.max_length or 0,
        help=str(field.help_text or ""),
        default=_default(field),
    )


def _title(field: Any) -> str:
    return field_words(str(field.verbose_name))


def _type(field: Any) -> FieldType:
    if field.is_relation:
        return FieldType.REFERENCE
    if field.choices:
        return FieldType.CHOICE
    if field.name == "color":
        return FieldType.COLOUR
    kind = field.get_internal_type()
    return FieldType.INTEGER if "Integer" in kind else _TYPES.get(kind, FieldType.TEXT)


def _choices(field: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(value), str(words)) for value, words in field.flatchoices)


def _default(field: Any) -> object:
    """What a new object has; defaults that are computed are left to the model."""
    if not field.has_default() or callable(field.default):
        return None
    return field.default


def _links(model: Any) -> Sequence[FieldInfo]:
    return [
        FieldInfo(
            field.name,
            _title(field),
            FieldType.REFERENCES,
            related=label_of(field.related_model),
            is_required=not field.blank,
            is_editable=field.editable,
            help=str(field.help_text or ""),
        )
        for field in model._meta.many_to_many
    ]


def _custom(model: Any) -> Sequence[FieldInfo]:
    if not hasattr(model, "get_custom_fields"):
        return ()
    from jobdesk.inventory.extras.customfields import CustomField

    fields = CustomField.objects.get_for_model(model).prefetch_related("custom_field_choices")
    return [_custom_field(field) for field in fields]


def _custom_field(field: Any) -> FieldInfo:
    choices = tuple((one.value, one.value) for one in field.custom_field_choices.all())
    return FieldInfo(
        f"{CUSTOM}{field.key}",
        field.label,
        _CUSTOM_TYPES.get(field.type, FieldType.TEXT),
        choices=choices,
        is_required=field.required,
        help=field.description or "",
        default=field.default,
    )
