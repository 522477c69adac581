"""Run inside a network namespace that has nothing but this machine: fill, serve and read all."""

import fcntl
import socket
import struct
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.journeys.browser import launch, open_page
from tests.journeys.server import start_desk, stop_desk


def lift_loopback() -> None:
    """Bring up `lo`, which is down in a new namespace; elsewhere it is up already."""
    set_flags, is_up_and_running = 0x8914, 0x41
    with socket.socket() as any_socket:
        try:
            fcntl.ioctl(any_socket, set_flags, struct.pack("16sh14x", b"lo", is_up_and_running))
        except PermissionError:
            return


def has_no_way_out() -> bool:
    """Return whether another machine is out of reach, not merely silent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; asks the kernel for a route
        except OSError:
            return True
    return False


def main(home: Path, addresses: list[str]) -> None:
    """Open every page and say how many were read."""
    lift_loopback()
    print("no way out:", has_no_way_out())
    desk = start_desk(home)
    try:
        with sync_playwright() as playwright:
            browser = launch(playwright)
            shown = 0
            for address in addresses:
                with open_page(browser, desk.url) as page:
                    answer = page.goto(address)
                    assert answer
                    # without accounts some pages refuse, in words of their own
                    assert answer.status in {200, 403}, address
                    shown += answer.status == 200
            browser.close()
            assert shown >= 20
    finally:
        stop_desk(desk)
    print(len(addresses), "pages read")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
