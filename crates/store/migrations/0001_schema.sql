-- The first schema: everything that is stored of the accounts. Each table says why it exists.

-- Accounts that can be read, each with the way to its portal. An id is never given again, so that nothing stored elsewhere under the id of an erased account passes to the next one. Of an account with in_browser the password is unknown, and none is asked for. A name is the customer's own, because numbers are hard to tell apart.
CREATE TABLE account (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    provider     TEXT NOT NULL,
    site         TEXT NOT NULL,
    city         TEXT,
    login        TEXT NOT NULL,
    number       TEXT NOT NULL,
    name         TEXT,
    sign_in_page TEXT,
    months_page  TEXT,
    in_browser   INTEGER NOT NULL DEFAULT 0 CHECK (in_browser IN (0, 1)),
    UNIQUE (provider, login)
) STRICT;

-- Readings of the account page. Earlier ones stay, because a past balance is shown nowhere else.
CREATE TABLE summary (
    id                INTEGER PRIMARY KEY,
    account           INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    read_at           TEXT NOT NULL,
    number            TEXT NOT NULL,
    tariff_price      INTEGER,
    balance           INTEGER NOT NULL,
    next_debit        TEXT,
    days_left         INTEGER,
    paid_until        TEXT,
    pay_url           TEXT,
    change_tariff_url TEXT
) STRICT;

CREATE INDEX summary_of_account ON summary (account);

-- Prices of paying for several months ahead, in the page's order: a summary lists any number.
CREATE TABLE offer (
    summary  INTEGER NOT NULL REFERENCES summary ON DELETE CASCADE,
    position INTEGER NOT NULL,
    months   INTEGER NOT NULL,
    price    INTEGER NOT NULL,
    PRIMARY KEY (summary, position)
) STRICT, WITHOUT ROWID;

-- Balances of other services than the internet, under the page's own labels, because the services are not known beforehand.
CREATE TABLE service_balance (
    summary  INTEGER NOT NULL REFERENCES summary ON DELETE CASCADE,
    position INTEGER NOT NULL,
    label    TEXT NOT NULL,
    balance  INTEGER NOT NULL,
    PRIMARY KEY (summary, position)
) STRICT, WITHOUT ROWID;

-- Services that are charged on the same day, because the price of the summary is only their sum.
CREATE TABLE service (
    summary    INTEGER NOT NULL REFERENCES summary ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    name       TEXT NOT NULL,
    price      INTEGER NOT NULL,
    next_debit TEXT NOT NULL,
    PRIMARY KEY (summary, position)
) STRICT, WITHOUT ROWID;

-- Figures of a summary that were not read, so that an unread figure is never taken for an absent one.
CREATE TABLE unread_field (
    summary  INTEGER NOT NULL REFERENCES summary ON DELETE CASCADE,
    position INTEGER NOT NULL,
    field    TEXT NOT NULL,
    reason   TEXT NOT NULL,
    text     TEXT,
    PRIMARY KEY (summary, position)
) STRICT, WITHOUT ROWID;

-- Months of the ledger. A month that changes gets the next version, so that a provider that rewrites the past does not rewrite ours. A reading that contradicts the stored month is held back beside its versions. first_read_at dates a change; read_at moves on with every refresh that finds the month unchanged.
CREATE TABLE statement (
    id              INTEGER PRIMARY KEY,
    account         INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    month           TEXT NOT NULL,
    version         INTEGER NOT NULL,
    opening_balance INTEGER NOT NULL,
    paid            INTEGER NOT NULL,
    charged         INTEGER NOT NULL,
    closing_balance INTEGER NOT NULL,
    first_read_at   TEXT NOT NULL,
    read_at         TEXT NOT NULL,
    is_held_back    INTEGER NOT NULL DEFAULT 0 CHECK (is_held_back IN (0, 1)),
    UNIQUE (account, month, version)
) STRICT;

-- Held back readings are few, and are looked for at every month that is shown.
CREATE INDEX statement_held_back ON statement (account, month) WHERE is_held_back;

-- Transactions of one version of a month. Their only key is their position: two that are equal in every column are two transactions.
CREATE TABLE statement_transaction (
    statement      INTEGER NOT NULL REFERENCES statement ON DELETE CASCADE,
    position       INTEGER NOT NULL,
    date           TEXT NOT NULL,
    time           TEXT,
    description    TEXT NOT NULL,
    balance_before INTEGER,
    amount         INTEGER NOT NULL,
    balance_after  INTEGER,
    PRIMARY KEY (statement, position)
) STRICT, WITHOUT ROWID;

