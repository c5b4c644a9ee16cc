"""`slug`, which Nautobot 2.0 gave up: kept for job files of 1.x, filled from the name."""

from __future__ import annotations

import re
from typing import Any

from django.utils.text import slugify

from jobdesk.inventory.core.orm import models


class SlugField(models.CharField):
    """A short name for addresses; not unique, since names may differ by case alone."""

    is_older = True
    """It is no part of what the editor or the change log shows."""

    def __init__(self, of: str = "name", **more: Any) -> None:
        self.of = of
        more.setdefault("max_length", 255)
        more.setdefault("blank", True)
        more.setdefault("db_index", True)
        super().__init__(**more)

    def deconstruct(self) -> Any:
        """For migrations."""
        name, path, args, more = super().deconstruct()
        return name, path, [self.of, *args], more

    def pre_save(self, model_instance: Any, add: bool) -> str:
        """Fill it where the author gave none."""
        del add
        value = getattr(model_instance, self.attname)
        if not value:
            value = slug_of(str(getattr(model_instance, self.of) or ""))
            setattr(model_instance, self.attname, value)
        return value


def slug_of(text: str) -> str:
    """As in 1.x: lower case, dashes; dots and plus signs stay readable."""
    return slugify(re.sub(r"[.+]", "-", text))[:255]
