"""Resident columns: what holds in a ledger as arrays, saved beside it and mapped into memory."""
