"""Jobs of JobDesk itself: is what the inventory holds still right?"""

from django.apps import apps
from django.core.exceptions import ValidationError

from jobdesk.inventory.models import IPAddress, Prefix
from jobdesk.inventory.exchange.calls import kinds_to_choose
from jobdesk.jobs import BooleanVar, DryRunVar, Job, MultiChoiceVar, register_jobs

name = "System Jobs"

STEP = 200


class ValidateModelData(Job):
    """Checks every object of some kinds by the rules of today."""

    content_types = MultiChoiceVar(choices=kinds_to_choose(), label="Kinds")
    verbose = BooleanVar(label="Tell also what is right")

    class Meta:
        name = "Validate Model Data"
        description = "Checks the objects of some kinds by the rules that an editor checks them by."
        has_sensitive_variables = False
        read_only = True
        soft_time_limit = 1800
        time_limit = 2000

    def run(self, content_types, verbose):
        found, all_wrong = {}, 0
        for label in content_types:
            model = apps.get_model(label)
            keys = list(model._base_manager.values_list("pk", flat=True))
            wrong = 0
            for first in range(0, len(keys), STEP):
                for one in model._base_manager.filter(pk__in=keys[first : first + STEP]):
                    wrong += not self.is_right(one, verbose)
                self.progress(min(first + STEP, len(keys)), len(keys), label)
            found[label] = {"checked": len(keys), "wrong": wrong}
            all_wrong += wrong
        if all_wrong:
            self.fail(f"{all_wrong} objects are not as the rules want them")
        return found

    def is_right(self, one, verbose):
        try:
            one.full_clean()
        except ValidationError as error:
            self.logger.failure("%s", " ".join(error.messages), extra={"object": one})
            return False
        if verbose:
            self.logger.success("is right", extra={"object": one})
        return True


class FixIPAMParents(Job):
    """Puts every address and prefix under the nearest prefix around it."""

    dryrun = DryRunVar(description="Tell what is wrong, and change nothing")

    class Meta:
        name = "Check/Fix IPAM Parents"
        description = "Finds addresses and prefixes that are not under the nearest prefix, and moves them."
        has_sensitive_variables = False
        dryrun_default = True
        soft_time_limit = 1800
        time_limit = 2000

    def run(self, dryrun):
        counts = {"checked": 0, "wrong": 0, "without": 0, "fixed": 0}
        for model in (Prefix, IPAddress):
            for one in model.objects.select_related("parent").iterator():
                self.look_at(one, dryrun, counts)
        self.logger.info("%s", ", ".join(f"{count} {word}" for word, count in counts.items()))
        return counts

    def look_at(self, one, dryrun, counts):
        counts["checked"] += 1
        nearest = one.closest_parent()
        if nearest == one.parent:
            if nearest is None and isinstance(one, IPAddress):
                counts["without"] += 1
                self.logger.warning("is in no prefix", extra={"object": one})
            return
        counts["wrong"] += 1
        self.logger.warning("is under %s, but %s is nearer", one.parent, nearest, extra={"object": one})
        if not dryrun:
            one.parent = nearest
            one.validated_save()
            counts["fixed"] += 1


register_jobs(ValidateModelData, FixIPAMParents)
