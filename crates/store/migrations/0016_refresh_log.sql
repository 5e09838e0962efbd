-- How the last refreshes of an account ended, a row each: what goes wrong now and then shows only in several of them.
CREATE TABLE refresh_log (
    id          INTEGER PRIMARY KEY,
    account     INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    at          TEXT NOT NULL,
    failure     TEXT,
    months_read INTEGER NOT NULL,
    took_ms     INTEGER NOT NULL
) STRICT;
CREATE INDEX refresh_log_of_account ON refresh_log (account, id);
