"""Colours."""

from jobdesk.inventory.choices.sets import choice_set

ButtonActionColorChoices = choice_set(
    "ButtonActionColorChoices",
    "ADD=primary IMPORT=primary SUBMIT=primary SWAP=primary CANCEL=default "
    "CONFIGURE=default DEFAULT=default CLONE=success CONNECT=success EXPORT=success "
    "CANCEL=default CONFIGURE=default DEFAULT=default CLONE=success CONNECT=success "
    "EXPORT=success CANCEL=default CONFIGURE=default DEFAULT=default DELETE=danger "
    "DISCONNECT=danger DELETE=danger DISCONNECT=danger EDIT=warning RENAME=warning "
    "CLONE=success CONNECT=success EXPORT=success ADD=primary IMPORT=primary "
    "SUBMIT=primary SWAP=primary INFO=info EDIT=warning RENAME=warning ADD=primary "
    "IMPORT=primary SUBMIT=primary SWAP=primary ADD=primary IMPORT=primary SUBMIT=primary "
    "SWAP=primary",
)
ButtonActionIconChoices = choice_set(
    "ButtonActionIconChoices",
    "ADD=mdi-plus-thick ALERT=mdi-alert ARROW_DOWN=mdi-arrow-down-bold "
    "ARROW_UP=mdi-arrow-up-bold CONFIGURE=mdi-cogs CONNECT=mdi-ethernet-cable "
    "DELETE=mdi-trash-can-outline TRASH=mdi-trash-can-outline "
    "DISCONNECT=mdi-ethernet-cable-off EDIT=mdi-pencil RENAME=mdi-pencil "
    "EXPORT=mdi-database-export-outline HELP=mdi-help-circle INFO=mdi-help-circle "
    "HELP=mdi-help-circle INFO=mdi-help-circle IMPORT=mdi-database-import-outline "
    "LOCK=mdi-lock MAGNIFY=mdi-magnify NOTE=mdi-note-text EDIT=mdi-pencil "
    "RENAME=mdi-pencil SWAP=mdi-swap-vertical DELETE=mdi-trash-can-outline "
    "TRASH=mdi-trash-can-outline",
)
ColorChoices = choice_set(
    "ColorChoices",
    "COLOR_DARK_RED=aa1409 COLOR_RED=f44336 COLOR_PINK=e91e63 COLOR_ROSE=ffe4e1 "
    "COLOR_FUCHSIA=ff66ff COLOR_PURPLE=9c27b0 COLOR_DARK_PURPLE=673ab7 "
    "COLOR_INDIGO=3f51b5 COLOR_BLUE=2196f3 COLOR_LIGHT_BLUE=03a9f4 COLOR_CYAN=00bcd4 "
    "COLOR_TEAL=009688 COLOR_AQUA=00ffff COLOR_DARK_GREEN=2f6a31 COLOR_GREEN=4caf50 "
    "COLOR_LIGHT_GREEN=8bc34a COLOR_LIME=cddc39 COLOR_YELLOW=ffeb3b COLOR_AMBER=ffc107 "
    "COLOR_ORANGE=ff9800 COLOR_DARK_ORANGE=ff5722 COLOR_BROWN=795548 "
    "COLOR_LIGHT_GREY=c0c0c0 COLOR_GREY=9e9e9e COLOR_DARK_GREY=607d8b COLOR_BLACK=111111 "
    "COLOR_WHITE=ffffff",
)
