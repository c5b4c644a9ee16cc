"""Measurements and pictures; each prints or writes, none is a timed test."""
