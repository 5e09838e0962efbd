-- When a customer wants to be reminded, and until when not: losing this would mean a debit nobody was told of, so it is not among the preferences.
CREATE TABLE reminder_rules (
    account       INTEGER PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    at            TEXT NOT NULL,
    quiet_from    TEXT,
    quiet_to      TEXT,
    snoozed_until TEXT,
    CHECK ((quiet_from IS NULL) = (quiet_to IS NULL))
) STRICT;

CREATE TABLE reminder_day (
    account     INTEGER NOT NULL REFERENCES reminder_rules ON DELETE CASCADE,
    when_enough INTEGER NOT NULL,
    days_ahead  INTEGER NOT NULL,
    PRIMARY KEY (account, when_enough, days_ahead)
) STRICT, WITHOUT ROWID;
