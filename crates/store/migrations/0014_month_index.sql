-- The newest version of a month as a search reads it: of each entry the day, its operation and the amount, packed, because totals of a million rows at every key stroke leave no time for rows.
CREATE TABLE month_index (
    statement INTEGER PRIMARY KEY REFERENCES statement ON DELETE CASCADE,
    account   INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    month     TEXT NOT NULL,
    lines     BLOB NOT NULL,
    UNIQUE (account, month)
) STRICT;
