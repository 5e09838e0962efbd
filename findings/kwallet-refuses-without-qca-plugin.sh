#!/usr/bin/env bash
# What surprises: kwalletd5 5.103 takes the name of the Secret Service and lists the encrypted kind of
# session, yet answers a request for one with an error where the plugin of QCA for OpenSSL is not
# installed. Debian only recommends that package (libqca-qt5-2-plugins), so an installation without
# recommended packages lacks it. A session in the clear is given without a word.
# Source: seen by asking kwalletd5 for both kinds of session on a bus of its own, with the plugin's
# library package alone.
# Why it matters: a client that takes every failure of the first request for «no keyring» keeps no
# password on such a system. It can ask for a session in the clear: the bus belongs to one user.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

for p in libkf5wallet-bin dbus libglib2.0-bin; do
    dpkg-query -W -f='${Status}' $p 2>/dev/null | grep -q 'ok installed' ||
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends $p; } >>apt.log 2>&1
done
dpkg-query -W libkf5wallet-bin
if dpkg-query -W -f='${Status}' libqca-qt5-2-plugins 2>/dev/null | grep -q 'ok installed'; then
    die "libqca-qt5-2-plugins is installed here; run this where it is not"
fi

cat >ask.sh <<'S'
export HOME="$PWD" XDG_RUNTIME_DIR="$PWD" QT_QPA_PLATFORM=offscreen
kwalletd5 >kwallet.log 2>&1 & wallet=$!
trap 'kill $wallet' EXIT
gdbus wait --session --timeout 20 org.freedesktop.secrets
ask() {
    gdbus call --session --dest org.freedesktop.secrets --object-path /org/freedesktop/secrets \
        --method org.freedesktop.Secret.Service.OpenSession "$1" "$2" 2>&1 || true
}
bytes=$(printf '0x%02x,' 1 $(seq 2 127))0x7f
ask dh-ietf1024-sha256-aes128-cbc-pkcs7 "<[byte $bytes]>" >encrypted
ask plain "<''>" >plain
S
chmod 700 "$tmp"
dbus-run-session -- bash ask.sh 2>bus.log
echo "--- an encrypted session:"; cat encrypted
echo "--- a session in the clear:"; cat plain
grep -q 'createDLGroup failed' encrypted || die "an encrypted session is not refused"
grep -q '/org/freedesktop/secrets/session/' plain || die "a session in the clear is refused"
echo "As described: refused where the plugin is missing, and given in the clear."
