-- Whether the audit of a version by itself found nothing, so that the overview of a long history need not audit every transaction anew: a version never changes. Versions of earlier releases are audited each time. A release whose audit finds more sets the column back.
ALTER TABLE statement ADD COLUMN is_faultless INTEGER NOT NULL DEFAULT 0 CHECK (is_faultless IN (0, 1));
