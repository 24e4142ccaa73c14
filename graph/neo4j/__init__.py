"""The view in Neo4j: what a push writes, and how it keeps a database in step with the ledger."""
