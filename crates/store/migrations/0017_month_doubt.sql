-- Readings that contradict a known month are kept beside its versions, and months that could not be read keep the reason: neither may replace a good version.
ALTER TABLE statement ADD COLUMN is_held_back INTEGER NOT NULL DEFAULT 0 CHECK (is_held_back IN (0, 1));

CREATE TABLE unread_month (
    account   INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    month     TEXT NOT NULL,
    reason    TEXT NOT NULL,
    failed_at TEXT NOT NULL,
    PRIMARY KEY (account, month)
) STRICT, WITHOUT ROWID;
