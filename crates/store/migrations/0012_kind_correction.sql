-- Which kind the customer gave to operations of which words, because their words did not tell it.
CREATE TABLE kind_correction (
    account INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
    wording TEXT NOT NULL,
    kind    TEXT NOT NULL,
    PRIMARY KEY (account, wording)
) STRICT, WITHOUT ROWID;
