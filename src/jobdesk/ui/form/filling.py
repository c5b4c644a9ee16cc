"""Filling: inputs on their way into a run dialog. No Qt in this file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Filling:
    """Inputs of a run, a preset or a text, with the options they were asked for with."""

    inputs: Mapping[str, Any]
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    origin: str = "the inputs of the run"  # said of a form that it is filled with
    left_out: tuple[str, ...] = ()  # `Password (secret, not kept)`
