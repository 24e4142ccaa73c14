-- What a person should look at: what the gate refused, and what an extractor was unsure of. A row counts
-- while its run is the latest of its document and loader.

CREATE TABLE quarantine (
    number    INTEGER PRIMARY KEY,
    run       INTEGER NOT NULL REFERENCES runs (number),
    thing     BLOB NOT NULL,
    statement TEXT NOT NULL,
    reason    TEXT NOT NULL
);
CREATE INDEX quarantine_run ON quarantine (run);

CREATE TABLE candidates (
    number  INTEGER PRIMARY KEY,
    run     INTEGER NOT NULL REFERENCES runs (number),
    fact    TEXT NOT NULL,
    reasons TEXT NOT NULL
);
CREATE INDEX candidate_run ON candidates (run);
