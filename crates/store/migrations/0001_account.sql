-- Who can be read: a login at a provider, and the way to its cabinet. An id is never given twice, so that nothing kept elsewhere under a forgotten account's id passes to the next one.
CREATE TABLE account (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    provider     TEXT NOT NULL,
    site         TEXT NOT NULL,
    city         TEXT,
    login        TEXT NOT NULL,
    number       TEXT NOT NULL,
    sign_in_page TEXT,
    months_page  TEXT,
    UNIQUE (provider, login)
) STRICT;
