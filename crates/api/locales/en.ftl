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
moment = { $date } at { $time }
age = { $days ->
    [0] today at { $time }
    [1] yesterday at { $time }
   *[other] { $days } days ago
}

## Reminders

reminder-site-late = The site still shows the previous debit, so the day is calculated.
reminder-short = { $estimated ->
    [yes] About
   *[no] On
} { $date } { $amount } will be debited. The balance is { $balance }: { $shortfall } short.
reminder-enough = { $estimated ->
    [yes] About
   *[no] On
} { $date } { $amount } will be debited. The balance is { $balance }: enough.
reminder-unknown-amount = { $estimated ->
    [yes] About
   *[no] On
} { $date } there will be a debit; the site does not show how much. The balance is { $balance }.

## What was not asked in the right way

unknown_provider = Kabinet does not know this provider: { $id }.
    .hint = Choose one of those it knows: { $known }.
bad_description = The file that describes a provider cannot be used: { $file }, line { $line }{ $key }. { $why }
    .hint = Correct this line, or remove the file. This command shows what a description looks like: kabinet-cli providers --show sevencom
fault-key = , key { $key }
fault-unreadable = The system does not let the file be read: { $why }.
fault-not-plain = It is not a plain file.
fault-open-to-others = Others may change the file or its folder, and so choose where the password goes. Let nobody but yourself write there: chmod go-w.
fault-too-long = The file is longer than 256 KB.
fault-bad-name = The file's name is the provider's: up to 32 lower-case Latin letters, digits and hyphens.
fault-malformed = It is not TOML, or not the value that is meant: { $why }.
fault-unknown-key = There is no such key here.
fault-missing-key = This key is missing.
fault-empty = The value is empty.
fault-time-zone = There is no such time zone: { $text }.
fault-address = This is not the address of an encrypted site: { $text }.
fault-absent-and-said = One of the two is needed: words in synonyms, or absent = true.
fault-never-absent = Nothing can be read without it: remove absent and give the words in synonyms.
fault-other-kind = This key belongs to kind = "{ $kind }": remove it, or change kind.
fault-one-sided = There is no list of payments or none of charges: describe both, or write kind = "account" without lists.
fault-shape = «{ $text }» is no form of a number: 9 is a digit, A a letter, + behind them one or more.
fault-currency = Amounts in { $text } cannot be shown: only rubles are read, currency = "RUB".
fault-no-months = The number of months is 1 or more.
fault-same = The words «{ $text }» stand in the key { $other } too: the two cannot be told apart.
bad_address = This is not the address of a site: { $text }.
    .hint = An address begins with https:// and has no login or password in it, for example: https://www.sevencom.ru
insecure_address = The address is not encrypted, and the password was not sent there: { $address }.
    .hint = Give an address that begins with https://.
no_account = There is no account yet.
    .hint = Sign in to your provider account.
unknown_account = There is no account with this login: { $login }.
    .hint = There are: { $kept }.
which_account = There are several accounts, and none was chosen.
    .hint = Choose one: { $kept }.
month_not_kept = This month is not kept: { $month }.
    .hint = { $kept }
months-kept = The months that are kept: { $first } to { $last }.
no-months-kept = No month is kept yet: refresh the data.
not_a_bookmark = The next page of the search is not there.
    .hint = Search again from the beginning.
nothing_read = No data for this login yet: { $login }.
    .hint = Refresh the data.
password_needed = The password is needed, login: { $login }. { $why }
    .hint = Enter the password.

## What the site answered

kept-data = The data that are kept are as before, of { $date }.
bad_credentials = The site of { $provider } did not accept the login or the password.{ $said }
    .hint = Enter the password again: Kabinet tried once, so that the site does not lock your account. Support of { $provider }: { $phone }.
sign_in_form_again = The site of { $provider } showed the sign-in form again and gave no reason.{ $said }
    .hint = Check the login and the password. The stored password was not deleted; sign in with a browser to see the reason: { $site }
