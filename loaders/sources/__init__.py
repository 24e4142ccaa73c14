"""Sources: open data sets, one folder each. Its `source.toml` says whose it is and where its files are.

`remote` reads which files a source has, `fetching` brings them, `downloads` is how one file comes.
"""
