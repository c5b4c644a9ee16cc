"""GraphQL inside a job: a read-only schema made from the models, imported when it is asked."""
