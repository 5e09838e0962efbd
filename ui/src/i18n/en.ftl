## Dates, terms, the age of the data

date = { $day } { $month ->
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
short-date = { $day } { $month ->
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
   *[other] in { $days } days
}
age = { $days ->
    [0] today at { $time }
    [1] yesterday at { $time }
   *[other] { $days } days ago
}
date-and-time = { $date } at { $time }
months-count = { $months ->
    [one] { $months } month
   *[other] { $months } months
}
duration = { $seconds } s
date-placeholder = dd.mm.yyyy
need-date = Enter the day: dd.mm.yyyy

## Screens and the frame of the window

screens = Screens
overview = Overview
statements = Statement
search = Search
forecast = Forecast
settings = Settings
diagnostics = Diagnostics
close = Close
cancel = Cancel
proceed = Go on
save = Save
saving = Saving
sum = Sum
what = What it is
amount-hidden = amount hidden
unexpected-hint = Close Kabinet and open it again. The kept data are whole.
retry = Try again
loading = Loading

account-switch = Account { $account }, login { $login }. Choose another
account-add = Add an account

state-updating = Updating
updated = Updated { $age }
state-offline = No connection
state-failed = Not updated
state-nothing = No data yet

example-banner = This is an example: the account and all its sums are made up.
example-leave = Close the example

## Signing in

welcome-title = Sign in to your cabinet
welcome-lead = Kabinet reads the balance and the statement from the provider’s site and keeps them on this computer.
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
password-note = Kept in the system’s password store, not in the program’s files
sign-in = Sign in
signing-in = Signing in
show-example = Show an example
show-example-note = A made-up account, without signing in or a network
forgot = Forgot your login or password?
help-title = Where to find the login and the password
help-login = Unless you changed it, the login is the account number of 8 digits. It is printed on the last page of the contract or in the connection act.
help-support = Support can tell you both: by phone, in the VK group, or in the chat of the provider’s mobile app.
support-phone = Support phone
advanced = Advanced
site = Site address
site-note = Change it only if the provider named another address
need-login = Enter the login
need-password = Enter the password
need-city = Choose a city from the list

password-enter = Enter the password
password-title = The password is needed
password-lead = Login { $login }. The password is not in the password store, and the data cannot be updated without it.

browser-sign-in = Sign in on the site
browser-wait-title = Sign in on the provider’s site
browser-wait-lead = The sign-in page has opened in a window of its own. Enter the login and the password there, as in a browser. Kabinet does not see what you enter and keeps no password.
browser-wait-state = Waiting until you have signed in. The window closes by itself.

## First reading and refreshing

first-title = Reading the data from the site
first-lead = What has been read is kept at once. If you stop, the next reading goes on from there.
stage-signing-in = Signing in to the cabinet
stage-account = Reading the account page
stage-months = Reading the statement
months-of = { $done } of { $of ->
    [one] { $of } month
   *[other] { $of } months
}
stop = Stop
refresh = Refresh
empty-title = Nothing was read of this account yet
empty-lead = The balance, the day of the debit and the statement will be here.
empty-read = Read the data
news-some = { $count ->
    [one] Since last time: { $count } new operation
   *[other] Since last time: { $count } new operations
}
news-none = No new operations since last time

## Overview

balance = Balance
next-debit = Next debit
debit-unknown = The cabinet does not show the day of the debit
debit-amount-unknown = The cabinet does not show how much
debit-estimated = The date is an estimate: the data are older than the last debit. Refresh them.
enough = The money is enough
short-by = { $sum } short: top up by { $date }
short = { $sum } short
pay = Top up
pay-note = Opens the provider’s site
days-line = Last debit { $previous }, today { $today }, next { $next }
today = today
tariff = Tariff
a-month = a month
tariff-unknown = the cabinet does not show its price
change-tariff = Change tariff
account-number = Account number
copy = Copy
copied = Copied
provider-and-city = { $provider }, { $city }
offers = Paying ahead
offers-note = The saving is against paying every month
offer-term = For
offer-price = Sum
offer-per-month = A month
offer-saving = Saving
offer-no-saving = none
offer-saving-per-month = Saving a month
offer-best = saves the most
offer-covered = the balance covers it
advice-best = Paying for { $term } at once saves the most.
advice-saving = Paying for { $term } at once saves the most: { $saving }.

changes = What changed
change-show = Show
changes-more = { $count ->
    [one] { $count } more change
   *[other] { $count } more changes
}

reminders = Reminders
reminders-empty = Reminders of debits will be here.
reminders-next = The next one comes on { $when }.
reminders-first = Reminders will be here. The first comes on { $when }.
snoozed = Put off until { $when }.
snooze-resume = Resume

## Statement

statements-empty = The statement by months will be here. It is read when the data are refreshed.
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
findings-count = { $count ->
    [one] { $count } remark on the figures
   *[other] { $count } remarks on the figures
}

years-caption = Totals by year
year = Year
last-year = 12 months
kinds-of = Kinds of operations: { $period }
kinds-title = Months by kind of operation
kinds-how = The left and right arrows choose a month
kind = Kind
kind-any = All kinds
operations = Operations
entries-none = There are no operations yet.
kind-payment = Payment
kind-fee = Subscription fee
kind-one-off = One-off service
kind-correction = Correction
kind-refund = Refund
kind-equipment = Equipment
kind-bonus = Bonus
kind-other = Other
as-table = As a table

balance-title = Balance by day
balance-how = The left and right arrows choose a day
balance-grew = balance grew
balance-fell = balance fell
foreseen = forecast
foreseen-short = forecast: not enough money
span-label = For how long
span = { $months ->
    [one] For { $months } month
   *[other] For { $months } months
}
span-all = For all time

calendar = To the calendar
calendar-note = The debit days open in the system’s calendar
export = Save to a file
export-title = Save the statement to a file
export-format = Format
export-period = Period
export-saved = Saved: { $path }
period-all = All time
period-own = Choose days
period-from = From
period-to = To
period-order = This day is before the first one
format-xlsx = Excel
format-xlsx-note = A table with totals, .xlsx
format-pdf = PDF
format-pdf-note = To print or to send
format-csv = CSV for Russian Excel
format-csv-note = Semicolons, commas in sums
format-csv-plain = Plain CSV
format-csv-plain-note = Commas between columns, for programs
format-ics = Calendar
format-ics-note = Debit days with alarms, .ics
format-ofx = OFX
format-ofx-note = For accounting: GnuCash, Money
format-qif = QIF
format-qif-note = For older accounting programs
format-hledger = hledger
format-hledger-note = A double-entry journal
format-json = JSON
format-json-note = All the data, for your own programs

## Month

back = To the statement
back-to-overview = To the overview
back-to-search = To the search
back-to-settings = To the settings
findings-lead = The cabinet shows these figures so. Kabinet does not correct them.
finding-show = Show
findings-more = { $count ->
    [one] { $count } more remark
   *[other] { $count } more remarks
}
audit-fine = The figures of the statement were checked: they agree.
kind-of = Kind: { $operation }
kind-correct = Choose another kind
kind-corrected = You chose this kind
kind-forget = Tell automatically
kind-remembered = The kind is remembered for all operations “{ $operation }”.
kind-forgotten = The kind is told automatically again.
previous-month = Previous: { $month }
next-month = Next: { $month }
no-previous = There are no earlier months
no-next = There are no later months
entries-caption = Operations, earliest first
entry-date = Date
entry-operation = Operation
entry-paid = Payment
entry-charged = Charge
entry-balance = Balance
entries-empty = There are no operations in this month.

## Search

search-label = What to find in the statement
search-placeholder = Words, a sum or a day
search-note = Beginnings of words are enough. A sum: 500, >500, 100..500. A day: 09.11.2021, a month: 11.2021, a year: 2021, a range: 01.10.2021..30.11.2021.
search-clear = Clear
found-none = Nothing was found. Try less: the beginning of a word is enough.
found-count = { $count ->
    [one] { $count } operation found
   *[other] { $count } operations found
}
found-caption = Operations found, newest first
open-entry = Open in the statement: { $date }, { $operation }

## Forecast

forecast-short = Not enough money for the debit on { $date }
forecast-until = The money lasts until { $date }
forecast-all = { $count ->
    [one] The money is enough for the next debit
   *[other] The money is enough for the next { $count } debits
}
forecast-now = On the account now
forecast-debits = { $count ->
    [one] The next debit
   *[other] The next { $count } debits
}
forecast-chart = The balance after each debit
forecast-day = Day
forecast-enough = Is it enough
forecast-amount = Debit
forecast-after = Remains
forecast-covered = enough
forecast-lacking = not enough
forecast-assumptions = What the forecast assumes
until = To last until
until-past = This day is past
until-none = The sum to pay will be here.
until-nothing = Nothing needs to be paid
until-pay = Pay now
regular = Regular charges
regular-how-often = How often
regular-next = Next
every-months = { $months ->
    [1] every month
    [one] every { $months } month
   *[other] every { $months } months
}

## Diagnostics

diagnose-title = Reading check
diagnose-lead = Kabinet walks through the cabinet’s pages once and shows what it found on them. The kept data do not change.
diagnose = Check the reading
diagnosing = Reading the pages
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
report-lead = The report holds how the pages are built: markup and the names of fields. All digits, names, addresses and passwords in it are replaced. Open the file and look before you send it.
report-save = Save the report
refreshes = Last refreshes
refreshes-empty = There were no refreshes yet.
refresh-when = When
refresh-outcome = Outcome
refresh-months = Months
refresh-took = Took
refresh-fine = Read

## Settings

set-reminders = Reminders
set-reminders-lead = Kabinet reminds of a debit even when the window is closed, as long as its icon is by the clock.
set-short = When the money is short
set-enough = When the money is enough
days-before = { $days ->
    [0] on the day
    [one] { $days } day before
   *[other] { $days } days before
}
set-at = Time of the reminder
set-at-note = In the provider’s local time
set-quiet = Quiet hours
set-quiet-note = Reminders wait during these hours
quiet-from = From
quiet-to = To
set-snooze = Put reminders off
set-snooze-note = For instance, when you have decided when to pay
snooze-days = { $days ->
    [one] For { $days } day
   *[other] For { $days } days
}
set-test = Test
set-test-note = Shows a reminder now, to see what it looks like
test = Show a test
test-done = Shown

set-window = Window and start
set-autostart = Start when you log in
set-autostart-note = Without a window: only the icon by the clock
set-notify = Tell of changes
set-notify-note = When a refresh of its own accord brought a new charge or another price, one notification comes
set-tray = Close to the icon by the clock
set-tray-note = The close button puts the window away, and reminders keep coming
set-tray-none = This system has no place for the icon, so closing the window ends the program

set-look = Look
set-language = Language
language-system = As the system
language-ru = Русский
language-en = English
set-theme = Theme
look-system = As the system
look-light = Light
look-dark = Dark
set-hide = Hide amounts
set-hide-note = Dots instead of sums on the screen, for when people are near

set-account = Account and data
set-sign-out = Sign out of account { $account }
set-sign-out-note = Its password is removed from the password store
set-sign-out-browser = Kabinet forgets the sign-in made on the site
sign-out = Sign out
sign-out-title = Sign out of account { $account }?
sign-out-lead = Its password will be removed from this computer’s password store.
sign-out-lead-browser = Kabinet forgets the sign-in made on the site. It kept no password.
sign-out-forget = Erase the kept statement too
set-diagnostics = Diagnostics
set-diagnostics-note = The last refreshes, a check of the reading, and a report when pages cannot be read
set-diagnostics-open = Open
set-erase = Erase everything
set-erase-note = All accounts, statements, reminders, settings and passwords on this computer. Nothing changes on the provider’s site
erase = Erase everything
erase-title = Erase everything on this computer?
erase-lead = Accounts, statements, reminders, settings and passwords will be erased. This cannot be undone; what the provider’s site still shows can be read again.

set-about = About
about-version = Kabinet { $version }
about-lead = An independent program, not connected with the providers. The data stay on this computer.
