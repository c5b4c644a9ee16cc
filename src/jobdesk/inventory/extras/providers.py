"""Where the values of secrets are: the environment, a file, the key store of the system.

No value is kept in the database, in a log or in an error's words.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

KEYRING, ENVIRONMENT, FILE = "keyring", "environment-variable", "text-file"

SERVICE = "JobDesk"
"""Under which the key store of the system keeps values where a secret names no service."""


class SecretError(Exception):
    """A secret cannot be read."""

    def __init__(self, secret: Any, provider: str, message: str) -> None:
        super().__init__(message)
        self.secret, self.secret_provider, self.message = secret, provider, message

    def __str__(self) -> str:
        return f'{type(self).__name__}: Secret "{self.secret}": {self.message}'


class SecretParametersError(SecretError):
    """It does not say where to look."""


class SecretProviderError(SecretError):
    """Where it is kept cannot be asked."""


class SecretValueNotFoundError(SecretError):
    """There is nothing where it says."""


def read(secret: Any, provider: str, parameters: dict[str, Any], obj: Any = None) -> str:
    """The value of a secret.

    Raises:
        SecretError: it is not to be had.
    """
    if provider not in NEEDED:
        raise SecretProviderError(secret, provider, f"JobDesk knows no provider {provider}.")
    filled = {name: _filled(secret, provider, text, obj) for name, text in parameters.items()}
    needed = NEEDED[provider]
    if not filled.get(needed):
        raise SecretParametersError(secret, provider, f"“{needed}” is missing.")
    return _READERS[provider](secret, filled)


def store(secret: Any, value: str) -> None:
    """Put a value into the key store of the system.

    Raises:
        SecretError: the secret is kept elsewhere, or the key store refuses.
    """
    if secret.provider != KEYRING:
        raise SecretProviderError(
            secret, secret.provider, "Only the key store of the system takes values here."
        )
    service, name = _place(secret.parameters)
    with _Asking(secret):
        _key_store().set_password(service, name, value)


def _filled(secret: Any, provider: str, text: Any, obj: Any) -> Any:
    """Texts may name the object: `{{ obj.name }}`."""
    if not isinstance(text, str) or "{{" not in text:
        return text
    from jinja2 import TemplateError
    from jinja2.sandbox import SandboxedEnvironment

    try:
        return SandboxedEnvironment().from_string(text).render(obj=obj)
    except TemplateError as error:
        words = f"Its parameters are no template: {error.message}"
        raise SecretParametersError(secret, provider, words) from None


def _from_environment(secret: Any, parameters: dict[str, Any]) -> str:
    name = str(parameters["variable"])
    try:
        return os.environ[name]
    except KeyError:
        raise SecretValueNotFoundError(
            secret, ENVIRONMENT, f"There is no environment variable {name}."
        ) from None


def _from_file(secret: Any, parameters: dict[str, Any]) -> str:
    path = Path(str(parameters["path"]))
    try:
        return path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        words = getattr(error, "strerror", None) or "it is no text"
        raise SecretValueNotFoundError(
            secret, FILE, f"{path} cannot be read: {words}."
        ) from None


def _from_keyring(secret: Any, parameters: dict[str, Any]) -> str:
    service, name = _place(parameters)
    with _Asking(secret):
        found = _key_store().get_password(service, name)
    if found is None:
        words = f"The key store of the system has nothing for {name} of {service}."
        raise SecretValueNotFoundError(secret, KEYRING, words)
    return found


def _place(parameters: dict[str, Any]) -> tuple[str, str]:
    return str(parameters.get("service") or SERVICE), str(parameters["name"])


def _key_store() -> Any:
    import keyring

    return keyring


class _Asking:
    """Says in words what the key store of the system raises."""

    def __init__(self, secret: Any) -> None:
        self._secret = secret

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
        from keyring.errors import KeyringError

        if isinstance(error, KeyringError):
            words = f"The key store of the system refuses: {type(error).__name__}."
            raise SecretProviderError(self._secret, KEYRING, words) from None


NEEDED = {KEYRING: "name", ENVIRONMENT: "variable", FILE: "path"}
"""The parameter that a provider cannot do without."""

_READERS = {KEYRING: _from_keyring, ENVIRONMENT: _from_environment, FILE: _from_file}
