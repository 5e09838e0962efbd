#!/usr/bin/env bash
# What surprises: KeePassXC 2.7.4, asked over the Secret Service to lock its collection, answers that nothing
# was locked and hands out a prompt, though locking asks nobody anything: no window appears, and the
# collection stays open until the client calls the prompt. gnome-keyring and KDE's wallet lock at once.
# A call with arguments of another type is answered with UnknownInterface, as if the whole service were
# missing, and not with an error of the arguments.
# Source: Debian's keepassxc on a bus of its own, asked by jeepney 0.8.0; the Secret Service specification
# allows a prompt wherever one is returned, and names locking among them.
# Why it matters: a program that locks "when idle" and drops the returned prompt leaves every password
# open in KeePassXC without a word; and one that looks for a missing service by the error's name takes a
# mistake of its own for a desktop without a keyring.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

for p in keepassxc dbus dbus-bin dbus-daemon; do
    dpkg-query -W -f='${Status}' $p 2>/dev/null | grep -q 'ok installed' ||
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends $p; } >>apt.log 2>&1
done
dpkg-query -W keepassxc
pip install --quiet --root-user-action=ignore --disable-pip-version-check --target lib jeepney==0.8.0

export HOME="$tmp" TMPDIR="$tmp" QT_QPA_PLATFORM=offscreen
mkdir -p .config/keepassxc
cat >.config/keepassxc/keepassxc.ini <<'INI'
[General]
ConfigVersion=2
UpdateCheckMessageShown=true
[GUI]
CheckForUpdates=false
[FdoSecrets]
Enabled=true
INI
group=AAECAwQFBgcICQoLDA0ODw==
cat >made-up.xml <<XML
<?xml version="1.0" encoding="UTF-8"?>
<KeePassFile><Meta><Generator>made up</Generator><CustomData><Item>
<Key>FDO_SECRETS_EXPOSED_GROUP</Key><Value>{00010203-0405-0607-0809-0a0b0c0d0e0f}</Value>
</Item></CustomData></Meta>
<Root><Group><UUID>$group</UUID><Name>Root</Name></Group><DeletedObjects/></Root></KeePassFile>
XML
printf 'made-up\nmade-up\n' | keepassxc-cli import --set-password made-up.xml made-up.kdbx >cli.log 2>&1

cat >ask.py <<'PY'
import sys, time
sys.path.insert(0, "lib")
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

bus = open_dbus_connection(bus="SESSION")
SECRETS = "org.freedesktop.secrets"

def call(path, interface, method, signature=None, body=()):
    address = DBusAddress(path, bus_name=SECRETS, interface=interface)
    return bus.send_and_get_reply(new_method_call(address, method, signature, body), timeout=10)

def service(method, signature, body):
    return call("/org/freedesktop/secrets", "org.freedesktop.Secret.Service", method, signature, body)

def until(what, check):
    for _ in range(150):
        value = check()
        if value:
            return value
        time.sleep(0.2)
    sys.exit(f"waited in vain: {what}")

def default():
    try:
        path = service("ReadAlias", "s", ("default",)).body[0]
    except Exception:
        return None
    return path if isinstance(path, str) and path.startswith("/org/") else None

def locked(path):
    reply = call(path, "org.freedesktop.DBus.Properties", "Get", "ss",
                 ("org.freedesktop.Secret.Collection", "Locked"))
    return reply.body[0][1]

path = until("an open collection", lambda: (path := default()) and locked(path) is False and path)
print("locked at first:", locked(path))
wrong = service("Lock", "o", (path,))
print("wrong arguments:", wrong.header.fields.get(4))
done, prompt = service("Lock", "ao", ([path],)).body
print("locked by the call:", len(done), "and a prompt:", prompt != "/")
time.sleep(3)
print("locked after 3 s:", locked(path))
call(prompt, "org.freedesktop.Secret.Prompt", "Prompt", "s", ("",))
until("a locked collection", lambda: locked(path))
print("locked after the prompt: True")
PY
cat >inside.sh <<'SH'
set -eu
printf 'made-up\n' | keepassxc --pw-stdin made-up.kdbx >keepassxc.log 2>&1 & keepassxc=$!
trap 'kill $keepassxc; wait $keepassxc || true' EXIT
python3 ask.py
SH
dbus-run-session -- bash inside.sh >seen 2>err.log || { cat seen; tail -n 5 err.log keepassxc.log; die "the run failed"; }
cat seen
grep -q '^locked at first: False' seen || die "the collection was not open"
grep -q 'wrong arguments: org.freedesktop.DBus.Error.UnknownInterface' seen || die "another error"
grep -q '^locked by the call: 0 and a prompt: True' seen || die "the call locks, or gives no prompt"
grep -q '^locked after 3 s: False' seen || die "it locks by itself"
grep -q '^locked after the prompt: True' seen || die "the prompt does not lock"
echo "As described."
