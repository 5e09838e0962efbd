-- Which accounts the customer signs in to in a browser: of these no password is known, and none is to be asked for.
ALTER TABLE account ADD COLUMN in_browser INTEGER NOT NULL DEFAULT 0 CHECK (in_browser IN (0, 1));
