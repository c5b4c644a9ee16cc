"""Custom fields, relationships, groups, secrets, contexts: what extends the models."""

from tests.inventory.beginnings import DEVICES


def test_a_group_by_filter_has_the_objects_that_fit_now(work):
    said = work(
        DEVICES
        + """
kind = ContentType.objects.get_for_model(Device)
group = DynamicGroup(name="Here", content_type=kind, filter={"location": ["Berlin"]})
group.validated_save()
say(group.count)
one = device("ber-1")
say(group.count, *group.members, *one.dynamic_groups, group.has_member(hall))
group.filter = {"nonsense": ["x"]}
refused(group.validated_save)
"""
    )
    assert said[:2] == ["0", "1 ber-1 Here False"]
    assert said[2].startswith("filter ")


def test_groups_are_joined_intersected_and_cut(work):
    said = work(
        DEVICES
        + """
kind = ContentType.objects.get_for_model(Device)
def group(name, **more):
    made = DynamicGroup(name=name, content_type=kind, **more)
    made.validated_save()
    return made
for number in (1, 2, 3):
    device(f"ber-{number}")
low = group("low", filter={"name": ["ber-1", "ber-2"]})
two = group("two", filter={"name": ["ber-2"]})
chosen = group("chosen", group_type="static")
chosen.add_members([Device.objects.get(name="ber-3")])
both = group("both", group_type="dynamic-set")
both.add_child(low, "union", 10)
both.add_child(two, "difference", 20)
both.add_child(chosen, "union", 30)
say(*both.members)
rest = group("rest", group_type="dynamic-set")
rest.add_child(low, "difference", 1)
say(*rest.members)
refused(lambda: low.add_child(both, "union", 1))
try:
    low.add_members([device("ber-4")])
except ValidationError as error:
    say(*error.messages)
chosen.members.delete()
say(chosen.count, StaticGroupAssociation.objects.count())
"""
    )
    assert said == [
        "ber-1 ber-3",
        "ber-3",
        "group low is inside of it.",
        "The members of low follow from its filter.",
        "0 0",
    ]


def test_a_relationship_says_who_may_be_linked_and_how_often(work):
    said = work(
        DEVICES
        + """
devices, tenants = map(ContentType.objects.get_for_model, (Device, Tenant))
caretaker = Relationship(
    label="Caretaker", type="one-to-many", source_type=tenants, destination_type=devices,
    destination_filter={"name": ["ber-1"]},
)
caretaker.validated_save()
one, other = device("ber-1"), device("ber-2")
acme, init = Tenant.objects.create(name="ACME"), Tenant.objects.create(name="Init")
def link(source, destination):
    made = RelationshipAssociation(
        relationship=caretaker, source=source, destination=destination
    )
    made.validated_save()
    return made
made = link(acme, one)
say(made.get_peer(one), *one.get_relationships()["destination"][caretaker])
refused(lambda: link(init, one))
refused(lambda: link(init, other))
refused(lambda: link(one, one))
one.delete()
say(RelationshipAssociation.objects.count())
"""
    )
    assert said == [
        "ACME ACME → ber-1 (Caretaker)",
        "destination_id ber-1 has a Caretaker already.",
        "destination_id ber-2 cannot be the destination of Caretaker.",
        "source_type The source of Caretaker is a tenant.",
        "0",
    ]


def test_peers_are_linked_once_in_either_direction(work):
    said = work(
        DEVICES
        + """
kind = ContentType.objects.get_for_model(Device)
twins = Relationship.objects.create(
    label="Twins", type="many-to-many-symmetric", source_type=kind, destination_type=kind
)
one, other = device("ber-1"), device("ber-2")
RelationshipAssociation(relationship=twins, source=one, destination=other).validated_save()
refused(
    RelationshipAssociation(relationship=twins, source=other, destination=one).validated_save
)
say(other.get_relationships()["peer"][twins].get().get_peer(other))
"""
    )
    assert said == ["__all__ ber-2 and ber-1 are linked already.", "ber-1"]


def test_custom_fields_have_names_of_1x_and_form_fields(work):
    said = work(
        DEVICES
        + """
field = CustomField(name="rank", type="select")
field.validated_save()
field.content_types.set([ContentType.objects.get_for_model(Tenant)])
for value in ("B", "A"):
    CustomFieldChoice.objects.create(custom_field=field, value=value)
say(field.label, CustomField.objects.get(name="rank").key, field.to_form_field().choices)
number = CustomField(label="Cost", type="integer", validation_maximum=9, default="7")
number.validated_save()
say(repr(number.default), number.to_form_field().max_value)
refused(CustomField(label="Bad", type="integer", default="seven").validated_save)
refused(CustomField(label="Bad", validation_regex="(").validated_save)
link = CustomField(label="Page", type="url")
link.validated_save()
try:
    link.validate("nowhere")
except ValidationError as error:
    say(*error.messages)
"""
    )
    assert said == [
        "rank rank [(None, '---------'), ('A', 'A'), ('B', 'B')]",
        "7 9",
        "default Bad: 'seven' is no whole number.",
        "validation_regex No pattern: missing ), unterminated subpattern at position 0.",
        "Page: 'nowhere' is no address like https://….",
    ]


