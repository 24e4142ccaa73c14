"""What a text tells, one module a kind of fact, with the slots and frames that they share."""
