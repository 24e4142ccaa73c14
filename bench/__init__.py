"""Benchmarks. Each is `python -m bench.NAME --json` and prints one JSON object of named figures as its last line.

Ratios are against a peer or a bound in the same run: machines are shared and noisy. A wrong count fails a run, a
slow one does not.
"""
