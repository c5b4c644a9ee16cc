"""Tokens of other systems, in the key store of the operating system and nowhere else."""

from jobdesk.errors import Refused

_SERVICE = "JobDesk: import from"


def kept_token(url: str) -> str:
    """The token that was kept for an address; empty when there is none, or no key store."""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, url) or ""
    except KeyringError:
        return ""


def keep_token(url: str, token: str) -> None:
    """Put it into the key store.

    Raises:
        Refused: there is none, or it does not take it.
    """
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, url, token)
    except KeyringError as error:
        raise Refused(
            f"The key store of this system does not take the token: {error}. "
            "It was not kept; type it again next time."
        ) from None


def forget_token(url: str) -> None:
    """Take it out of the key store; nothing happens when there is none."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.delete_password(_SERVICE, url)
    except KeyringError:
        return
