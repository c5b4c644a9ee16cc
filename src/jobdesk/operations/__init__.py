"""What a user can do, one file per noun: checks permission, validates, writes, announces."""
