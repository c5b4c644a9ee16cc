"""Clusters and virtual machines."""
