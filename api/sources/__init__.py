"""Sources into a ledger: `loading` reads and judges, `face` is what Python users see."""
