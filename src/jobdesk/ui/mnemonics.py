"""Letters to press with Alt, where several buttons share a dialog. No Qt in this file."""


def with_mnemonics(*texts: str) -> list[str]:
    """The words of a dialog's buttons, each with a letter of its own to press with Alt."""
    taken: set[str] = set()
    made: list[str] = []
    for text in texts:
        free = [at for at, letter in enumerate(text) if letter.isalpha()]
        free = [at for at in free if text[at].casefold() not in taken]
        if "&" in text or not free:
            made.append(text)
            continue
        taken.add(text[free[0]].casefold())
        made.append(f"{text[: free[0]]}&{text[free[0] :]}")
    return made
