"""What many tests of the inventory begin with."""

DEVICES = """
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from jobdesk.inventory.extras.models import *
from jobdesk.inventory.dcim.models import *
from jobdesk.inventory.ipam.models import *
from jobdesk.inventory.tenancy.models import Tenant
active = Status.objects.get(name="Active")
connected = Status.objects.get(name="Connected")
role = Role.objects.create(name="Access")
role.content_types.add(ContentType.objects.get_for_model(Device))
kind = LocationType.objects.create(name="Hall")
kind.content_types.set(ContentType.objects.all())
hall = Location.objects.create(name="Berlin", location_type=kind, status=active)
maker = Manufacturer.objects.create(name="Cisco")
kit = DeviceType.objects.create(manufacturer=maker, model="C9300", u_height=2)

def device(name, **more):
    values = {"device_type": kit, "role": role, "status": active, "location": hall, **more}
    made = Device(name=name, **values)
    made.validated_save()
    return made

def refused(make):
    try:
        make()
    except ValidationError as error:
        for field, words in error.message_dict.items():
            say(field, *words)
"""

ADDRESSES = """
from django.core.exceptions import ValidationError
from django.db.models import Q
from jobdesk.inventory.extras.models import Status
from jobdesk.inventory.ipam.models import *
from jobdesk.inventory.dcim.models import *
active = Status.objects.get(name="Active")

def prefix(text, **more):
    made = Prefix(prefix=text, status=active, **more)
    made.validated_save()
    return made

def address(text, **more):
    made = IPAddress(address=text, status=active, **more)
    made.validated_save()
    return made

def refused(make):
    try:
        make()
    except ValidationError as error:
        for field, words in error.message_dict.items():
            say(field, *words)

def tree():
    return " ".join(f"{one}<{one.parent}" for one in Prefix.objects.all())
"""
