"""Changes of objects: of a run, of an object, of everybody; and how they are taken back."""
