"""Which Nautobot, Celery and Django names JobDesk serves, and with what.

Data only: `jobdesk check` reads it without importing any job code. A target is `module:name`.
The names are those of nautobot 1.6, 2.4 and 3.1. Django is the real one but for three modules
whose apps are not installed.
"""

from jobdesk.compat.served import celery, core, dcim, extras, filters, jobs, networks

# billiard and kombu come with Celery; little of them is served but placeholders.
SERVED_ROOTS = ("nautobot", "celery", "billiard", "kombu")

SERVED_MODULES: dict[str, dict[str, str]] = {
    **jobs.MODULES,
    **celery.MODULES,
    **dcim.MODULES,
    **extras.MODULES,
    **networks.MODULES,
    **filters.MODULES,
    **core.MODULES,
}

_PACKAGES = frozenset(
    name.rsplit(".", up)[0] for name in SERVED_MODULES for up in range(name.count(".") + 1)
)


def is_served_package(module: str) -> bool:
    """A served module lies in or below this one."""
    return module in _PACKAGES


def is_served(module: str) -> bool:
    """JobDesk answers for this module: all below the roots, and single ones of Django."""
    return module.partition(".")[0] in SERVED_ROOTS or module in SERVED_MODULES


def target_of(module: str, name: str) -> str:
    """What is served under this name; the empty text when there is nothing."""
    return SERVED_MODULES.get(module, {}).get(name, "")


def lacking_name(module: str, name: str) -> str:
    """The full name when JobDesk only has a placeholder for it, else the empty text."""
    if not is_served(module):
        return ""
    if target_of(module, name) or is_served_package(f"{module}.{name}"):
        return ""
    return f"{module}.{name}"
