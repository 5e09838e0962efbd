## Help

help-usage = Usage
help-commands = Commands
help-arguments = Arguments
help-options = Options
help-kabinet-cli = Kabinet: the personal account of your internet provider on the command line.
help-sign-in = Sign in to the cabinet and remember the account
help-sync = Read what has changed in the cabinet
help-summary = Show the balance and the next debit
help-statement = Show the statement: every month or one
help-kinds = Show where the money went: by kinds of operations and years
help-set = Remember the kind of operations with these words
help-forget = Forget the kind of operations with these words
help-audit = Check the statement: where its sums contradict each other
help-changes = Show what the last refresh changed
help-forecast = Show the debits to come and how long the money lasts
help-search = Find operations in every month
help-export = Save a statement or the debit dates for other programs
help-reminders = Show the reminders that are due
help-accounts = Show the accounts that are kept
help-providers = Show the providers whose cabinets Kabinet can read
help-doctor = Check how the cabinet is read, and save a report for the developers
help-sign-out = Delete the password and, if asked, all data
help-backup = Write everything that is kept to one file under a passphrase
help-restore = Bring everything back from such a file, in place of what is kept now
help-encrypt = Encrypt the kept data with a key in the keyring or with a passphrase
help-decrypt = Keep the data unencrypted, with checksums only
help-forget-passphrase = Put the kept data aside whose passphrase is forgotten
help-manual = Write the manual pages and the completions of shells, for packages
help-demo = Open a demo cabinet on this computer until Ctrl+C is pressed
help-exit-codes = Exit codes:
    {"  "}0  done
    {"  "}1  the answer could not be printed or written
    {"  "}2  the command was not understood or cannot be carried out
    {"  "}3  the site did not let you in
    {"  "}4  the site cannot be reached or is out of order
    {"  "}5  a page was not understood
    {"  "}6  only a browser can sign in
    {"  "}7  the stored data could not be opened
    {"  "}8  the site shows another account
    {"  "}9  the balance was read, but not everything; the answer says what was not
help-formats = Who reads the formats, and what to know:
    {"  "}csv        Excel and LibreOffice with Russian settings
    {"  "}csv-plain  pandas, Skrooge, your own programs; Skrooge takes a reworded operation for a new one, with OFX it does not
    {"  "}xlsx       Excel, LibreOffice, Gnumeric, pandas; months and totals on sheets of their own
    {"  "}pdf        to print, to look at, and for a screen reader
    {"  "}ofx        GnuCash, KMyMoney, HomeBank, Skrooge, Actual; a second import adds nothing twice; type the opening balance into Actual yourself
    {"  "}qif        GnuCash, Skrooge; only the file with the very first operation has the opening balance; if GnuCash asks for the order of dates, it is year, month, day; for Actual take ofx: in a second qif it leaves out equal sums of the same week
    {"  "}hledger    hledger, ledger, beancount by ledger2beancount; use include for files of periods: the command import adds their opening balances up
    {"  "}json       your own programs; sums are strings, never rounded
    {"  "}ics        calendars; if a day has moved, import again: a calendar that knows events by UID moves the old one; calcurse keeps both and does not remind
option-data_dir = The folder of the data; also the variable KABINET_DATA_DIR
option-json = Answer in JSON
option-help = Show this help
option-version = Show the version
option-provider = The provider, for example sevencom
option-site = The address of the site's front page; the provider's own if left out
option-city = The city that the site asks to choose
option-login = The login; “-” reads it from a line of standard input, before the password, so that nobody sees it in a list of programs
option-password_stdin = Take the password from the first line of standard input
option-passphrase = Encrypt with a passphrase in place of the keyring; it is asked at every start
option-passphrase_stdin = Take the passphrase of the kept data from a line of standard input, before the password
option-folder = The folder to write to
option-file = The file of the backup
option-no_keyring = Do not keep the password
option-account = The login of an account, where there are several
option-show = Show the description of this provider, as a file that can be corrected
option-report = The file to save the report in: no login, no names and no sums are in it
option-full = Read every month again
option-month = A month, for example 2021-11
option-words = The operation in the cabinet's words
option-kind = The kind of operation
option-until = The day until which the money is to last
option-query = What to find: words, an amount “500” or “>500”, a date “09.11.2021”, “2021” or “10.2021..11.2021”
option-format = Format: csv (for Excel), csv-plain, xlsx, pdf, ics (debit dates for a calendar), ofx, qif, hledger or json
option-from = First day, for example 2021-11-01
option-to = Last day
option-output = File; without it the statement goes to standard output
option-now = Take this for the present time, for example 2026-11-27T10:00:00+05:00
option-forget = Erase all that was read, too
option-port = The port; any free one if left out
option-today = The day that the demo cabinet shows
option-skin = A folder with other looks for the demo cabinet

