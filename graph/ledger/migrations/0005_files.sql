-- A file that was loaded already is told by its hash before it is read again.
CREATE INDEX document_bytes ON documents (bytes_hash);
