"""Fetching: the files of sources, from where their publishers have them. `remote` says which and where."""
