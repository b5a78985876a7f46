# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting for a condition with a deadline: the only way in which tests wait."""

import time

import accessible


class DriverError(Exception):
    """What was asked for is not there, or did not come in time."""


def wait_until(condition, seconds, what, every=0.04):
    """Calls condition until it returns something true, and returns that.

    A failed accessibility call counts as "not yet": things come and go while one looks. When the
    time has passed, a DriverError says what did not happen.
    """
    deadline = time.monotonic() + seconds
    trouble = None
    while True:
        try:
            result = condition()
            trouble = None
            if result:
                return result
        except accessible.AccessError as error:
            trouble = error
        if time.monotonic() >= deadline:
            raise DriverError("Waited %g s in vain for %s%s"
                              % (seconds, what, " (%s)" % trouble if trouble else ""))
        time.sleep(every)
