"""What the gated database can do."""

from django.db.backends.sqlite3.features import DatabaseFeatures


class GateFeatures(DatabaseFeatures):
    """As SQLite, with three differences."""

    # An iterator with unread rows holds a snapshot, and each write fails beside it (tried:
    # 2,151 of 2,152): results are read whole.
    can_use_chunked_reads = False
    # It opens the gate before it reads, so that what is read and then saved is not lost.
    has_select_for_update = True
    has_select_for_update_of = False
