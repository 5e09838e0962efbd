-- How the refreshes of an account went: a failure keeps the last success beside it, so that the age of the data can always be told.
CREATE TABLE refresh (
    account      INTEGER PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    attempted_at TEXT NOT NULL,
    succeeded_at TEXT,
    failed_at    TEXT,
    failure      TEXT,
    CHECK ((failed_at IS NULL) = (failure IS NULL))
) STRICT;
