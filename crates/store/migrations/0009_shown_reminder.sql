-- Which reminders were shown, and in which words: so that each is shown once, and can be read again in the window.
CREATE TABLE shown_reminder (
    account    INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    debit_date TEXT NOT NULL,
    days_ahead INTEGER NOT NULL,
    shown_at   TEXT NOT NULL,
    text       TEXT NOT NULL,
    PRIMARY KEY (account, debit_date, days_ahead)
) STRICT, WITHOUT ROWID;
