"""What is common to all parts of the inventory: statuses, tags, custom fields, changes."""
