#!/usr/bin/env bash
# What surprises: kwalletd5 5.103 leaves out the zeros before the shared secret of a session of the
# Secret Service and derives another key than libsecret, gnome-keyring and KeePassXC, which fill it up
# to the 128 bytes of the prime. So one session in 256 has two keys: a secret for it is refused with
# «Can't find session», although the session is there, and one from it cannot be decrypted.
# Source: seen by opening sessions with kwalletd5 on a bus of its own until a secret began with a zero.
# Why it matters: a password is not found, or not kept, once in a while and never again when one looks.
# A client can begin a new session after such an error, and read back what it stored.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"; chmod 700 "$tmp"

for p in libkf5wallet-bin libqca-qt5-2-plugins dbus libglib2.0-bin python3-venv; do
    dpkg-query -W -f='${Status}' $p 2>/dev/null | grep -q 'ok installed' ||
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends $p; } >>apt.log 2>&1
done
dpkg-query -W libkf5wallet-bin libqca-qt5-2-plugins
python3 -m venv v && v/bin/pip install -q jeepney==0.9.0 cryptography==46.0.3

cat >ask.py <<'P'
import hashlib, hmac, secrets
from jeepney import DBusAddress, MatchRule, message_bus, new_method_call
from jeepney.io.blocking import Proxy, open_dbus_connection
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

# The second Oakley group of RFC 2409.
PRIME = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
    "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF", 16)
NAME, ROOT = "org.freedesktop.secrets", "/org/freedesktop/secrets"
bus = open_dbus_connection("SESSION")


def call(path, interface, method, signature, *body):
    address = DBusAddress(path, NAME, "org.freedesktop.Secret." + interface)
    answer = bus.send_and_get_reply(new_method_call(address, method, signature, body), timeout=30)
    return answer.header.message_type.name != "error", answer.body


def unlocked():
    collection = call(ROOT, "Service", "ReadAlias", "s", "default")[1][0]
    prompt = call(ROOT, "Service", "Unlock", "ao", [collection])[1][1]
    rule = MatchRule(type="signal", interface="org.freedesktop.Secret.Prompt", path=prompt)
    Proxy(message_bus, bus).AddMatch(rule)
    with bus.filter(rule) as answers:
        call(prompt, "Prompt", "Prompt", "s", "")
        bus.recv_until_filtered(answers, timeout=30)
    return collection


def session():
    private = secrets.randbits(1024)
    public = pow(2, private, PRIME).to_bytes(128, "big")
    kind = "dh-ietf1024-sha256-aes128-cbc-pkcs7"
    (_, theirs), path = call(ROOT, "Service", "OpenSession", "sv", kind, ("ay", public))[1]
    return path, pow(int.from_bytes(theirs, "big"), private, PRIME)


def key(shared):
    extracted = hmac.new(bytes(32), shared, hashlib.sha256).digest()
    return hmac.new(extracted, b"\x01", hashlib.sha256).digest()[:16]


def stored(collection, path, key):
    vector, padding = secrets.token_bytes(16), bytes([10]) * 10
    cipher = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
    secret = (path, vector, cipher.update(b"secret" + padding) + cipher.finalize(), "text/plain")
    properties = {"org.freedesktop.Secret.Item.Label": ("s", "made up")}
    return call(collection, "Collection", "CreateItem", "a{sv}(oayays)b", properties, secret, True)


collection = unlocked()
count = 0
while True:
    path, shared = session()
    count += 1
    padded, bare = shared.to_bytes(128, "big"), shared.to_bytes((shared.bit_length() + 7) // 8, "big")
    if count == 1:
        print("usual session: padded", stored(collection, path, key(padded))[0])
    if len(bare) < 128:
        print("session with a zero: padded", *stored(collection, path, key(padded)))
        print("session with a zero: bare", stored(collection, path, key(bare))[0])
        break
    call(path, "Session", "Close", None)
P
cat >ask.sh <<'S'
export HOME="$PWD" XDG_RUNTIME_DIR="$PWD" XDG_DATA_HOME="$PWD/data" XDG_CONFIG_HOME="$PWD/config"
export QT_QPA_PLATFORM=offscreen
mkdir config
printf '[Wallet]\nFirst Use=false\nPrompt on Open=false\nDefault Wallet=kdewallet\n' >config/kwalletrc
hash="[byte 0x01$(printf ', 0x%02x' $(seq 2 56))]"
kwallet() {
    gdbus call --session --dest org.kde.kwalletd5 --object-path /modules/kwalletd5 \
        --method org.kde.KWallet."$@"
}
# The first one makes the wallet, and the second one shows it.
for turn in 1 2; do
    kwalletd5 >kwallet.log 2>&1 & daemon=$!
    gdbus wait --session --timeout 20 org.kde.kwalletd5
    kwallet pamOpen kdewallet "$hash" 0 >pam.log
    for _ in $(seq 200); do kwallet isOpen kdewallet | grep -q true && break; done
    [ $turn = 2 ] || { kill $daemon; wait $daemon || true; }
done
v/bin/python ask.py >seen
kill $daemon
S
timeout 300 dbus-run-session -- bash ask.sh 2>bus.log || die "the wallet was not asked: $(tail -3 bus.log)"
cat seen
grep -q '^usual session: padded True' seen || die "a secret for a usual session is refused"
grep -q "^session with a zero: padded False .*Can't find session" seen || die "the padded key is the right one"
grep -q '^session with a zero: bare True' seen || die "the bare key is refused too"
echo "As described: where the shared secret begins with a zero, kwalletd5 leaves it out."
