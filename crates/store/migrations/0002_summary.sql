-- What the account page showed each time it was read: earlier readings stay, because a balance that has passed is shown nowhere else.
CREATE TABLE summary (
    id                INTEGER PRIMARY KEY,
    account           INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    read_at           TEXT NOT NULL,
    number            TEXT NOT NULL,
    tariff_price      INTEGER,
    balance           INTEGER NOT NULL,
    next_debit        TEXT,
    days_left         INTEGER,
    pay_url           TEXT,
    change_tariff_url TEXT
) STRICT;

CREATE INDEX summary_of_account ON summary (account);
