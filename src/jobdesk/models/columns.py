"""How the tables of desk.db and logs.db are declared: a column holds a value, or is optional.

Tables, not mapped classes: SQLAlchemy's ORM costs each command and each child process 0.11 s of
processor and 7 MB, and every statement of the stores names its columns anyway.
"""

from typing import Any

from sqlalchemy import Column, ForeignKey
from sqlalchemy.types import TypeEngine

Kind = TypeEngine[Any] | type[TypeEngine[Any]]

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def key(name: str, kind: Kind, *links: ForeignKey) -> Column[Any]:
    """A column of the primary key."""
    return Column(name, kind, *links, primary_key=True)


def given_key(name: str, kind: Kind, *links: ForeignKey) -> Column[Any]:
    """A numeric primary key that the writer chooses, not the database."""
    return Column(name, kind, *links, primary_key=True, autoincrement=False)


def required(
    name: str, kind: Kind, *links: ForeignKey, unique: bool = False, index: bool = False
) -> Column[Any]:
    """A column that always holds a value."""
    # None, not False: only then the table's constraints are named by NAMING.
    return Column(
        name, kind, *links, nullable=False, unique=unique or None, index=index or None
    )


def optional(name: str, kind: Kind, *links: ForeignKey) -> Column[Any]:
    """A column that may be NULL."""
    return Column(name, kind, *links, nullable=True)
