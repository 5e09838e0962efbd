#!/usr/bin/env bash
# What surprises: xfce4-notifyd 0.7.3 lists "actions" among its capabilities, but a click on the
# notification itself never is the action "default": it only closes (NotificationClosed, reason 2, by
# the user) and no ActionInvoked is sent. A default action with words is drawn as a button like any
# other, and only that button reports it; one with an empty label, the usual way, is drawn not at all.
# Source: seen by clicking under Xvfb and watching the bus.
# Why it matters: "click the reminder to open the window" does nothing for Xfce's users. Offer a named
# action beside the default one.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

for p in xfce4-notifyd xvfb xauth xdotool dbus dbus-bin dbus-daemon libglib2.0-bin; do
    dpkg-query -W -f='${Status}' $p 2>/dev/null | grep -q 'ok installed' ||
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends $p; } >>apt.log 2>&1
done
dpkg-query -W xfce4-notifyd

cat >inside.sh <<'SH'
set -eu
notifyd=$(dpkg -L xfce4-notifyd | grep "/lib/.*/xfce4-notifyd$" | head -1)
"$notifyd" >daemon.log 2>&1 & daemon=$!
stdbuf -oL dbus-monitor "type='signal',interface='org.freedesktop.Notifications'" >bus & monitor=$!
trap 'kill $daemon $monitor' EXIT
to() { gdbus call --session --dest org.freedesktop.Notifications --object-path /org/freedesktop/Notifications --method "org.freedesktop.Notifications.$@"; }
tries=0
owned() { gdbus call --session --dest org.freedesktop.DBus --object-path /org/freedesktop/DBus --method org.freedesktop.DBus.NameHasOwner org.freedesktop.Notifications; }
until owned | grep -q true; do tries=$((tries + 1)); [ $tries -lt 50 ] || exit 1; sleep 0.2; done # a call would start a second daemon
to GetCapabilities >capabilities
sleep 1
try() { # actions, height of the click in per cent of the notification
    : >bus.before; cp bus bus.before
    to Notify made-up 0 '' Debit 'Tomorrow, 588.00' "$1" '{}' 0 >/dev/null; sleep 2
    window=$(xdotool search --onlyvisible --class xfce4-notifyd | tail -1)
    eval "$(xdotool getwindowgeometry --shell "$window" | grep -E '^(X|Y|WIDTH|HEIGHT)=[0-9]+$')"
    xdotool mousemove $((X + WIDTH / 2)) $((Y + HEIGHT * $2 / 100)); sleep 0.5; xdotool click 1; sleep 1.5; xdotool mousemove 1 1
    echo "$1, click at $2 %: $(tail -c +$(($(wc -c <bus.before) + 1)) bus | sed -n 's/.*member=\(ActionInvoked\|NotificationClosed\).*/\1/p; s/^ *string "\(.*\)"$/\1/p; s/^ *uint32 //p' | xargs)"
}
try "['default','']" 30
try "['default','Open']" 30
try "['default','Open']" 80
try "['default','','open','Open']" 80
SH
env HOME="$tmp" XDG_CONFIG_HOME="$tmp/config" NO_AT_BRIDGE=1 xvfb-run -a dbus-run-session -- sh inside.sh >seen 2>err.log || { cat seen; tail -5 err.log; die "the run failed"; }
cat seen
grep -q "'actions'" capabilities || die "no actions"
grep -qxF "['default',''], click at 30 %: NotificationClosed 1 2" seen || die "the default action without words"
grep -qxF "['default','Open'], click at 30 %: NotificationClosed 2 2" seen || die "the default action with words"
grep -qxF "['default','Open'], click at 80 %: ActionInvoked 3 default NotificationClosed 3 2" seen || die "the button of the default action"
grep -qxF "['default','','open','Open'], click at 80 %: ActionInvoked 4 open NotificationClosed 4 2" seen || die "the named action"
echo "As described."
