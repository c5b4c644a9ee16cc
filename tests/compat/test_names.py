"""The table of served names is data that others read."""

import importlib
import subprocess
import sys

import pytest

from jobdesk.compat.names import (
    SINGLE_MODULES,
    is_served_package,
    lacking_name,
    served_modules,
)

TARGETS = sorted(
    target
    for target in {one for names in served_modules().values() for one in names.values()}
    # these need an inventory: test_served.py
    if not target.startswith(("jobdesk.inventory.", "jobdesk.compat.urls:", "django."))
)


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_exists(target):
    module, _, name = target.partition(":")

    assert hasattr(importlib.import_module(module), name)


@pytest.mark.parametrize(
    ("module", "name", "lacking"),
    [
        ("nautobot.apps.jobs", "Job", ""),
        ("nautobot.apps", "jobs", ""),
        ("nautobot.dcim.models", "Device", ""),
        ("nautobot.dcim.models", "ModuleBay", "nautobot.dcim.models.ModuleBay"),
        ("nautobot.dcim", "models", ""),
        ("django.db.models", "Q", ""),
        ("django.contrib.admin.models", "LogEntry", "django.contrib.admin.models.LogEntry"),
        ("celery.exceptions", "SoftTimeLimitExceeded", ""),
        ("celery", "shared_task", "celery.shared_task"),
        ("json", "loads", ""),
    ],
)
def test_what_is_lacking_is_named_in_full(module, name, lacking):
    assert lacking_name(module, name) == lacking


def test_packages_above_a_served_module_are_served():
    assert is_served_package("nautobot")
    assert is_served_package("nautobot.extras")
    assert not is_served_package("nautobot.wireless")


def test_modules_of_django_that_are_served_are_named_twice_alike():
    assert {name for name in served_modules() if name.startswith("django.")} == SINGLE_MODULES


def test_the_tables_are_read_when_a_name_is_asked_for():
    code = (
        "import sys, jobdesk.compat.finder as f; f.install(); import json, colorsys\n"
        "print('jobdesk.compat.served.dcim' in sys.modules)\n"
        "import nautobot.apps.jobs\n"
        "print('jobdesk.compat.served.dcim' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["False", "True"]


def test_a_status_can_be_compared_by_identity_as_some_jobs_do():
    from jobdesk.inventory.choices.extras import JobResultStatusChoices
    from jobdesk.runner import ending

    assert JobResultStatusChoices.STATUS_SUCCESS is ending.SUCCESS
