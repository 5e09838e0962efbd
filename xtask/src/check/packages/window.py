"""Starts Kabinet as a menu would, and reads its window as a screen reader does.

Usage: window.py PRESS... -- SHOWN...: presses each button in turn, as soon as it is there, and
waits until each text is shown. Ends with 1 if something does not appear in time.
"""

import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

LIMIT = 90
PAUSE = 0.2


def within(node, depth=0):
    """Yields the node and everything below it."""
    yield node
    for index in range(node.get_child_count() if depth < 40 else 0):
        child = node.get_child_at_index(index)
        if child is not None:
            yield from within(child, depth + 1)


def nodes():
    """Returns everything that the program shows."""
    desktop = Atspi.get_desktop(0)
    programs = [desktop.get_child_at_index(index) for index in range(desktop.get_child_count())]
    return [node for program in programs if program is not None for node in within(program)]


def text_of(node):
    """Returns the name and the text of a node, with plain spaces."""
    shown = Atspi.Text.get_text(node, 0, -1) if "Text" in node.get_interfaces() else ""
    return f"{node.get_name() or ''} {shown}".replace("\u202f", " ").replace("\u00a0", " ")


def wait_for(what, found):
    """Waits until `found` returns something, and returns it."""
    end = time.monotonic() + LIMIT
    seen = []
    while time.monotonic() < end:
        try:
            seen = nodes()
            result = found(seen)
            if result:
                return result
        except gi.repository.GLib.Error:
            pass  # A node went away while it was read.
        time.sleep(PAUSE)
    texts = sorted({text_of(node).strip() for node in seen} - {""})
    sys.exit(f"«{what}» did not appear. Shown: {texts}")


def press(name):
    """Presses a button as soon as it is there."""

    def button(seen):
        roles = (Atspi.Role.PUSH_BUTTON, Atspi.Role.LINK)
        return next((node for node in seen if node.get_role() in roles and name in text_of(node)), None)

    Atspi.Action.do_action(wait_for(name, button), 0)


def main():
    arguments = sys.argv[1:]
    split = arguments.index("--")
    program = subprocess.Popen(["kabinet"])
    try:
        for name in arguments[:split]:
            press(name)
        for text in arguments[split + 1 :]:
            wait_for(text, lambda seen, text=text: any(text in text_of(node) for node in seen))
            print(f"shown: {text}")
    finally:
        program.terminate()
        program.wait()


main()