sign_in_unavailable = The site of { $provider } cannot sign anyone in at the moment.{ $said }
    .hint = Try again later. The password is not the cause and stays stored.
too_many_attempts = The site of { $provider } counts too many attempts to sign in.{ $said }
    .hint = Wait as long as the site asks, and try again. The password stays stored.
account_locked = The site of { $provider } says that the sign-in is locked.{ $said }
    .hint = Call the support of { $provider }: { $phone }. The password stays stored.
password_expired = The password has expired at the site of { $provider }.{ $said }
    .hint = Change the password on the site and sign in with the new one: { $site }
own_network_only = The site of { $provider } lets customers in only from its own network.{ $said }
    .hint = Connect through { $provider } and refresh the data. The password stays stored.
contract_ended = The site of { $provider } says that the contract has ended.{ $said }
    .hint = The stored data stay on this computer. Support of { $provider }: { $phone }.
access_denied = The site of { $provider } denied access and gave no reason.{ $said }
    .hint = Try again later, or sign in with a browser: { $site } The password stays stored.
site-said = {" "}The site says: “{ $said }”.
offline = { $cause ->
    [host] The address of the site was not found: { $host }.
    [timeout] The site did not answer in time: { $host }.
    [certificate] The site did not prove that it is the real one, and the password was not sent there: { $host }.
    [authorities] This computer has no list of certificate authorities, by which a real site is known, and the password was not sent there: { $host }.
    [encryption] The site offers no safe encryption, and the password was not sent there: { $host }.
    [head] The site answered, but with too many cookies or other headers, or with broken ones: { $host }.
   *[connection] There is no connection to the site: { $host }.
}
    .hint = { $cause ->
    [certificate] Check the date and time of this computer and the address of the site. If they are right, try another network.
    [authorities] Install the package ca-certificates and try again.
    [encryption] Check the address of the site. If it is right, try another network, and later: nobody but the provider can mend the site.
    [head] The network is in order. Try again later; if that does not help, tell the provider: only they can mend the site.
   *[other] Check the internet connection and try again later.
}
site_down = The site is out of order: { $host }, answer { $status }.
    .hint = { $later }
rate_limited = The site asks for fewer requests: { $host }.
    .hint = { $later }
maintenance = Works are going on at the site of { $provider }.
    .hint = Try again later.
try-again-later = Try again later.
try-again-in = Try again in { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}.
site_changed = { $page } of { $provider } has changed, and Kabinet did not recognise it: { $missing }.
    .hint = See the data in a browser: { $site } Tell the makers of Kabinet these labels, so that the page can be read again; they need no login and no password.
page-front = The front page
page-city = The choice of the city
page-sign-in = The sign-in page
page-account = The account page
page-months = The list of months
page-month = The page of { $month }
missing-not-found = «{ $label }» was not found
missing-empty = «{ $label }» is empty
missing-other-currency = «{ $label }» is in another currency, «{ $text }»
missing-rounded = the site rounds «{ $label }» to rubles: «{ $text }»
missing-other-unit = «{ $label }» is in another unit or for another period, «{ $text }»
missing-not-read = «{ $label }» has a value that is not clear, «{ $text }»
missing-ambiguous = «{ $label }» fits several values, { $values }
left_site = The site { $from } led to another site, and nothing was sent there: { $to }.
    .hint = Check the address of the site. If it is right, sign in with a browser and tell the makers of Kabinet.
unreadable = { $page } of { $provider } is not like a page: { $why ->
    [large] it is too large
    [deep] it is too tangled
    [costly] it would take too much work
    [binary] it is not text
    [circle] it leads round in a circle
    [cut] it breaks off before its end
   *[endless] its list has no end
}.
    .hint = Try again later. If that does not help, see the data in a browser: { $site }
