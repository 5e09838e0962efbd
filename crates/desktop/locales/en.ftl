password-for-session = Kabinet remembers the password until it is closed, and then asks for it again.
changes-title = What has changed
closing-quits = This system has no tray, so closing the window will end Kabinet, and there will be no reminders.
preferences-lost = The settings of the look could not be read, and the usual ones are used. The data and the password are untouched.
report-name = Kabinet report.txt
stays-title = Kabinet stays by the clock
stays-text = It will remind you of debits. To quit, right-click the icon and choose “Quit Kabinet”.
