#!/usr/bin/env bash
# What surprises: gtk_init of GTK 3.24 on X11 asks GLX for visuals before any window exists. Where the machine
# has no graphics card, Mesa loads the driver that emulates one, with LLVM: a program that has not yet drawn
# anything has written about ten megabytes more, and keeps them. With GDK_GL=disable it does not ask.
# Source: seen by running a program of one line, on a display of its own each time.
# Why it matters: a program that waits in the tray without a window pays for a graphics card that it never
# uses. GTK reads the variable as it begins; left set, it is inherited by every program that is opened.
set -eu
die() { echo "NOT as described: $*" >&2; exit 1; }
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT; cd "$tmp"

for package in libgtk-3-dev gcc pkg-config xvfb xauth libgl1-mesa-dri; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
        { apt-get update -qq && apt-get install -y -qq "$package"; } >apt.log 2>&1
done
dpkg-query -W libgtk-3-0 libgl1-mesa-dri

cat >begun.c <<'C'
#include <gtk/gtk.h>
#include <stdio.h>
#include <string.h>

int main(int count, char **arguments) {
    gtk_init(&count, &arguments);
    char line[4096];
    int has_driver = 0;
    long written = 0, part;
    FILE *maps = fopen("/proc/self/smaps", "r");
    while (fgets(line, sizeof line, maps)) {
        has_driver |= strstr(line, "libLLVM") != NULL;
        if (sscanf(line, "Private_Dirty: %ld", &part) == 1) written += part;
    }
    printf("%d %ld\n", has_driver, written);
    return 0;
}
C
gcc begun.c -o begun $(pkg-config --cflags --libs gtk+-3.0)
unset WAYLAND_DISPLAY GDK_BACKEND GDK_GL
begun() { env NO_AT_BRIDGE=1 LIBGL_ALWAYS_SOFTWARE=1 "$@" xvfb-run --auto-servernum ./begun 2>/dev/null | tail -1; }
read -r asked asked_kib < <(begun)
read -r quiet quiet_kib < <(begun GDK_GL=disable)
echo "after gtk_init: LLVM in memory: $asked, written: $asked_kib KiB"
echo "with GDK_GL=disable: LLVM in memory: $quiet, written: $quiet_kib KiB"
[ "$asked" = 1 ] || die "the driver is not loaded"
[ "$quiet" = 0 ] || die "the driver is loaded all the same"
[ $((asked_kib - quiet_kib)) -gt 6000 ] || die "it takes less"
echo "As described."
