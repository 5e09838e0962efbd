-- The operations that entries are of, each text once with all that is told by its words: there are few, so that looking through them finds among a million entries.
CREATE TABLE operation (
    account      INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    number       INTEGER NOT NULL,
    words        TEXT NOT NULL,
    wording      TEXT NOT NULL,
    kind_paid    TEXT NOT NULL,
    kind_charged TEXT NOT NULL,
    text         TEXT NOT NULL,
    PRIMARY KEY (account, number),
    UNIQUE (account, text)
) STRICT, WITHOUT ROWID;
