"""FilterSets of all models, as the REST API of the original filters."""
