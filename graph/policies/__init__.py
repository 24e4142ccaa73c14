"""Policies: which statements an answer may rest on, how sources rank, and what a shown value beat."""