session_ended = The site of { $provider } asks to sign in again and again.
    .hint = Try again later. If that does not help, sign in with a browser: { $site }
needs_browser = You can sign in to this site only in a browser: { $reason ->
    [captcha] the site asks for characters from a picture
    [script] the sign-in form is sent by a program on the page
    [over] the last sign-in is no longer good
   *[code] the site asks for a one-time code
}.
    .hint = See the data on the site: { $site }
another_account = The site shows another account: { $shown }. The account { $stored } is kept, and its data are untouched.
    .hint = Check the login. To replace the account, first forget the old one.
sign_in_given_up = The window of the site was closed before anybody had signed in. The data on this computer are as they were.
    .hint = To sign in, open the window of the site again.
cancelled = The refresh was stopped. The months that were read are kept.
    .hint = Run it again to read the rest.

## What was not read

unread-figure = { $reason ->
    [not_shown] not stated on the site
    [other_currency] could not be read, in another currency
    [other_unit] could not be read, in another unit or for another period
    [ambiguous] could not be read, the page shows several values
   *[not_understood] could not be read
}
unread-text = {" "}(“{ $text }”)
unread-field = { $field ->
    [account] Account number
    [tariff_price] Tariff price
    [next_debit] Next debit
   *[offers] Paying ahead
}
unread-list = The list of months was not read, earlier months are shown. { $why }
unread-month = It could not be read. { $why }
unread-again = It could not be read again, the earlier data is shown. { $why }
unread-months = These months could not be read: { $months }{ $more }. Their earlier data is unchanged.
held-back-months = The site showed other figures or nothing for past months: { $months }{ $more }. That happens in an outage, so the earlier data is shown.
held-back-month = The site showed other figures or nothing for this month. The earlier data is shown.
derived-month = The month is computed from the operations: the site shows no balances by month.
inexact-month = The kopecks are not exact: the site cuts them off, so that balances and operations may differ by kopecks.
audit-inexact = The site cuts kopecks off, so that balances and operations differ by kopecks: { $months }{ $more }. This is no contradiction.
months-more = {" "}and { $count } more

## The database

data_folder = The folder of the data cannot be opened: { $folder }. The reason: { $why }.
    .hint = Check that you may write to it, or choose another one.
database_damaged = The file with the data is damaged. The reason: { $why }.
    .hint = Move the file kabinet.db elsewhere and sign in again: the data will be read from the site.
database_newer = The data were written by a newer version of Kabinet.
    .hint = Update Kabinet. The file is left as it is.
set-aside-database_damaged = The file with the data is damaged. It was put aside, and nothing of it is shown: { $file }.
    .hint = { $copy ->
        [none] { $accounts ->
                [0] Sign in again: the data will be read from the site. What the site no longer has can come back from a backup.
               *[other] Refresh: the data will be read from the site. What the site no longer has can come back from a backup.
            }
       *[other] The data are back from the automatic copy of { $copy }. Refresh: what is new will be read from the site.
    }
set-aside-database_newer = The data were written by a newer version of Kabinet. The file was put aside: { $file }.
    .hint = { $copy ->
        [none] Update Kabinet. Until then refresh or sign in again: the data will be read from the site.
       *[other] Update Kabinet. Until then the data of the automatic copy of { $copy } are shown.
    }
set-aside-database_key_lost = { $lost ->
        [passphrase] The data whose passphrase is forgotten were put aside: { $file }.
       *[key] The keyring no longer has the key of the data. The file was put aside: { $file }.
    }
    .hint = Sign in again: the data will be read from the site. What the site no longer has can come back from a backup.
database_key_lost = The keyring no longer has the key of the data.
    .hint = Sign in again: the data will be read from the site.
database_locked = The data are encrypted, and their key is not available. { $why }
    .hint = Unlock the keyring and try again. The data are intact.
passphrase_needed = The data are protected by a passphrase.
    .hint = Enter the passphrase. If it is forgotten, the data can be put aside and read from the site anew.
