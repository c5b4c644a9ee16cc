"""Variables for IP addresses and networks; netaddr is imported when one is checked."""

from __future__ import annotations

from jobdesk.errors import VariableError
from jobdesk.jobs.plain import shown
from jobdesk.jobs.variables.base import Variable

TYPE_CHECKING = False  # typing is slow to import, and every run starts a process
if TYPE_CHECKING:
    from typing import Any

    import netaddr


_ADDRESS_MODULES = ("netaddr", "ipaddress")


class _AddressVar(Variable):
    """What the three share: text in, a netaddr object out, text again when stored."""

    def serialize(self, value: Any) -> str | None:
        """The address as text."""
        return None if value is None else str(value)


class IPAddressVar(_AddressVar, known=True):
    """An IPv4 or IPv6 address without mask."""

    def convert(self, raw: Any) -> netaddr.IPAddress:
        """The address; partial ones are refused."""
        return _address(_address_text(raw))


class IPAddressWithMaskVar(_AddressVar, known=True):
    """An address with its mask; the host part is kept."""

    def convert(self, raw: Any) -> netaddr.IPNetwork:
        """The address and its network."""
        text = _address_text(raw)
        address, slash, mask = text.partition("/")
        if not slash or "/" in mask:
            raise VariableError("A CIDR mask is needed, as in 192.0.2.10/24.")
        return _network(address, mask, text)


class IPNetworkVar(IPAddressWithMaskVar, known=True):
    """A network: an address with mask and no host bits."""

    options = ("min_prefix_length", "max_prefix_length")

    def __init__(
        self,
        min_prefix_length: int | None = None,
        max_prefix_length: int | None = None,
        **common: Any,
    ) -> None:
        super().__init__(**common)
        self.min_prefix_length = min_prefix_length
        self.max_prefix_length = max_prefix_length

    def convert(self, raw: Any) -> netaddr.IPNetwork:
        """The network, checked for host bits and length."""
        network = super().convert(raw)
        if network.ip != network.network:
            raise VariableError(
                f"{network} is not a network: host bits are set. Did you mean {network.cidr}?"
            )
        length = network.prefixlen
        if self.min_prefix_length is not None and length < self.min_prefix_length:
            raise VariableError(f"The prefix length must be {self.min_prefix_length} or more.")
        if self.max_prefix_length is not None and length > self.max_prefix_length:
            raise VariableError(f"The prefix length must be {self.max_prefix_length} or less.")
        return network


def _address_text(raw: object) -> str:
    """`raw` as text; address objects of job code are understood, integers are not."""
    if type(raw).__module__.partition(".")[0] in _ADDRESS_MODULES:
        return str(raw)
    if not isinstance(raw, str):
        raise VariableError("Enter an address as text.")
    return raw.strip()


def _address(text: str) -> netaddr.IPAddress:
    library = _netaddr()
    try:
        return library.IPAddress(text, flags=library.INET_PTON)
    except (ValueError, TypeError, library.AddrFormatError) as error:
        raise VariableError(f"{shown(text)} is not a valid IPv4 or IPv6 address.") from error


def _network(address: str, mask: str, text: str) -> netaddr.IPNetwork:
    library = _netaddr()
    _address(address)
    try:
        return library.IPNetwork(f"{address}/{mask}")
    except (ValueError, TypeError, library.AddrFormatError) as error:
        raise VariableError(f"{shown(text)} has no valid mask.") from error


def _netaddr() -> Any:
    try:
        import netaddr
    except ImportError as error:
        raise VariableError("The library netaddr is not installed here.") from error
    return netaddr
