"""Which Nautobot names JobDesk serves and with what: data, a file per subject."""