data-wrong_passphrase = The passphrase does not open the data. They are as they were.
    .hint = Check the keyboard layout and the case, and try again. If the passphrase is forgotten, the data can be put aside and read from the site anew.
not_a_backup = This is not a backup of Kabinet, or it is damaged.
    .hint = Choose another file. The data are as they were.
wrong_passphrase = The passphrase does not open this backup, or the backup is damaged.
    .hint = Enter the passphrase with which the backup was made, or choose another file. The data are as they were.
database_busy = Another program is using the data at the moment.
    .hint = Wait a little and try again.
disk_full = The disk is full. What was kept before is intact.
    .hint = Make some room and try again.
database = The data could not be read or written. The reason: { $why }.
    .hint = Check that you may write to the folder of the data, and try again.

## The keyring

password_not_kept = You are signed in, but the password is not kept. { $why }
    .hint = It will be asked for again at the next refresh.
session-not-kept = You are signed in, but the session is not kept. { $why }
    .hint = After Kabinet is closed, sign in on the site once more.
password_not_deleted = The password may still be in the keyring. { $why }
    .hint = Delete it there yourself: the entry is called “Kabinet”.
keyring-no-bus = The keyring cannot be reached without a desktop.
keyring-no-service = This system has no keyring.
keyring-no-collection = The keyring has no default collection.
keyring-locked = The keyring is locked.
keyring-dismissed = The question of the keyring was closed without an answer.
keyring-timed-out = The question of the keyring was left without an answer.
keyring-unresponsive = The keyring does not answer.
keyring-not-kept = It is not in the keyring.
keyring-failed = The keyring did not answer properly. The reason: { $why }.

## The window and the tray

no_link = The site has no such button at the moment.
    .hint = Open the provider's site in a browser.
system_refused = The system did not do what Kabinet asked. The reason: { $why }.
    .hint = Try again later.
last-failure = { $code ->
    [bad_credentials] The site did not accept the login or the password.
    [sign_in_form_again] The site showed the sign-in form again and gave no reason.
    [sign_in_unavailable] The site cannot sign anyone in at the moment.
    [too_many_attempts] The site counts too many attempts to sign in.
    [account_locked] The site says that the sign-in is locked.
    [password_expired] The password has expired at the site.
    [own_network_only] The site lets customers in only from its own network.
    [contract_ended] The site says that the contract has ended.
    [access_denied] The site denied access and gave no reason.
    [needs_browser] You can sign in to this site only in a browser.
    [offline] There is no connection to the site.
    [site_down] The site is out of order.
    [rate_limited] The site asks for fewer requests.
    [maintenance] Works are going on at the site.
    [site_changed] A page of the site has changed, and Kabinet did not recognise it.
    [another_account] The site shows another account.
    [cancelled] The refresh was stopped.
   *[other] The data could not be refreshed.
}
    .hint = { $code ->
    [bad_credentials] Kabinet tried once, so that the site does not lock your account. Enter the password again.
    [sign_in_form_again] Sign in with a browser to see the reason; the password stays stored.
    [account_locked] Call the support of the provider; the password stays stored.
    [password_expired] Change the password on the site and sign in with the new one.
    [contract_ended] The stored data stay on this computer.
    [needs_browser] See the data on the site.
    [site_changed] See the data on the site, and tell the makers of Kabinet.
    [another_account] Check the login.
   *[other] The data shown are as before. Kabinet will try again by itself.
}
tray-balance = { $named ->
    [no] Balance
   *[yes] { $name }
}: { $balance }
tray-nothing-read = { $named ->
    [no] Balance
   *[yes] { $name }
}: not loaded yet
tray-debit = { $date }, { $ahead }: { $amount } will be debited
tray-unseen = Reminders not seen: { $count }
tray-signed-out = Not signed in
tray-locked = The data wait for their passphrase
tray-refresh = Refresh
tray-open = Open window
tray-pay = Pay
tray-quit = Quit Kabinet

