-- When a version of a month was first read: what a refresh brought is told by it, and the time of the last reading moves on with every refresh that finds the month as it is.
ALTER TABLE statement ADD COLUMN first_read_at TEXT NOT NULL DEFAULT '';

UPDATE statement SET first_read_at = read_at;
