"""2.x: reading only: FilterSets, Q, F, Count, spans, custom fields, content types."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from django.http import QueryDict
from nautobot.apps.jobs import Job, register_jobs
from nautobot.dcim.filters import DeviceFilterSet
from nautobot.dcim.models.devices import Device
from nautobot.dcim.models.locations import Location
from nautobot.extras.choices import CustomFieldTypeChoices
from nautobot.extras.models import CustomField


class Questions(Job):
    def run(self):
        by_set = DeviceFilterSet(QueryDict("name=one&name=two"), Device.objects.all()).qs
        counted = Location.objects.annotate(held=Count("devices")).filter(held__gt=0)
        field = CustomField(key="owner", label="Owner", type=CustomFieldTypeChoices.TYPE_TEXT)
        field.validated_save()
        field.content_types.add(ContentType.objects.get_for_model(Device))
        one = Device.objects.get(name="one")
        one.custom_field_data["owner"] = "Ada"
        one.validated_save()
        either = Device.objects.filter(Q(name__iexact="ONE") | ~Q(status__name="Active"))
        return [
            sorted(by_set.values_list("name", flat=True)),
            [(place.name, place.held) for place in counted],
            sorted(either.values_list("name", flat=True)),
            Device.objects.filter(_custom_field_data__owner="Ada").count(),
            one.cf["owner"],
        ]


register_jobs(Questions)
