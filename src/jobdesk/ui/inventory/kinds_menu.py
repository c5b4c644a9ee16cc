"""The menu of the kinds: what is done with all objects of one, folding, copying."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from weakref import ref

from PySide6.QtWidgets import QMenu

from jobdesk.ui.actions import ActionRegistry, add_entry
from jobdesk.ui.inventory.actions import ADD
from jobdesk.ui.inventory.exchange_actions import EXPORT, IMPORT
from jobdesk.ui.inventory.kinds_tree import KindsTree
from jobdesk.ui.widgets.row_commands import FOLD_ALL, UNFOLD_ALL
from jobdesk.ui.widgets.row_menu import RowMenu


def give_menu(tree: KindsTree, actions: ActionRegistry) -> RowMenu:
    """Put it on the tree; the kind that has the keyboard is the one whose list is shown."""
    known = ref(actions)  # they know the page, which holds the menu

    def offer(menu: QMenu) -> None:
        here = known()
        if tree.is_on_kind and here is not None:
            here.fill(menu, ADD.name, "", IMPORT.name, EXPORT.name, "")
        for command, is_folded in ((FOLD_ALL, True), (UNFOLD_ALL, False)):
            add_entry(menu, command, partial(tree.fold_all, is_folded=is_folded))

    def text(rows: Sequence[int]) -> str:
        del rows  # of one group; the tree knows which
        return tree.text(tree.chosen)

    return RowMenu(tree, offer, text=text, is_whole=False)
