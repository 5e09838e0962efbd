-- The balances beside the internet account's, under the page's own labels: nobody knows beforehand which services there are.
CREATE TABLE service_balance (
    summary  INTEGER NOT NULL REFERENCES summary ON DELETE CASCADE,
    position INTEGER NOT NULL,
    label    TEXT NOT NULL,
    balance  INTEGER NOT NULL,
    PRIMARY KEY (summary, position)
) STRICT, WITHOUT ROWID;
