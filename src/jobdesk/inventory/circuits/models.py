"""All models of this app, for Django's registry."""

from jobdesk.inventory.circuits.lines import Circuit, CircuitTermination
from jobdesk.inventory.circuits.providers import CircuitType, Provider, ProviderNetwork

__all__ = ["Circuit", "CircuitTermination", "CircuitType", "Provider", "ProviderNetwork"]
