"""JobDesk's own records as job code reads them: Django models over desk.db and logs.db."""
