"""Addresses, prefixes, VLANs."""
