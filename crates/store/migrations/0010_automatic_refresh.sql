-- When the program last refreshed an account of its own accord: a restart must not make it ask the provider sooner than is polite.
CREATE TABLE automatic_refresh (
    account  INTEGER PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    began_at TEXT NOT NULL
) STRICT;