## What the sums mean

finding-amount = { $date }, “{ $operation }”: the balance changed by { $expected }, but the operation says { $shown }.
finding-closing = { $date }, “{ $operation }”: the balance after it should be { $expected }, but { $shown } is shown.
finding-opening = { $date }, “{ $operation }”: { $expected } was left before it, but { $shown } is shown.
finding-left = { $date }, “{ $operation }”: { $shown } is shown after it, but the account goes on from { $expected }.
finding-month-sum = In the line of { $month }, { $figure ->
    [opening] the opening balance is { $shown }, but the other sums make it { $expected }
    [paid] { $shown } was paid, but the operations make { $expected }
    [charged] { $shown } was charged, but the operations make { $expected }
   *[closing] the closing balance is { $shown }, but the other sums make it { $expected }
}.
finding-month-chain = { $month } begins with { $shown }, but the month before it ended with { $expected }.
finding-twin = { $date }, “{ $operation }”, { $shown }: there is such an operation on this day already.
finding-zero-sum = { $date }, “{ $operation }”: the operation has no sum, but the balance changed by { $expected }.
finding-zero = { $date }, “{ $operation }”: the operation has no sum.
finding-outside = { $date }, “{ $operation }”: the operation stands in { $month }, but its date is in another month.
finding-rewritten = { $date }, “{ $operation }”: when the month was over the sum was { $expected }, now it is { $shown }.
finding-appeared = { $date }, “{ $operation }”, { $shown }: when the month was over there was no such operation.
finding-vanished = { $date }, “{ $operation }”, { $expected }: when the month was over there was this operation, now it is gone.
finding-line-rewritten = In the line of { $month }, the { $figure ->
    [opening] opening balance
    [paid] sum paid
    [charged] sum charged
   *[closing] closing balance
} was { $expected } when the month was over, now it is { $shown }.

change-new-entries = { $count ->
    [one] { $count } new operation
   *[other] { $count } new operations
}: { $paid } paid, { $charged } charged.
change-price = The price of the tariff has changed: it was { $was } a month, now it is { $now }.
change-new-kind = A new charge, { $date }: “{ $operation }”, { $amount }. There was none like it before.
change-unusual = An unusual sum, { $date }: “{ $operation }”, { $amount }. It is usually { $usual }.
change-returned = A payment was returned, { $date }: “{ $operation }”, { $amount }.
change-vanished = An operation is no longer on the site, { $date }: “{ $operation }”, { $amount }.

forecast-covered = { $date }: { $amount } will be debited ({ $charges }), { $left } will be left.
forecast-short = { $date }: { $amount } will be debited ({ $charges }), { $lacking } will be lacking.
charge-tariff = tariff
charge-regular = “{ $operation }”
charge-promise = promised payment taken back
assumed-monthly = The tariff is debited every month on day { $day }, in shorter months on the last day: { $amount }.
assumed-every-days = The tariff is debited every { $days } days: { $amount }.
assumed-day = The day of the debit is taken from the history: the site does not show it.
assumed-price = The price of the tariff is taken from the history: the site does not show it.
assumed-others = { $count ->
    [one] { $count } other regular charge goes on
   *[other] { $count } other regular charges go on
} as before.
assumed-short = The history is short, { $months ->
    [one] { $months } month
   *[other] { $months } months
}: it does not tell of other regular charges.
assumed-varying = The charge “{ $operation }” is regular, but its sum always differs: it is not counted.
assumed-promise = The promised payment of { $amount } will be taken back with the next debit.
no-forecast-day = There is no forecast: the site does not show the day of the debit, nor does the history.
no-forecast-price = There is no forecast: the site does not show the price of the tariff, nor does the history.
no-forecast-outdated = There is no forecast: the data were read before the debit of { $date }. Refresh them.
no-forecast-site-late = There is no forecast: the debit of { $date } has passed, and the site does not show the next one yet.

