import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobdesk.runner.protocol import LineSplitter, ProtocolError, encode, version_key

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
messages = st.dictionaries(st.text(), json_values, max_size=4)


@given(st.lists(messages, max_size=5), st.data())
def test_messages_survive_any_cutting_of_the_stream(sent, data):
    stream = b"".join(encode(message) for message in sent)
    splitter, received = LineSplitter(), []

    while stream:
        size = data.draw(st.integers(1, len(stream)))
        received += splitter.feed(stream[:size])
        stream = stream[size:]

    assert received == sent


@pytest.mark.parametrize("line", [b"nonsense\n", b"[1]\n", b"\xff\n"])
def test_what_is_no_message_is_refused(line):
    with pytest.raises(ProtocolError):
        LineSplitter().feed(line)


def test_versions_compare_as_numbers():
    assert version_key("0.9.0") < version_key("0.10.0")
