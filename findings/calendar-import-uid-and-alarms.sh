#!/usr/bin/env bash
# What surprises: what a calendar file promises by UID and VALARM depends on who imports it.
#   calcurse 4.7.1 keeps no UID: importing a file a second time gives every event twice. It drops the
#   alarm of an event of a whole day, and of an event with a time it keeps only that there is one: two
#   hours before comes back as TRIGGER:-P300S, five minutes.
#   khal 0.10.5 goes by UID alone: the same UID with another day moves the event (and keeps its alarm);
#   a new UID leaves the old day standing beside the new one.
# Source: seen by importing, and exporting again with calcurse.
# Why it matters: a program that exports the day of the next debit must keep one UID for one debit even
# when its day moves over the end of a month, must not promise reminders that the reader drops, and
# should say beside the button that importing twice may double.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

for p in khal calcurse; do
    dpkg-query -W -f='${Status}' $p 2>/dev/null | grep -q 'ok installed' ||
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends $p; } >>apt.log 2>&1
done
dpkg-query -W calcurse khal
export LC_ALL=C.UTF-8 HOME="$tmp" XDG_CACHE_HOME="$tmp/cache"

event() { # uid, start and end lines, trigger
    printf 'BEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20261128T120000Z\r\n%s\r\n%s\r\nSUMMARY:Debit\r\n' "$1" "$2" "$3"
    printf 'BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Top up\r\nTRIGGER:%s\r\nEND:VALARM\r\nEND:VEVENT\r\n' "$4"
}
calendar() { printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Made up//Finding//EN\r\n'; cat; printf 'END:VCALENDAR\r\n'; }
day() { event "$1" "DTSTART;VALUE=DATE:$2" "DTEND;VALUE=DATE:$3" -P2D | calendar; }

{ event debit-1@isp.example 'DTSTART;VALUE=DATE:20261130' 'DTEND;VALUE=DATE:20261201' -P2D
  event visit-1@isp.example 'DTSTART:20261130T140000' 'DTEND:20261130T150000' -PT2H; } | calendar >two.ics
mkdir cal
calcurse -q -C cal -D cal -i two.ics >/dev/null
calcurse -q -C cal -D cal -x | tr -d '\r' >once.ics
calcurse -q -C cal -D cal -i two.ics >/dev/null
calcurse -q -C cal -D cal -x | tr -d '\r' >twice.ics
count() { grep -c "$1" "$2" || true; }
echo "calcurse: 2 events with 2 alarms come back as $(count BEGIN:VEVENT once.ics) events, $(count ^UID once.ics) UIDs, $(count BEGIN:VALARM once.ics) alarm, $(grep TRIGGER once.ics); after a second import $(count BEGIN:VEVENT twice.ics) events"
[ "$(count BEGIN:VEVENT once.ics)" = 2 ] && [ "$(count ^UID once.ics)" = 0 ] && [ "$(count BEGIN:VALARM once.ics)" = 1 ] || die "calcurse's export"
grep -qx 'TRIGGER:-P300S' once.ics || die "calcurse's alarm"
[ "$(count BEGIN:VEVENT twice.ics)" = 4 ] || die "calcurse's second import"

mkdir isp
cat >khal.conf <<CONF
[calendars]
[[isp]]
path = $tmp/isp
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = $tmp/khal.db
[default]
default_calendar = isp
CONF
into_khal() { khal -c khal.conf import --batch -a isp "$1" 2>/dev/null; }
days() { khal -c khal.conf list --format '' --day-format '{date}' 2026-11-25 14d 2>/dev/null | xargs; }
day debit-1@isp.example 20261130 20261201 >a.ics; into_khal a.ics; one=$(days)
day debit-1@isp.example 20261201 20261202 >b.ics; into_khal b.ics; moved=$(days)
day debit-2@isp.example 20261202 20261203 >c.ics; into_khal c.ics; both=$(days)
echo "khal: $one; the same UID a day later: $moved; another UID another day later: $both"
grep -rq 'TRIGGER:-P2D' isp || die "khal drops the alarm"
[ "$one" = 2026-11-30 ] && [ "$moved" = 2026-12-01 ] && [ "$both" = "2026-12-01 2026-12-02" ] || die "khal's days"
echo "As described."
