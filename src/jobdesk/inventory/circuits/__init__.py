"""Circuits and who provides them."""
