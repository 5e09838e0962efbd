-- The operations of one version of a month. They have no key but their position: two that are alike in everything are two operations.
CREATE TABLE entry (
    statement INTEGER NOT NULL REFERENCES statement ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    date      TEXT NOT NULL,
    time      TEXT,
    operation TEXT NOT NULL,
    opening   INTEGER,
    amount    INTEGER NOT NULL,
    closing   INTEGER,
    PRIMARY KEY (statement, position)
) STRICT, WITHOUT ROWID;