## Errors

usage = { $kind ->
    [unknown] There is no such option: { $what }.
    [no-such-command] There is no such command: { $what }.
    [no-command] No command was given.
    [missing] Something that is needed was not given: { $what }.
    [value] The value { $value } does not fit: { $what }.
    [twice] This was given twice, or with what it does not go with: { $what }.
   *[other] The command is not written as it should be.
}
    .hint = Help: kabinet-cli --help
password_needed = A password is needed, and there is no terminal to ask at.
    .hint = Pass the password as the first line of standard input: --password-stdin
passphrases_differ = The passphrases differ, so nothing was done.
    .hint = Run the command again and enter the same passphrase twice.
foreign_host = The password goes to the site { $host }: a description file of the provider says so.
    .hint = If that file is not yours, stop with Ctrl+C. kabinet-cli providers shows the files.
no_password = No password came.
    .hint = Enter the password, or pass it as the first line of standard input: --password-stdin
bad-line = { $line ->
        [utf-16] The line of standard input is in UTF-16, so nothing was sent.
        [not-utf-8] The line of standard input is not in UTF-8, so nothing was sent.
        [long] The line of standard input is longer than 4096 bytes, so nothing was sent.
       *[control] The line of standard input has control characters, so nothing was sent.
    }
    .hint = { $line ->
        [utf-16] PowerShell writes files so by default. Write it with Set-Content -Encoding utf8, or type the password when asked.
        [not-utf-8] In cmd.exe run the command chcp 65001 first; in PowerShell set $OutputEncoding = [Text.Encoding]::UTF8. Or type the password when asked.
        [long] Pass only the password in the first line, or type it when asked.
       *[control] Pass only the password in the first line, or type it when asked.
    }
which_account = There is one password, and there are several accounts.
    .hint = Give a login: --account LOGIN
no_data_folder = This system has no place for the data.
    .hint = Give a folder: --data-dir DIR
binary_to_terminal = A terminal cannot show this format.
    .hint = Name a file: -o FILE
demo_not_started = The demo cabinet did not open. The reason: { $why }.
    .hint = Check the port and the folder of its looks, or start it without options.
output_failed = The answer could not be written. The reason: { $why }.
    .hint = Check that the disk has room, and try again.
system_failed = The system did not let the program start. The reason: { $why }.
    .hint = Close other programs and try again.

hint-no_account = Sign in to the cabinet: kabinet-cli sign-in --provider sevencom --login LOGIN
hint-which_account = Give a login: --account LOGIN. There are: { $kept }.
hint-nothing_read = Refresh the data: kabinet-cli sync
hint-password_needed = Run the command in a terminal, or pass the password as the first line of standard input: --password-stdin
hint-passphrase_needed = Run the command in a terminal, or pass the passphrase as the first line of standard input: --passphrase-stdin. If it is forgotten: kabinet-cli forget-passphrase
hint-another_account = Check the login. To replace the account, first forget the old one: kabinet-cli sign-out --forget
hint-database_damaged = Read the data from the site again: kabinet-cli sync. If kabinet-cli accounts no longer names the account, sign in first: kabinet-cli sign-in
hint-database_key_lost = Sign in again, and the data will be read from the site: kabinet-cli sign-in
hint-data_folder = Check that you may write to it, or give another one: --data-dir DIR

## Signing in, refreshing, signing out

