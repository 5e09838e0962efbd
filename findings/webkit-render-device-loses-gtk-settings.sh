#!/usr/bin/env bash
# What surprises: with WEBKIT_WEB_RENDER_DEVICE_FILE set, WebKitGTK 2.50 passes none of GTK's settings to its
# pages: the theme stays light, motion is not reduced, the caret blinks and the font is another, whatever the
# customer chose. The file need not exist; the variable is meant to name the graphics card that draws.
# Source: seen by a page that asks its own media queries, in a view without further settings.
# Why it matters: the variable spares a machine without a card the driver that emulates one, 13 megabytes. A
# program that sets it for that, or is started by one, is light on a dark desktop, and nothing says why.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

for package in gir1.2-webkit2-4.1 python3-gi xvfb xauth; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
        { apt-get update -qq && apt-get install -y -qq "$package"; } >apt.log 2>&1
done
dpkg-query -W libwebkit2gtk-4.1-0 libgtk-3-0

cat >page.py <<'PY'
import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2

PAGE = """<script>setTimeout(() => document.title =
  `dark ${matchMedia("(prefers-color-scheme: dark)").matches}, calm ${matchMedia("(prefers-reduced-motion: reduce)").matches}`,
1000)</script>"""


def show(view, _):
    if view.get_title():
        print(view.get_title())
        Gtk.main_quit()


view = WebKit2.WebView()
view.connect("notify::title", show)
window = Gtk.Window()
window.add(view)
window.show_all()
view.load_html(PAGE, None)
Gtk.main()
PY
mkdir -p config/gtk-3.0
printf '[Settings]\ngtk-application-prefer-dark-theme=true\ngtk-enable-animations=false\n' >config/gtk-3.0/settings.ini
unset WAYLAND_DISPLAY GDK_BACKEND WEBKIT_WEB_RENDER_DEVICE_FILE GTK_THEME
shown() {
    env XDG_CONFIG_HOME="$tmp/config" NO_AT_BRIDGE=1 "$@" \
        timeout 60 xvfb-run --auto-servernum /usr/bin/python3 page.py 2>/dev/null | tail -1
}
plain=$(shown)
named=$(shown WEBKIT_WEB_RENDER_DEVICE_FILE="$tmp/no-such-card")
echo "without the variable: $plain"
echo "with the variable: $named"
[ "$plain" = "dark true, calm true" ] || die "GTK's settings do not reach the page"
[ "$named" = "dark false, calm false" ] || die "they reach it all the same"
echo "As described."