## A statement in a file

nothing_to_export = Nothing of the login { $login } is kept for these days, so no file was made.
    .hint = Choose other days, or refresh the data.
too_many_rows = There are more operations than an Excel sheet has rows.
    .hint = Choose days with fewer of them, or choose CSV.
not_exported = The statement could not be put together. Reason: { $why }.
    .hint = Try another format.
file_not_written = The file was not written: { $file }. Reason: { $why }.
    .hint = Check that there is room on the disk and that you may write to this folder, or choose another one.
file-of-statement = Statement
file-of-operations = Transactions
file-of-debits = Debits
statement-statement = Statement
statement-account = Account
statement-period = Period
statement-selection = Selection
statement-created = Made
statement-month = Month
statement-months = Months
statement-date = Date
statement-time = Time
statement-description = Operation
statement-category = Category
statement-transactions = Operations
statement-balance-before = Balance before
statement-amount = Amount
statement-balance-after = Balance after
statement-opening-balance = Opening balance
statement-paid = Paid
statement-charged = Charged
statement-closing-balance = Closing balance
statement-total = Total
statement-discrepancy = Discrepancy in the provider’s statement
statement-page = Page { $number } of { $of }
category-payment = Payment
category-fee = Subscription fee
category-one-off = One-off service
category-correction = Correction
category-refund = Refund
category-equipment = Equipment
category-bonus = Bonus
category-other = Other
calendar-debit = { $provider }: { $amount } will be debited
calendar-unsure-debit = { $provider }: debit
calendar-unsure = The day is approximate: refresh the data to make sure of it.

## Conditions of a search

term-word = “{ $text }”
term-sum = amount { $sum }
term-above = over { $sum }
term-below = under { $sum }
term-at-least = from { $sum }
term-at-most = up to { $sum }
term-between = { $least } to { $most }
term-every-year = { $day }, any year
term-year = the year { $year }
term-since = since { $day }
term-until = until { $day }
reminder-title-short = { $sum } short before { $date }
reminder-title-amount = { $sum } will be debited on { $date }
reminder-title-day = A debit on { $date }
tray-tooltip-debit = debit on { $date }
tray-tooltip-short = { $sum } short
tray-amounts = { $hidden ->
    [yes] Show amounts
   *[no] Hide amounts
}
tray-settings = Settings
tray-about = About

## A new version of the program

update_unreachable = The site with new versions of Kabinet cannot be reached: { $host }. The installed version works as before.
    .hint = Check the connection to the internet and try again later.
update_refused = { $why ->
    [status] The site with new versions of Kabinet answered with the error { $status }.
    [insecure] The site with new versions of Kabinet offers a download without encryption, so nothing was downloaded: { $host }.
    [host] The site with new versions of Kabinet leads to another site, from which nothing was downloaded: { $host }.
    [unreadable] The description of the new version of Kabinet does not look like one.
    [large] The site with new versions of Kabinet sends more than a new version can take, so the download was stopped.
    [none] There is no new version of Kabinet for your system yet.
    [unsigned] The file of the new version has no signature by the makers of Kabinet, so it was not installed.
    [key] The file of the new version was not signed by the makers of Kabinet, so it was not installed.
    [altered] The file of the new version is not the one that the makers of Kabinet signed: it was changed, or did not arrive whole. It was not installed.
    [version] In place of the new version { $announced } the site has another one, { $signed }. It was not installed.
    [system] The site has a file for another system, so it was not installed.
   *[gone] This version is no longer offered.
}
    .hint = { $why ->
    [status] Try again later. The installed version works as before.
    [none] Check again in some days. The installed version works as before.
    [altered] Try to update once more. If that does not help, tell the makers of Kabinet. The installed version works as before.
    [gone] Check for updates once more.
   *[other] Tell the makers of Kabinet, and try again in some days. The installed version works as before.
}
