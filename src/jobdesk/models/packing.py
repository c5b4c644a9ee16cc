"""Row ids of logs.db: `(run number << 32) | seq`, so count, page and jump are arithmetic.

Never send a packed id through a Qt signal: it is cut to 32 bits without an error.
"""

SEQ_BITS = 32
SEQ_LIMIT = 1 << SEQ_BITS
NO_LIMIT = 1 << (63 - SEQ_BITS)


def pack(no: int, seq: int) -> int:
    """The row id of entry `seq` of run `no`."""
    if not 0 <= no < NO_LIMIT or not 0 <= seq < SEQ_LIMIT:
        raise ValueError(f"run {no}, entry {seq} does not fit into a row id")
    return (no << SEQ_BITS) | seq


def unpack(row_id: int) -> tuple[int, int]:
    """The run and the entry of a row id."""
    return row_id >> SEQ_BITS, row_id & (SEQ_LIMIT - 1)


def span(no: int, first: int, count: int) -> tuple[int, int]:
    """The half-open range of row ids of up to `count` entries of a run, from `first`."""
    start = min(max(first, 0), SEQ_LIMIT)
    stop = min(max(first + count, start), SEQ_LIMIT)
    base = pack(no, 0)
    return base + start, base + stop
