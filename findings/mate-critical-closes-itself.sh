#!/usr/bin/env bash
# What surprises: mate-notification-daemon 1.26.0 closes a notification of urgency "critical" by itself
# after its usual seven seconds, as it does a normal one. Only the time limit 0 ("never") keeps it on the
# screen; urgency plays no part in it.
# Source: seen by sending three notifications and watching the bus for NotificationClosed; the Desktop
# Notifications Specification says that critical ones should not expire by themselves.
# Why it matters: a warning that has to be seen, sent with urgency critical and the server's own time
# limit (-1), is gone before anybody looks at the screen. Send the limit 0 beside the urgency.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

for p in mate-notification-daemon xvfb xauth dbus dbus-bin dbus-daemon libglib2.0-bin; do
    dpkg-query -W -f='${Status}' $p 2>/dev/null | grep -q 'ok installed' ||
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends $p; } >>apt.log 2>&1
done
dpkg-query -W mate-notification-daemon

cat >bus.conf <<'CONF'
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
CONF
cat >inside.sh <<'SH'
set -eu
/usr/lib/mate-notification-daemon/mate-notification-daemon >daemon.log 2>&1 & daemon=$!
stdbuf -oL dbus-monitor "type='signal',interface='org.freedesktop.Notifications',member='NotificationClosed'" >bus & monitor=$!
trap 'kill $daemon $monitor' EXIT
owned() { gdbus call --session --dest org.freedesktop.DBus --object-path /org/freedesktop/DBus --method org.freedesktop.DBus.NameHasOwner org.freedesktop.Notifications; }
tries=0
until owned | grep -q true; do tries=$((tries + 1)); [ $tries -lt 100 ] || exit 1; sleep 0.2; done
send() { # name, urgency, time limit
    gdbus call --session --dest org.freedesktop.Notifications --object-path /org/freedesktop/Notifications \
        --method org.freedesktop.Notifications.Notify -- made-up 0 '' "$1" 'Tomorrow, 588.00' '[]' "{'urgency': <byte $2>}" "$3" >/dev/null
}
send normal 1 -1; send critical 2 -1; send never 2 0
sleep 14
closed=$(grep -A1 'member=NotificationClosed' bus | sed -n 's/^ *uint32 //p' | sort | xargs)
echo "closed by themselves within 14 s, of 1 normal, 2 critical, 3 critical with the limit 0: $closed"
SH
env HOME="$tmp" XDG_CONFIG_HOME="$tmp/config" NO_AT_BRIDGE=1 xvfb-run -a dbus-run-session --config-file=bus.conf -- sh inside.sh >seen 2>err.log || { cat seen; tail -5 err.log; die "the run failed"; }
cat seen
grep -q ': 1 2$' seen || die "others were closed"
echo "As described."
