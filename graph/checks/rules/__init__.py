"""The checks, one a module: a module that is put here is found by `checks()`."""
