"""Tags, custom fields, roles, relationships, contexts, contacts, groups of writes."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from nautobot.apps.jobs import Job, register_jobs
from nautobot.dcim.models import Device, Location, LocationType, Manufacturer
from nautobot.extras.models import (
    ConfigContext,
    Contact,
    CustomField,
    Relationship,
    RelationshipAssociation,
    Role,
    Status,
    Tag,
)
from nautobot.tenancy.models import Tenant


class Tags(Job):
    """Added, taken away, set, cleared."""

    def run(self):
        gold, iron = Tag.objects.get(name="gold"), Tag.objects.get(name="iron")
        one, two = Device.objects.get(name="one"), Device.objects.get(name="two")
        one.tags.add(gold)
        one.tags.add(gold)  # it has it
        two.tags.remove(iron)
        cold = Device.objects.get(name="Kältemaschine")
        cold.tags.set([gold, iron])


class ClearTags(Job):
    def run(self):
        Device.objects.get(name="two").tags.clear()


class TagsFromTheOtherSide(Job):
    """A tag is given to devices."""

    def run(self):
        Tag.objects.get(name="gold").device_set.add(
            *Device.objects.filter(name__in=["one", "two"])
        )


class Fields(Job):
    def run(self):
        field = CustomField(key="floor", label="Floor", type="integer")
        field.validated_save()
        field.content_types.set([ContentType.objects.get_for_model(Device)])
        device = Device.objects.get(name="one")
        device.custom_field_data["floor"] = 7
        device.validated_save()


class GetOrCreate(Job):
    def run(self):
        return [
            Tenant.objects.get_or_create(name="Blue", defaults={"description": "new"})[1],
            Tenant.objects.get_or_create(name="Red", defaults={"description": "new"})[1],
            Tenant.objects.update_or_create(name="Blue", defaults={"description": "old"})[1],
            Manufacturer.objects.update_or_create(name="Acme", defaults={"description": ""})[1],
        ]


class Bulk(Job):
    def run(self):
        Device.objects.filter(name="one").update(serial="bulk")
        Tenant.objects.bulk_create([Tenant(name="T1"), Tenant(name="T2")])


class Nested(Job):
    """What an inner step takes back is not told; what is around it stays."""

    def run(self):
        with transaction.atomic():
            Tenant.objects.create(name="kept")
            try:
                with transaction.atomic():
                    Tenant.objects.create(name="lost")
                    Tenant.objects.create(name="kept")
            except (IntegrityError, ValidationError):
                self.logger.warning("Taken already")
            Tenant.objects.create(name="kept too")


class FailsInside(Job):
    @transaction.atomic
    def run(self):
        Tenant.objects.create(name="gone")
        raise ValueError("no")


class FailsAfter(Job):
    """Without a transaction of its own what was saved stays, as in 2.x."""

    def run(self):
        Tenant.objects.create(name="stays")
        raise ValueError("no")


class MadeAndGone(Job):
    def run(self):
        Tenant.objects.create(name="short").delete()
        tenant = Tenant.objects.get(name="Blue")
        tenant.description = "going"
        tenant.save()
        tenant.delete()


class Relate(Job):
    def run(self):
        kind = ContentType.objects.get_for_model(Device)
        backup = Relationship(
            label="Backup", key="backup", type="one-to-one", source_type=kind,
            destination_type=kind,
        )  # fmt: skip
        backup.validated_save()
        RelationshipAssociation(
            relationship=backup,
            source=Device.objects.get(name="one"),
            destination=Device.objects.get(name="two"),
        ).validated_save()


class Describe(Job):
    def run(self):
        context = ConfigContext(name="DNS", data={"dns": ["10.0.0.53"]}, weight=500)
        context.validated_save()
        context.locations.add(Location.objects.get(name="Home"))
        role = Role.objects.create(name="spine", color="ff0000")
        role.content_types.add(ContentType.objects.get_for_model(Device))
        Contact.objects.create(name="Ada", email="ada@example.com")
        return Device.objects.get(name="one").get_config_context()


class Refused(Job):
    """Each is refused by a rule, said by field; nothing changes."""

    def run(self):
        active = Status.objects.get(name="Active")
        desk = LocationType.objects.get(name="Desk")
        place = Location.objects.create(name="Desk 1", location_type=desk, status=active)
        device = Device.objects.get(name="one")
        device.rack, device.location = None, place
        try:
            device.validated_save()
        except ValidationError as error:
            return error.message_dict


register_jobs(
    Tags, ClearTags, TagsFromTheOtherSide, Fields, GetOrCreate, Bulk, Nested, FailsInside,
    FailsAfter, MadeAndGone, Relate, Describe, Refused,
)  # fmt: skip
