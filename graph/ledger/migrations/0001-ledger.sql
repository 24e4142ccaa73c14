-- The ledger proper: what documents say, who read it, and the log of what was asserted, closed or taken back.

-- Words that recur in every row (properties, modalities, statuses, loaders), stored once.
CREATE TABLE words (
    number INTEGER PRIMARY KEY,
    word   TEXT NOT NULL UNIQUE
);

CREATE TABLE documents (
    number     INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE,
    bytes_hash BLOB NOT NULL,
    media_type TEXT NOT NULL,
    language   TEXT,
    text       TEXT NOT NULL
);

-- One JSON object of the known fields, so that the same appearance is written once.
CREATE TABLE appearances (
    number   INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (number),
    fields   TEXT NOT NULL,
    UNIQUE (document, fields)
);

CREATE TABLE mentions (
    id       BLOB PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (number),
    kind     INTEGER NOT NULL REFERENCES words (number),
    first    INTEGER,
    last     INTEGER,
    ordinal  INTEGER NOT NULL,
    source   TEXT,
    key      TEXT
) WITHOUT ROWID;

CREATE TABLE statements (
    number      INTEGER PRIMARY KEY,
    id          BLOB NOT NULL,
    document    INTEGER NOT NULL REFERENCES documents (number),
    subject     BLOB NOT NULL,
    property    INTEGER NOT NULL REFERENCES words (number),
    object      NOT NULL,              -- BLOB: a mention's id; TEXT: an encoded value
    evidence    TEXT NOT NULL,
    modality    INTEGER NOT NULL REFERENCES words (number),
    denied      INTEGER,               -- 1 where the document says that it is not so
    status      INTEGER REFERENCES words (number),
    valid_from  TEXT,
    valid_to    TEXT,
    asserted_by BLOB
);
CREATE UNIQUE INDEX statement_id ON statements (id);
CREATE INDEX statement_document ON statements (document);

-- `published` is the date that the loader resolved relative dates with.
CREATE TABLE runs (
    number    INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES documents (number),
    loader    INTEGER NOT NULL REFERENCES words (number),
    version   TEXT NOT NULL,
    options   TEXT NOT NULL,
    published TEXT,
    recorded  TEXT NOT NULL
);
CREATE INDEX run_document ON runs (document, loader);

-- What people did. Claims have wildcards: no property means all that the document says of the subject.
CREATE TABLE acts (
    number   INTEGER PRIMARY KEY,
    verb     TEXT NOT NULL,
    document BLOB,
    subject  BLOB,
    property TEXT,
    object,
    other    BLOB,                     -- the second mention of a judgement, the second document of a near-duplicate
    withdrawn INTEGER REFERENCES acts (number),
    author   TEXT NOT NULL,
    reason   TEXT NOT NULL,
    recorded TEXT NOT NULL
);

-- The log. action: 1 assert, 2 close, 3 an act by a person, 4 an appearance became known.
CREATE TABLE entries (
    sequence   INTEGER PRIMARY KEY,
    action     INTEGER NOT NULL,
    item       INTEGER NOT NULL,       -- number of the statement, act or appearance
    run        INTEGER REFERENCES runs (number),
    confidence REAL                    -- of the run's assertion; NULL is 1
);

-- Derived: the fold of the log per statement and loader, with the entry that asserted it. `rebuild` makes it anew.
CREATE TABLE holds (
    statement INTEGER NOT NULL,
    loader    INTEGER NOT NULL,
    sequence  INTEGER NOT NULL,
    PRIMARY KEY (statement, loader)
) WITHOUT ROWID;
