"""Django's ORM, untyped: its models get their attributes when it is switched on.

Stubs that guess them are wrong at every second line; so what comes from here is Any, and what
we declare ourselves is checked.
"""

from typing import Any, TypeAlias

import django.db.models as _models
import django.db.transaction as _transaction

models: Any = _models
transaction: Any = _transaction
Q: Any = _models.Q
Condition: TypeAlias = Any
"""A Q, where one is meant."""
