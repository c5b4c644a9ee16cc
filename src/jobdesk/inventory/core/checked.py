"""How objects are checked and inserted: as Django does, with fewer queries."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, ValidationError

from jobdesk.inventory.core import quick
from jobdesk.inventory.core.orm import models
from jobdesk.inventory.core.words import kind_of, with_article


class CheckedModel(models.Model):
    """Says which value of which field is wrong, and why."""

    class Meta:
        abstract = True

    def _get_unique_checks(self, *args: Any, **more: Any) -> Any:
        """Do not ask whether a UUID that was just drawn is taken; the key guards it."""
        unique, dates = super()._get_unique_checks(*args, **more)  # type: ignore[misc]
        if self._state.adding:
            unique = [check for check in unique if tuple(check[1]) != ("id",)]
        return unique, dates

    told_by_clean: ClassVar[frozenset[str]] = frozenset()
    """Rules of the database that `clean` tells of in words of its own."""

    def clean_fields(self, exclude: Any = None) -> None:
        """Check each field that has a column; an older name of one would be read for it."""
        super().clean_fields(exclude={*(exclude or ()), *_without_columns(self._meta.label)})

    def full_clean(self, *args: Any, **more: Any) -> None:
        """Check all rules; a reference that is missing is told as such."""
        try:
            super().full_clean(*args, **more)
        except ObjectDoesNotExist:
            self.clean_fields()
            raise

    def validate_constraints(self, exclude: Any = None) -> None:
        """As Django's, with a statement that is made once for plain rules of uniqueness."""
        errors: dict[str, list[Any]] = {}
        for model, rules in self.get_constraints():
            for rule in rules:
                try:
                    self._require(model, rule, exclude)
                except ValidationError as error:
                    names = rule.fields if error.code == "unique" else ()
                    if len(names) == 1:
                        errors.setdefault(names[0], []).append(error)
                    else:
                        errors = error.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def _require(self, model: Any, rule: Any, exclude: Any) -> None:
        if rule.name in self.told_by_clean:
            return
        is_plain = type(rule) is models.UniqueConstraint and not (
            rule.condition or rule.expressions or rule.nulls_distinct is False
        )
        if not is_plain:
            rule.validate(model, self, exclude=exclude)
            return
        is_left_out = exclude and set(rule.fields) & set(exclude)
        if not is_left_out and quick.is_taken(self, model, rule.fields):
            raise self.unique_error_message(model, rule.fields)

    def unique_error_message(self, model_class: Any, unique_check: Any) -> ValidationError:
        """Which values are taken: "A device with the name sw-1 exists already"."""
        told = [_field_in_words(self, name) for name in unique_check]
        kind = with_article(kind_of(model_class))
        words = f"{kind} with {' and '.join(told)} already exists."
        return ValidationError(words, code="unique")

    def _do_insert(
        self, manager: Any, using: Any, fields: Any, returning_fields: Any, raw: bool
    ) -> Any:
        """As Django's, with a statement that is made once for a whole row."""
        is_whole = using == "default" and not returning_fields
        is_whole = is_whole and len(fields) == len(self._meta.concrete_fields)
        if is_whole and quick.insert_object(self, manager.model, is_raw=raw):
            return []
        return super()._do_insert(manager, using, fields, returning_fields, raw)  # type: ignore[misc]


@cache
def _without_columns(label: str) -> frozenset[str]:
    fields = apps.get_model(label)._meta.fields
    return frozenset(one.name for one in fields if one.column is None)


def _field_in_words(instance: Any, name: str) -> str:
    field = instance._meta.get_field(name)
    return f"{field.verbose_name} “{getattr(instance, name)}”"
