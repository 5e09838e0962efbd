-- What paying for several months ahead costs, as a summary listed it: the list is of any length, in the page's order.
CREATE TABLE offer (
    summary  INTEGER NOT NULL REFERENCES summary ON DELETE CASCADE,
    position INTEGER NOT NULL,
    months   INTEGER NOT NULL,
    price    INTEGER NOT NULL,
    PRIMARY KEY (summary, position)
) STRICT, WITHOUT ROWID;