def test_a_secret_is_read_where_it_is_kept_and_never_told(work, tmp_path):
    kept = tmp_path / "ber-1.txt"
    kept.write_text("swordfish\n", encoding="utf-8")
    said = work(
        DEVICES
        + f"""
import keyring
from keyring.backend import KeyringBackend
from jobdesk.inventory.extras.secrets import SecretError
class Memory(KeyringBackend):
    priority, held = 1, {{}}
    def get_password(self, service, name): return self.held.get((service, name))
    def set_password(self, service, name, value): self.held[service, name] = value
    def delete_password(self, service, name): del self.held[service, name]
keyring.set_keyring(Memory())
made = device("ber-1")
place = {str(tmp_path)!r} + "/{{{{ obj.name }}}}.txt"
secret = Secret(name="file", provider="text-file", parameters={{"path": place}})
secret.validated_save()
say(secret.get_value(obj=made))
try:
    secret.get_value(obj=hall)
except SecretError as error:
    say(type(error).__name__, "swordfish" in str(error))
store = Secret(name="store", provider="keyring", parameters={{"name": "admin"}})
store.validated_save()
try:
    store.get_value()
except SecretError as error:
    say(error)
store.set_value("opensesame")
group = SecretsGroup.objects.create(name="ssh")
SecretsGroupAssociation.objects.create(
    secrets_group=group, secret=store, access_type="SSH", secret_type="password"
)
say(group.get_secret_value("SSH", "password"))
try:
    group.get_secret_value("SSH", "username")
except SecretsGroupAssociation.DoesNotExist as error:
    say(error)
refused(Secret(name="none", provider="environment-variable").validated_save)
from django.db import connection
found = open(connection.settings_dict["NAME"] + "-wal", "rb").read()
say(b"opensesame" in found, b"swordfish" in found)
"""
    )
    assert said == [
        "swordfish",
        "SecretValueNotFoundError False",
        'SecretValueNotFoundError: Secret "store": '
        "The key store of the system has nothing for admin of JobDesk.",
        "opensesame",
        "The secrets group ssh has no username for SSH.",
        "parameters A secret in environment-variable needs “variable”.",
        "False False",
    ]


def test_context_data_has_the_form_that_its_schema_wants(work):
    said = work(
        DEVICES
        + """
schema = ConfigContextSchema(name="NTP", data_schema={
    "type": "object", "additionalProperties": False,
    "properties": {"ntp": {"type": "array", "items": {"type": "string"}, "minItems": 1}},
})
schema.validated_save()
def context(data):
    ConfigContext(name="base", data=data, config_context_schema=schema).validated_save()
refused(lambda: context({"ntp": ["a", 1]}))
refused(lambda: context({"ntp": [], "dns": 1}))
refused(lambda: context([1]))
context({"ntp": ["a"]})
refused(ConfigContextSchema(name="x", data_schema={"type": "object", "$ref": "#"}).full_clean)
refused(lambda: device("ber-1", local_config_context_data=[]))
"""
    )
    assert said == [
        "data NTP: ntp[1]: 1 is no string.",
        "data NTP: The document: dns is not known. NTP: ntp: [] is shorter than 1.",
        "data This data is a JSON object: {…}.",
        "data_schema JobDesk does not understand $ref in a schema.",
        "local_config_context_data This data is a JSON object: {…}.",
    ]


def test_a_context_for_a_group_reaches_its_members_only(work):
    said = work(
        DEVICES
        + """
kind = ContentType.objects.get_for_model(Device)
group = DynamicGroup.objects.create(
    name="one", content_type=kind, filter={"name": ["ber-1"]}
)
context = ConfigContext.objects.create(name="c", data={"a": 1})
context.dynamic_groups.add(group)
say(device("ber-1").get_config_context(), device("ber-2").get_config_context())
"""
    )
    assert said == ["{'a': 1} {}"]


def test_texts_are_worked_out_without_reaching_inside(work):
    said = work(
        DEVICES
        + """
kind = ContentType.objects.get_for_model(Device)
ComputedField.objects.create(label="Place", content_type=kind,
    template="{{ obj.name }} in {{ obj.location }}")
ComputedField.objects.create(label="Bad", content_type=kind, fallback_value="none",
    template="{{ obj.__class__.__mro__ }}")
refused(ComputedField(label="x", content_type=kind, template="{{ obj").validated_save)
say(sorted(device("ber-1").get_computed_fields().items()))
"""
    )
    assert said[0].startswith("template Line 1: ")
    assert said[1] == "[('bad', 'none'), ('place', 'ber-1 in Berlin')]"
