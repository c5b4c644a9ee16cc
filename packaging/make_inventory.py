"""Write the migrations of changed models, and the template that new inventories are made from.

Run it after every change of a model: `python packaging/make_inventory.py [NAME]`; NAME says
what the migrations do. A test tells when it was forgotten. With new migrations raise NUMBER in
`jobdesk/inventory/schema.py`, and run it again.
"""

import sys
import tempfile
from pathlib import Path

from jobdesk.inventory.start import InventoryPlace, start


def main(name: str) -> None:
    """Write both."""
    with tempfile.TemporaryDirectory() as folder:
        start(InventoryPlace(Path(folder) / "inventory.db", Path(folder) / "inventory.gate"))
        from django.core.management import call_command
        from django.db import connection

        import jobdesk.inventory.schema as schema
        from jobdesk.inventory.template import made_template

        call_command("makemigrations", name=name, interactive=False, no_header=True)
        target = Path(schema.__file__).with_name(schema.TEMPLATE)
        target.write_text(made_template(), encoding="utf-8")
        connection.close()
    print(f"{target}: {target.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "changes")
