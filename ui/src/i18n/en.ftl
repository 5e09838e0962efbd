## Dates, terms, the age of the data

date = { $day }{ "\u00A0" }{ $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
short-date = { $day }{ "\u00A0" }{ $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
month-of-year = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
days-ahead = { $days ->
    [0] today
    [1] tomorrow
   *[other] in{ "\u00A0" }{ $days }{ "\u00A0" }days
}
age = { $days ->
    [0] today at{ "\u00A0" }{ $time }
    [1] yesterday at{ "\u00A0" }{ $time }
   *[other] { $days }{ "\u00A0" }days ago
}
date-and-time = { $date } at{ "\u00A0" }{ $time }
months-count = { $months ->
    [one] { $months } month
   *[other] { $months } months
}
duration = { $seconds } s
date-placeholder = dd.mm.yyyy
need-date = Enter a date, such as 30.11.2026

## Screens and the frame of the window

screens = Screens
overview = Overview
statements = Statement
forecast = Forecast
settings = Settings
diagnostics = Diagnostics
close = Close
cancel = Cancel
proceed = Continue
save = Save
saving = Saving
sum = Amount
description = Description
amount-hidden = amount hidden
unexpected-hint = Close Kabinet and open it again. Your saved data is intact.
retry = Try again
loading = Loading

account-switch = Account { $account }, login { $login }. Choose another
account-add = Add an account

state-updating = Updating
updated = Updated { $age }
updated-today = Updated at{ "\u00A0" }{ $time }
state-offline = No connection
state-failed = Update failed
state-nothing = No data yet

example-banner = An example: the account and its amounts are made up.
example-leave = Close example

## Signing in

welcome-title = Sign in to your provider account
welcome-lead = Kabinet shows the balance and the statement from your provider’s site and reminds you of debits. The data stays on this computer.
provider = Provider
city = City
city-placeholder = Find a city
city-none = The provider’s list has no such city
city-count = { $count ->
    [one] { $count } city
   *[other] { $count } cities
}
city-show = Show the list of cities
login = Login
login-note = Usually the 8 digits of the account number
password = Password
password-show = Show the password
password-hide = Hide the password
password-goes-to = The password goes to the site { $host }: a description file of the provider says so. If that file is not yours, do not sign in.
password-note-session = There is no password store here: Kabinet remembers the password until the program ends
password-note = The system’s password store keeps it, not the program’s files
sign-in = Sign in
signing-in = Signing in
show-example = See an example
show-example-note = A made-up account, without signing in or a network
forgot = Forgot your login or password?
help-title = Where to find the login and the password
help-login = Unless you changed it, the login is the account number of 8 digits. It is printed on the last page of the contract or in the connection certificate.
help-support = Support can tell you both: by phone, in the VK group, or in the chat of the provider’s mobile app.
support-phone = Support phone
advanced = Advanced
site = Site address
site-note = Change it only if the provider gave you another address
need-login = Enter the login
need-password = Enter the password
need-city = Choose a city from the list

password-enter = Enter the password
password-title = Password required
password-lead = Login { $login }. The password is not in the password store, and the data cannot be updated without it.

browser-sign-in = Sign in on the site
browser-sign-in-title = Sign in on the provider’s site
browser-sign-in-lead = The sign-in page has opened in a window of its own. Enter the login and the password there, as in a browser. Kabinet does not see what you enter and keeps no password.
browser-sign-in-state = Waiting until you have signed in. The window closes by itself.
browser-sign-in-show = Show the window

## First reading and refreshing

initial-sync-title = Loading data from the site
initial-sync-lead = You can stop: loading will continue from the same place.
keyring-asking = The keyring asks in a window of its own: please answer there, Kabinet waits for two minutes.
stage-signing-in = Signing in
stage-account = Loading the balance
stage-months = Loading the statement
months-of = { $done } of { $of ->
    [one] { $of } month
   *[other] { $of } months
}
stop = Stop
refresh = Refresh
empty-title = No data for this account yet
empty-lead = The balance, the debit date and the statement will be here.
empty-read = Load data
new-transactions = { $count ->
    [one] { $count } new transaction since the last update
   *[other] { $count } new transactions since the last update
}
new-transactions-none = The data is up to date: no new transactions

## Overview

balance = Balance
next-debit = Next debit
debit-unknown = The site does not show the debit date
debit-amount-unknown = The site does not show the debit amount
debit-site-late = The date is calculated: the site still shows the previous debit.
debit-estimated = The date is an estimate: the data has not been updated since the last debit.
enough = You have enough
shortfall-by = { $sum } short: top{ "\u00A0" }up by{ "\u00A0" }{ $date }
shortfall = { $sum } short
pay = Top up
pay-note = Opens the provider’s site
debit-timeline = Last debit { $previous }, today { $today }, next { $next }
today = today
tariff = Tariff
a-month = a month
paid-until = Paid until
service = Service
service-debit = debit on { $date }
tariff-unknown = the site does not show its price
change-tariff = Change tariff
account-is-login = the login: the site does not show an account number
account-number = Account number
copy = Copy
copied = Copied
provider-and-city = { $provider }, { $city }
offers = Pay ahead
offers-note = Saving compared with paying monthly
offer-term = Term
offer-price = Amount
offer-per-month = Per month
offer-saving = Saving
offer-saving-per-month = Saving per month
offer-best = saves the most
offer-covered = your balance covers it
advice-best = Paying for { $term } at once saves the most.
advice-saving = Paying for { $term } at once saves the most: { $saving }.

changes = What changed
change-show = Show
changes-more = { $count ->
    [one] { $count } more change
   *[other] { $count } more changes
}

reminders = Reminders
reminder-unseen = Not seen:
reminders-unread = There is an unread reminder
reminders-more = { $count ->
    [one] { $count } more reminder
   *[other] { $count } more reminders
}
reminders-empty = Debit reminders will appear here.
reminders-next = The next one comes on { $when }.
reminders-next-here = The next one comes on { $when } by this computer’s clock.
reminders-first = Reminders will appear here. The first comes on { $when }.
snoozed = Snoozed until { $when }.
snooze-resume = Resume

## Statement

statements-empty = The statement by month will be here. Press “Refresh” to load it.
chart-title = Payments and charges by month
chart-how = The left and right arrows choose a month, Enter opens it
chart-paid = paid
chart-charged = charged
chart-closing = closing balance
months-caption = Months, newest first
month = Month
opening = Opening balance
paid = Paid
charged = Charged
closing = Closing balance
open-month = Open: { $month }

view = View of the statement
view-months = Months
view-years = Years
view-balance = Balance
discrepancies-count = { $count ->
    [one] { $count } discrepancy in the provider’s figures
   *[other] { $count } discrepancies in the provider’s figures
}

years-caption = Totals by year
year = Year
last-year = Last 12 months
categories-of = Where the money went: { $period }
categories-title = By month
categories-how = The left and right arrows choose a month
category = Category
category-any = All categories
transactions = Transactions
transactions-none = No transactions yet.
category-payment = Your payment
category-fee = Subscription fee
category-one-off = One-off service
category-correction = Correction
category-refund = Refund
category-equipment = Equipment
category-bonus = Bonus
category-other = Other
as-table = Show as a table

balance-title = Balance by day
balance-how = The left and right arrows choose a day
balance-grew = top-up
balance-fell = debit
in-forecast = forecast
in-forecast-short = forecast: not enough money

calendar = Add to calendar
calendar-note = Debit dates open in the system’s calendar. If a day moves, add them again: a calendar that knows events by UID moves the old ones. calcurse keeps the old days too, and does not remind: delete them there yourself.
export = Export
export-title = Export the statement
export-format = Format
export-period = Period
export-saved = Saved: { $path }
period-all = All time
period-own = Choose days
period-from = From
period-to = To
period-order = This day is before the first one
format-xlsx = Excel
format-xlsx-note = Excel, LibreOffice, Gnumeric, pandas. Months and totals on sheets of their own.
format-pdf = PDF
format-pdf-note = To print, to send or to hear with a screen reader.
format-csv = CSV for Russian Excel
format-csv-note = Excel and LibreOffice with Russian settings.
format-csv-plain = CSV with commas
format-csv-plain-note = pandas, Skrooge and your own programs. For Skrooge OFX is better: it takes a reworded operation for a new one.
format-ofx = OFX
format-ofx-note = GnuCash, KMyMoney, HomeBank, Skrooge, Actual. Nothing comes twice. Type the opening balance into Actual yourself.
format-qif = QIF
format-qif-note = GnuCash and Skrooge, for Actual OFX is better. Only the file with the first operation has the opening balance. The order of dates: year, month, day.
format-hledger = hledger
format-hledger-note = hledger, ledger, beancount by ledger2beancount. Use include for files of periods: import adds their opening balances up.
format-json = JSON
format-json-note = All the data, for your own programs. Sums are strings, never rounded.

## Month

back = To the statement
back-to-overview = To the overview
back-to-settings = To the settings
discrepancies-lead = This is how the provider’s site shows them. The program does not correct figures.
discrepancy-show = Show
discrepancies-more = { $count ->
    [one] { $count } more discrepancy
   *[other] { $count } more discrepancies
}
audit-fine = The statement’s figures were checked: they add up.
category-of = Category: { $operation }
category-correct = Choose another category
category-corrected = You chose this category
category-forget = Detect automatically
category-remembered = Category “{ $category }” for all transactions “{ $operation }”
category-forgotten = The category of “{ $operation }” is detected automatically again
previous-month = Previous: { $month }
next-month = Next: { $month }
no-previous = There are no earlier months
no-next = There are no later months
transactions-caption = Transactions, earliest first
transaction-date = Date
transaction-description = Transaction
transaction-paid = Payment
transaction-charged = Charge
transaction-balance = Balance
transactions-empty = No transactions in this month.

## Search

search-label = What to find in the statement
search-placeholder = Words, an amount or a day: 400 November 2021
search-clear = Clear
found-count = { $count ->
    [one] { $count } transaction found
   *[other] { $count } transactions found
}
found-caption = Transactions found, newest first
open-transaction = Open in the statement: { $date }, { $operation }

## Forecast

forecast-short = { $sum } short for the debit on { $date }
forecast-until = { $count ->
    [one] Your balance lasts for { $count } debit
   *[other] Your balance lasts for { $count } debits
}. { $sum } short on { $date }
forecast-all = { $count ->
    [one] You have enough for the next debit
   *[other] You have enough for the next { $count } debits
}
forecast-now = Balance now
forecast-debits = { $count ->
    [one] The next debit
   *[other] The next { $count } debits
}
forecast-chart = The balance after each debit
forecast-day = Day
forecast-enough = Pay in by this day
forecast-amount = Debit
forecast-after = Balance after
forecast-covered = enough
forecast-assumptions = What the forecast is based on
until = To last until
until-past = This day is past
until-none = The amount to pay will be here.
until-nothing = Nothing to pay
until-pay = Amount to pay
recurring = Regular charges
recurring-frequency = How often
recurring-next = Next
every-months = { $months ->
    [1] every month
    [one] every { $months } month
   *[other] every { $months } months
}

## Diagnostics

diagnose-title = Site check
diagnose-lead = Kabinet walks through the pages of the provider’s site once and shows what it found. Your saved data does not change.
diagnose = Check the provider’s site
diagnosing = Checking the pages
status = answer { $status }
labels-found = { $count ->
    [one] { $count } value found
   *[other] { $count } values found
}
labels-missing = { $count ->
    [one] { $count } value not found
   *[other] { $count } values not found
}
labels-caption = What was found: { $page }
label-sought = Looked for
label-by = Found by the words
label-score = Score
report-title = A report for the developers
report-lead = The report describes how the pages are built: markup and field labels. All digits, names, addresses and passwords are replaced. Open the file and look before you send it.
report-save = Save the report
sign-in-report-lead = If the login and the password are right, a report on this attempt helps the developers. All figures, names, addresses and passwords in it are replaced.
refreshes = Recent updates
refreshes-empty = No updates yet.
refresh-when = When
refresh-outcome = Result
refresh-months = Months
refresh-took = Took
refresh-fine = Success

## Settings

set-reminders = Reminders
set-reminders-lead = Kabinet reminds you of debits even when the window is closed, as long as its icon is in the tray.
set-short = Remind me when the money is short
set-enough = Remind me when there is enough
days-before = { $days ->
    [0] on the day
    [one] { $days } day before
   *[other] { $days } days before
}
set-at = Reminder time
set-at-note = In the local time of { $city }
set-quiet = Quiet hours
set-quiet-note = Reminders come after these hours
quiet-from = From
quiet-to = To
set-snooze = Snooze reminders
set-snooze-note = No reminders come until then
snooze-days = { $days ->
    [one] For { $days } day
   *[other] For { $days } days
}
set-test = Test reminder
set-test-note = To see what it looks like
test = Show
test-done = Sent. Nothing appeared? Check notifications in the system’s settings.

set-window = Window and start
set-autostart = Start when I log in
set-autostart-note = Without a window: only the tray icon
set-notify = Notify me of changes
set-notify-note = When an automatic refresh finds a new charge or another price
set-tray = Keep running in the tray
set-tray-note = The window closes, reminders keep coming
set-tray-none = This system has no tray, so closing the window ends the program

set-look = Appearance
set-language = Language
language-system = Use system setting
language-ru = Русский
language-en = English
set-theme = Theme
look-system = Use system setting
look-light = Light
look-dark = Dark
set-hide = Hide amounts
set-hide-note = Dots instead of amounts on the screen, for when people are near

set-account = Account and data
set-sign-out = Disconnect account { $account }
set-sign-out-note = Its password is removed from the password store
set-sign-out-browser = Kabinet forgets the sign-in made on the site
sign-out = Disconnect
sign-out-title = Disconnect account { $account }?
sign-out-lead = Its password will be removed from this computer’s password store.
sign-out-lead-browser = Kabinet forgets the sign-in made on the site. It kept no password.
sign-out-forget = Delete the saved statement too
set-diagnostics = Diagnostics
set-diagnostics-note = Recent updates, a check of the site, and a report when data does not load
set-protection = Protection of the data
protection-keyring = Key in the password store
protection-keyring-note = The data are encrypted, and their key is in the password store
protection-passphrase = Passphrase
protection-passphrase-note = The data are encrypted, and Kabinet asks for the passphrase at every start
protection-nothing = No encryption
protection-nothing-note = The data are not encrypted: whoever has access to the files can read them
passphrase-change = Change the passphrase
protect = Encrypt
protect-title = Encrypt the data with a passphrase?
protect-lead = Choose a passphrase and write it down: Kabinet asks for it at every start, and without it nobody can open the data.
unprotect = Keep unencrypted
unprotect-title = Keep the data unencrypted?
unprotect-lead = Whoever has access to the files of this computer can read the data. Checksums stay, so that damage is never shown as a sum.
unlock = Open
unlock-title = The data are protected by a passphrase
unlock-lead = Enter it to open the saved data. Kabinet remembers it until the program ends.
forgotten = The passphrase is forgotten
forgotten-accept = Put aside
forgotten-title = Put the saved data aside?
forgotten-lead = Nobody can open them without the passphrase. The file stays in the data folder under another name, and Kabinet loads the data from the provider’s site again once you sign in.
new-data = How to keep the data
new-data-lead = This computer has no password store, so the key of the data cannot be kept.
new-data-passphrase = Encrypt with a passphrase, which is asked for at every start
new-data-nothing = Keep unencrypted: whoever has access to the files can read the data
set-backup = Backup
set-backup-note = One file with all the data under a passphrase of yours. Passwords of the portals are not in it
set-copies = Automatic copy
set-copies-kept = { $date }, copies kept: { $count }. If the file with the data is damaged, the data come back from it
set-copies-none = Made after the next refresh, and once a week from then on
back-up = Save a backup
restore = Restore
back-up-title = Save a backup?
back-up-lead = Choose a passphrase and write it down: without it nobody can open the backup.
restore-title = Restore the data from a backup?
restore-lead = The backup is checked first, and then replaces the present data. The present data are put aside in the data folder.
passphrase = Passphrase
passphrase-again = The passphrase again
passphrase-empty = Enter the passphrase.
passphrase-differs = The passphrases differ. Enter the same one twice.
set-erase = Delete everything
set-erase-note = All accounts, statements, reminders, settings and passwords on this computer. Nothing changes on the provider’s site
erase = Delete everything
erase-title = Delete everything from this computer?
erase-lead = Accounts, statements, reminders, settings and passwords will be deleted. This cannot be undone; what the provider’s site still shows can be loaded again.

set-about = About
about-version = Kabinet { $version }
about-lead = An independent program, not connected with any provider. The data stays on this computer.

## Debt, amount to pay, ladder of the forecast

debt = Debt
debt-lead = Top up by { $sum } to bring the balance to zero
open-site = Open the provider’s site
open-site-short = Open the site
copy-sum = Copy the amount
amounts-show = Show amounts
amounts-hide = Hide amounts
amount-hold = Press and hold to see the amount
sync-later = It will appear when the statement has loaded.
autostart-offer = Done, the statement has loaded. Start Kabinet with the system, so that debit reminders come?
yes = Yes
not-now = Not now
hints = What else is here
hint-search = The statement can be searched by words, amounts and dates: “400{ "\u00A0" }November{ "\u00A0" }2021”, “over{ "\u00A0" }500”.
hint-search-try = Try it
hint-reminders = Kabinet reminds you of debits by itself. How many days before and at what time is up to you.
hint-reminders-set = Set up
hint-keys = One key hides the amounts when people are near: { $keys }.
hint-keys-show = All keys
hints-read = Got it
ladder = How much to pay
ladder-next = Until { $date }
ladder-months = { $months ->
    [6] For half a year
    [12] For a year
    [one] For { $months } month
   *[other] For { $months } months
}
ladder-offer = { $months ->
    [one] { $months } month ahead
   *[other] { $months } months ahead
} { $price }, saving{ "\u00A0" }{ $saving }
other-day = Another day
days-number = How many days before
days-add = Add
show-all = Show all { $count }

## Years, months, the file

year-all = All
years-more = Earlier years
received = Received
spent = Spent
categories-total = Received { $received } in all, spent { $spent }
month-derived = The balances and totals of the month are computed from the operations: the site does not show them.
months-derived = The balances and totals of the months are computed from the operations: the site does not show them.
month-inexact = The kopecks of the month are not exact: the site cuts them off.
months-inexact = The kopecks are not exact: the site cuts them off.
month-choose = Choose a month
period-this-year = This year
period-last-months = Last 12 months
other-formats = Other formats

## The program

actions = Actions
undo = Undo
undone = Undone
copy-row = Copy the row
find-similar = Find similar
account-new = New account
welcome-trust = The password goes only to the provider’s site, over a secure connection
keys = Keys
keys-screens = Screens in order
keys-search = Search the statement
keys-refresh = Refresh
keys-settings = Settings
keys-month = Previous and next month
keys-back = Back, close, clear the search
keys-hide = Hide or show amounts
keys-export = Export
keys-print = Print
keys-undo = Undo a change of category
keys-zoom = Larger, smaller, normal text
keys-account = Next account
keys-close = Close the window; reminders keep coming
keys-quit = Quit Kabinet
keys-help = List of keys
with-keys = { $text } ({ $keys })
diagnosis-fine = Everything can be read
diagnosis-missing = Cannot be read: { $labels }
details = Details
text-size = Text size
text-larger = Larger
text-smaller = Smaller
found-none = There are no such transactions.
found-without = Without: { $term } ({ $count ->
    [one] { $count } transaction
   *[other] { $count } transactions
})
back-to-found = To the results
search-understood = Understood as:
search-examples = For example:
search-example = over 500
search-drop = Remove the condition: { $term }
period-last = 12 months
period-shown = What is on the screen
export-more = More…
export-shown = Save what is on the screen: { $format }
open = Open
show-in-folder = Show in folder
account-short = not enough money
account-rename = Name the account…
account-name = Account name
account-name-note = For example: Cottage or Mum
data-folder = Data folder
data-folder-show = Show the folder
data-folder-note = Encrypted data that are copied from here do not open without the key: to move them, save a backup
news = What’s new
licence = Licences
problem = Report a problem
problem-note = A report on the site’s pages without your data

## A new version of the program

set-updates = Check for updates
set-updates-note = Once a day. The site with new versions is told only the number of the installed one
update-check = Check now
update-checking = Checking…
update-found = There is a new version: it is shown above
update-none = The latest version is installed
update-title = Version { $version } is out
update-accept = Update
update-installing = The new version is being downloaded and checked. This can take some minutes.
update-installed = Version { $version } is installed
update-installed-lead = It opens when you start Kabinet again.
update-restart = Restart now
