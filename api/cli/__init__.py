"""The command line: see `main`. A group of commands is one module here; `docs/cli.md` describes them all."""
