-- A month's line in the list of months. A month that changes gets the next version, so that a provider that rewrites the past does not rewrite ours.
CREATE TABLE statement (
    id      INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    month   TEXT NOT NULL,
    version INTEGER NOT NULL,
    opening INTEGER NOT NULL,
    paid    INTEGER NOT NULL,
    charged INTEGER NOT NULL,
    closing INTEGER NOT NULL,
    read_at TEXT NOT NULL,
    UNIQUE (account, month, version)
) STRICT;
