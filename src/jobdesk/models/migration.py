"""Making a fresh store, and bringing an older one up to date; imported only when due."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, MetaData

from jobdesk.errors import StoreUnavailable
from jobdesk.models.desk_outbox import DESK  # from there, so that all tables are known
from jobdesk.models.engine import make_engine, write_transaction
from jobdesk.models.logs import LOGS
from jobdesk.models.refusals import in_words
from jobdesk.models.schema import APPLICATION_ID, StoreKind, copy_into, plain_connection

# As alembic makes it; written here so that a fresh file needs no alembic.
_VERSION_TABLE = (
    "CREATE TABLE IF NOT EXISTS alembic_version (\n\tversion_num VARCHAR(32) NOT NULL, \n\t"
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n)"
)


def tables_of(kind: StoreKind) -> MetaData:
    """The tables as this program wants them."""
    return DESK if kind.name == "desk" else LOGS


def create(path: Path, kind: StoreKind) -> None:
    """Make a fresh file at the present schema, in one transaction and without alembic."""
    engine = make_engine(path, "rwc")
    try:
        with in_words(path), write_transaction(engine) as connection:
            tables_of(kind).create_all(connection)
            connection.exec_driver_sql(_VERSION_TABLE)
            connection.exec_driver_sql("DELETE FROM alembic_version")
            connection.exec_driver_sql(
                "INSERT INTO alembic_version (version_num) VALUES (?)", (kind.revision,)
            )
            _stamp(connection, kind)
    finally:
        engine.dispose()


def migrate(path: Path, kind: StoreKind, backups: Path) -> Path:
    """Bring an older file up to date in one transaction; gives back the copy made before."""
    copy = back_up(path, kind, backups)
    engine = make_engine(path, foreign_keys=False)  # tables are rebuilt on the way
    try:
        with in_words(path), write_transaction(engine) as connection:
            upgrade(connection, kind)
            strays = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if strays:
                raise StoreUnavailable(
                    f"{path.name} could not be brought up to date: some of its rows refer to "
                    f"missing ones. It was left as it was; a copy is {copy}."
                )
            _stamp(connection, kind)
    finally:
        engine.dispose()
    return copy


def upgrade(connection: Connection, kind: StoreKind, revision: str = "head") -> None:
    """Run alembic's steps inside the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(kind.migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def back_up(path: Path, kind: StoreKind, backups: Path) -> Path:
    """A copy of the store as it is, by VACUUM INTO (copying a WAL file would lose its tail)."""
    with in_words(path), plain_connection(path) as connection:
        number = int(connection.execute("PRAGMA user_version").fetchone()[0])
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    copy = backups / f"{kind.name}-{number:04d}-{moment}.db"
    copy_into(path, copy)
    return copy


def _stamp(connection: Connection, kind: StoreKind) -> None:
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {kind.number}")
