password-for-session = Kabinet remembers the password until it is closed, and then asks for it again.
reminder-title = A debit is coming
changes-title = What has changed
closing-quits = This system has no tray, so closing the window will end Kabinet, and there will be no reminders.
preferences-lost = The settings of the look could not be read, and the usual ones are used. The data and the password are untouched.
report-name = Kabinet report.txt