ask-passphrase = Passphrase of the backup:{" "}
ask-data-passphrase = Passphrase of the kept data:{" "}
ask-new-passphrase = New passphrase of the kept data:{" "}
offer-passphrase = There is no keyring here. Passphrase for the kept data (press Enter to keep them unencrypted):{" "}
ask-passphrase-again = The passphrase again:{" "}
backed-up = The backup is written: { $file }. No passwords are in it. Without the passphrase nobody can open it.
restored = { $earlier ->
    [no] The data are back from the backup: { $file }.
   *[other] The data are back from the backup: { $file }. The earlier data were put aside: { $earlier }.
}
data-not-secret = The kept data are not encrypted: whoever has access to the file can read them. kabinet-cli encrypt encrypts them with a key in the keyring, kabinet-cli encrypt --passphrase with a passphrase.
encrypted = The kept data are encrypted, and their key is in the keyring.
encrypted-by-passphrase = The kept data are encrypted. Write the passphrase down: nobody can open them without it, and it is asked at every start.
passphrase-forgotten = { $file ->
    [no] The kept data need no passphrase, and stay as they are.
   *[other] The data were put aside: { $file }. Sign in again, and the data will be read from the site: kabinet-cli sign-in
}
decrypted = The kept data are no longer encrypted: whoever has access to the file can read them.
ask-password = Password of { $login }:{" "}
progress = { $login }: { $step ->
    [signing-in] signing in
    [account] account page
   *[months] months
}
signed-in = You are signed in. Account: { $account }.
signed-out = { $forgotten ->
    [yes] The data are erased and the account is forgotten: { $account }.
   *[no] You are signed out; what was read is kept. Account: { $account }.
}
unread-hint = To see what is wrong and save a report for the developers: kabinet-cli doctor --report FILE
refreshed = The account { $account } is refreshed. Months read: { $months }, new operations: { $entries }.
demo-open = The demo cabinet is open: { $url }
    Login: { $login }
    Password: { $password }
    Press Ctrl+C to close it.

## Accounts

no-accounts = The accounts will be here. The first: kabinet-cli sign-in --provider sevencom --login LOGIN
login = Login
account-number = Account
provider = Provider
provider-name = Name
site = Site
time-zone = Time zone
described-in = Described in
compiled-in = the program
city = City
refreshed-at = Refreshed
read = { $read }
read-then-failed = { $read }; { $failed } it failed: { $why }
only-failed = { $failed } it failed: { $why }
never-read = not yet

## Summary

account = account { $account }
service = Service
service-price = {"  "}{ $name }: { $price } a month, { $date }
balance = Balance: { $balance } ({ $age })
next-debit = Next debit: { $date }, { $ahead }.
debit-site-late = The debit was to be on { $date }, and the site does not show the next one yet.
debit-is-over = The debit was to be on { $date }. Refresh the data to see the next one.
enough = { $price }: there is enough money.
not-enough = { $price }: { $shortfall } short.
paid-until = Paid until
tariff = Tariff for a month
offer = Paid for { $months ->
    [one] { $months } month
   *[other] { $months } months
} ahead: { $price }
pay = Pay
change-tariff = Change the tariff

## Statement

month-unread = { $month }: { $why }
no-months = The statement will be here. Refresh the data: kabinet-cli sync
no-entries = There were no operations.
month = Statement for { $month }
    Opening { $opening }, paid { $paid }, charged { $charged }, closing { $closing }
date = Date
operation = Operation
opening = Before
amount = Amount
closing = After

## Search

nothing-found = Nothing was found. Try less: the beginning of a word, a range of sums, or only a year.
found = Operations found: { $count }. Paid { $paid }, charged { $charged }.

## Reminders

no-reminders = There is nothing to remind of now.
next-reminder = The next reminder: { $moment }.

## What the sums mean

no-findings = The statement does not contradict itself.
no-changes = Nothing has changed since the first refresh.
runs-out = The money lasts until { $date }.
to-pay = To last to { $date }, pay now: { $amount }.
regular = Regular: “{ $operation }”, { $amount }, { $months ->
    [1] every month
   *[other] every { $months } months
}. Next: { $date }.
year = { $is ->
    [last] The last 12 months
   *[calendar] { $year }
}
    Opening balance { $opening }, paid { $paid }, charged { $charged }, closing balance { $closing }
kind = Kind
count = Operations
kind-name = { $kind ->
    [payment] Payment
    [fee] Subscription fee
    [one_off] One-off service
    [correction] Correction
    [refund] Refund
    [equipment] Equipment
    [bonus] Bonus
   *[other] Other
}

## A statement in a file

exported = { $entries ->
    [one] { $entries } record saved
   *[other] { $entries } records saved
}: { $file }

doctor-page = { $page }: { $address }
  answer { $status }, { $time } ms
doctor-found = {"  "}✓ «{ $label }»: by the words «{ $by }», { $score }
doctor-found-alone = {"  "}✓ «{ $label }»: { $score }
outcome = Outcome
months-read = Months
took-ms = ms
went-well = read
report-saved = The report is saved: { $file }. Every figure, name and address in it is replaced: it can be sent to the developers.
