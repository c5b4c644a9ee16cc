"""Which Nautobot, Celery and Django names JobDesk serves, and with what.

Data only: `jobdesk check` reads it without importing any job code. A target is `module:name`.
The names are those of nautobot 1.6, 2.4 and 3.1. Django is the real one but for three modules
whose apps are not installed. The tables are read when the first such name is asked for: most
runs that are not of Nautobot's kind never need them.
"""

from __future__ import annotations

# billiard and kombu come with Celery; little of them is served but placeholders.
SERVED_ROOTS = ("nautobot", "celery", "billiard", "kombu")
SINGLE_MODULES = frozenset(
    (
        "django.contrib.auth.models",
        "django.contrib.admin.models",
        "django.contrib.sessions.models",
    )
)

_modules: dict[str, dict[str, str]] = {}
_packages: set[str] = set()


def served_modules() -> dict[str, dict[str, str]]:
    """Names and their targets, by module."""
    if not _modules:
        from jobdesk.compat.served import celery, core, dcim, extras, filters, jobs, networks

        for part in (jobs, celery, dcim, extras, networks, filters, core):
            _modules.update(part.MODULES)
        for name in _modules:
            above = name
            while above and above not in _packages:
                _packages.add(above)
                above = above.rpartition(".")[0]
    return _modules


def is_served_package(module: str) -> bool:
    """A served module lies in or below this one."""
    served_modules()
    return module in _packages


def is_served(module: str) -> bool:
    """JobDesk answers for this module: all below the roots, and single ones of Django."""
    return module.partition(".")[0] in SERVED_ROOTS or module in SINGLE_MODULES


def target_of(module: str, name: str) -> str:
    """What is served under this name; the empty text when there is nothing."""
    return served_modules().get(module, {}).get(name, "")


def lacking_name(module: str, name: str) -> str:
    """The full name when JobDesk only has a placeholder for it, else the empty text."""
    if not is_served(module):
        return ""
    if target_of(module, name) or is_served_package(f"{module}.{name}"):
        return ""
    return f"{module}.{name}"
