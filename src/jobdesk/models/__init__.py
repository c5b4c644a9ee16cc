"""JobDesk's own records: SQLAlchemy tables, stores and migrations of desk.db and logs.db."""