-- Months whose last reading failed, each with the code of the error, so that the customer sees the gap. An earlier version of the month stays.
CREATE TABLE unread_month (
    account   INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    month     TEXT NOT NULL,
    reason    TEXT NOT NULL,
    failed_at TEXT NOT NULL,
    PRIMARY KEY (account, month)
) STRICT, WITHOUT ROWID;

-- Months that the portal does not show as they are stored: derived from a list of transactions, so that their totals are not taken for the provider's own, or shown with kopecks cut off, so that a kopeck is no contradiction.
CREATE TABLE month_mark (
    account    INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    month      TEXT NOT NULL,
    is_derived INTEGER NOT NULL CHECK (is_derived IN (0, 1)),
    is_inexact INTEGER NOT NULL CHECK (is_inexact IN (0, 1)),
    PRIMARY KEY (account, month)
) STRICT, WITHOUT ROWID;

-- Distinct descriptions of transactions, with everything that follows from the text alone: they are few, so that a search that checks each one once is quick among a million transactions.
CREATE TABLE description (
    account          INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    number           INTEGER NOT NULL,
    search_words     TEXT NOT NULL,
    description_key  TEXT NOT NULL,
    payment_category TEXT NOT NULL,
    charge_category  TEXT NOT NULL,
    text             TEXT NOT NULL,
    PRIMARY KEY (account, number),
    UNIQUE (account, text)
) STRICT, WITHOUT ROWID;

-- Newest versions of the months as a search reads them: the day, the description's number and the amount of each transaction, packed, because totals of a million rows at every key stroke leave no time to decode rows.
CREATE TABLE search_index (
    statement INTEGER PRIMARY KEY REFERENCES statement ON DELETE CASCADE,
    account   INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    month     TEXT NOT NULL,
    rows      BLOB NOT NULL,
    UNIQUE (account, month)
) STRICT;

-- Categories that the customer chose for descriptions, where the rules chose another.
CREATE TABLE category_override (
    account         INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    description_key TEXT NOT NULL,
    category        TEXT NOT NULL,
    PRIMARY KEY (account, description_key)
) STRICT, WITHOUT ROWID;

-- Times of the last refreshes. A failure keeps the last success beside it, so that the age of the data is always known. unread_list is the reason why the last refresh, though it read the balance, did not read the list of months.
CREATE TABLE sync_status (
    account      INTEGER PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    attempted_at TEXT NOT NULL,
    succeeded_at TEXT,
    failed_at    TEXT,
    error_code   TEXT,
    unread_list  TEXT,
    CHECK ((failed_at IS NULL) = (error_code IS NULL))
) STRICT;

-- Outcomes of the last refreshes, because a fault that comes and goes shows only in several of them.
CREATE TABLE sync_log (
    id          INTEGER PRIMARY KEY,
    account     INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    started_at  TEXT NOT NULL,
    error_code  TEXT,
    months_read INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX sync_log_of_account ON sync_log (account, id);

-- Times of the last automatic refreshes, so that a restart does not query the provider sooner than is polite.
CREATE TABLE automatic_refresh (
    account    INTEGER PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    started_at TEXT NOT NULL
) STRICT;

-- Reminder rules of the customer. Their loss would mean a debit without a reminder, so they are not among the preferences.
CREATE TABLE reminder_rules (
    account       INTEGER PRIMARY KEY REFERENCES account ON DELETE CASCADE,
    at            TEXT NOT NULL,
    quiet_from    TEXT,
    quiet_to      TEXT,
    snoozed_until TEXT,
    CHECK ((quiet_from IS NULL) = (quiet_to IS NULL))
) STRICT;

-- Days before a debit on which to remind, apart for a balance that covers the debit and one that does not.
CREATE TABLE reminder_day (
    account     INTEGER NOT NULL REFERENCES reminder_rules ON DELETE CASCADE,
    is_covered  INTEGER NOT NULL CHECK (is_covered IN (0, 1)),
    days_before INTEGER NOT NULL,
    PRIMARY KEY (account, is_covered, days_before)
) STRICT, WITHOUT ROWID;

-- Reminders that were due, with their texts, so that each is shown once and can be read again in the window. A notification daemon may be absent, hang, or close a reminder before anybody looks; delivery lets the window say so.
CREATE TABLE shown_reminder (
    account     INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    debit_date  TEXT NOT NULL,
    days_before INTEGER NOT NULL,
    shown_at    TEXT NOT NULL,
    text        TEXT NOT NULL,
    delivery    TEXT NOT NULL CHECK (delivery IN ('waiting', 'taken', 'missed', 'seen')),
    PRIMARY KEY (account, debit_date, days_before)
) STRICT, WITHOUT ROWID;
