-- What became of each reminder: a notification daemon may be absent, hang, or close it before anybody looks, and then the window has to say so. Reminders of earlier releases count as taken.
ALTER TABLE shown_reminder ADD COLUMN delivery TEXT NOT NULL DEFAULT 'taken' CHECK (delivery IN ('waiting', 'taken', 'missed', 'seen'));
