# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a module's test_* functions on a private desktop and reports in TAP.

A test function takes one argument, a Test: it starts applications through it, which end with the
test, and gets folders of its own. When a test fails, a screenshot is saved, the accessibility tree
and the application's messages are printed, and it is tried once more; tests/count-results says how
many needed that.

    import tap

    def test_opens(t):
        app = t.start(args=[t.corpus("data/sample")])
        t.equal(app.view().title, "...", "title")

    if __name__ == "__main__":
        tap.main(globals())
"""

import os
import pathlib
import re
import signal
import sys
import time
import traceback

import desktop as desktops
import driver
import xinput
from waiting import DriverError, wait_until

TEST_SECONDS = 180
# A pointer or key event can get lost between the X server, the window manager and the application:
# what fails is tried once more, said so, and counted; what fails then is tried a last time when the other
# tests of the file are done. What is broken fails more often than this.
MAX_SECOND_TRIES = 3
MAX_LAST_TRIES = 1


class Failure(Exception):
    """An expectation that does not hold."""


class TooLong(Exception):
    """The whole test took longer than it may."""


class Test:
    def __init__(self, desktop, name):
        self.desktop = desktop
        self.name = name
        self.apps = []
        self.folders = 0

    def start(self, binary=None, args=(), env=None, wait=True, size=None, name=None):
        """Starts the application, waits for its window and gives it a size."""
        app = driver.App(self.desktop, name or "%s-%d" % (self.name, len(self.apps) + 1))
        self.apps.append(app)
        app.start(binary, args, env)
        if wait:
            app.wait_window()
            if size:
                app.resize(*size)
        return app

    def folder(self, name="folder"):
        self.folders += 1
        return self.desktop.folder("%s-%s-%d" % (self.name, name, self.folders))

    def corpus(self, source):
        """A writable copy of a corpus; source is relative to the repository's root."""
        target = self.folder("corpus") / pathlib.Path(source).name
        return driver.copy_corpus(driver.REPOSITORY / source, target)

    def equal(self, got, wanted, what="value"):
        if got != wanted:
            raise Failure("%s: got %r, wanted %r" % (what, got, wanted))

    def true(self, value, what):
        if not value:
            raise Failure("%s: got %r" % (what, value))

    def near(self, got, wanted, within, what):
        if abs(got - wanted) > within:
            raise Failure("%s: got %r, wanted %r ± %r" % (what, got, wanted, within))

    def becomes(self, condition, what, seconds=10):
        return wait_until(condition, seconds, what)

    def quiet(self, app):
        """The application printed no warning, critical or sanitizer report."""
        self.equal(app.complaints(), [], "messages of the application")

    def end(self):
        for app in self.apps:
            if app.running():
                app.kill()


def artifacts_folder():
    named = os.environ.get("SCH_TEST_ARTIFACTS")
    if named:
        path = pathlib.Path(named)
    elif driver.build_folder().is_dir():
        path = driver.build_folder() / "test-artifacts"
    else:
        # Not the desktop's own folder for temporary files, which goes with it.
        path = pathlib.Path(os.environ[desktops.OUTER_TMP]) / "scholiast-test-artifacts"
    path.mkdir(parents=True, exist_ok=True)
    return path


def comment(text):
    for line in str(text).rstrip("\n").splitlines():
        print("# " + line)
    sys.stdout.flush()


def report_failure(test):
    module = pathlib.Path(sys.argv[0]).stem
    try:
        picture = artifacts_folder() / ("%s-%s.png" % (module, test.name))
        xinput.screenshot(picture)
        comment("screenshot: %s" % picture)
    except (xinput.InputError, OSError) as error:
        comment("no screenshot: %s" % error)
    for app in test.apps:
        comment("%s: %s" % (app.name, "running" if app.running()
                            else "ended with %s" % app.process.returncode))
        comment(app.log()[-3000:])
        if app.running():
            comment(app.dump(250))


HELD = re.compile(r"^Watchdog: the main loop was held for (\d+) ms$", re.M)


def report_held(test):
    """Says how often the application did not come back to its main loop in time; what it did then goes
    to a file beside the screenshots."""
    logs = [app.log() for app in test.apps]
    held = [int(ms) for log in logs for ms in HELD.findall(log)]
    if not held:
        return
    name = "watchdog-%s-%s.txt" % (pathlib.Path(sys.argv[0]).stem, test.name)
    path = artifacts_folder() / name
    path.write_text("\n".join(line for log in logs for line in log.splitlines()
                              if line.startswith("Watchdog:")) + "\n")
    comment("watchdog: %d turns of the main loop over the limit, the longest %d ms of processor time; see %s"
            % (len(held), max(held), path))


def run_one(desktop, function, again=""):
    test = Test(desktop, function.__name__[len("test_"):].replace("_", "-") + again)

    def too_long(_number, _frame):
        raise TooLong("the test took more than %d s" % TEST_SECONDS)

    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(getattr(function, "seconds", TEST_SECONDS))
    passed, message = True, ""
    try:
        function(test)
    except (Failure, DriverError, TooLong, xinput.InputError) as error:
        passed, message = False, str(error) + "\n" + place_of(error)
    except Exception:
        passed, message = False, traceback.format_exc()
    finally:
        signal.alarm(0)
    if not passed:
        try:
            report_failure(test)
        except Exception:
            comment(traceback.format_exc())
    try:
        test.end()
        report_held(test)
    except Exception:
        passed, message = False, message + traceback.format_exc()
    return passed, message


def place_of(error):
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.name.startswith("test_")] or frames[-1:]
    return "at %s:%d: %s" % (pathlib.Path(own[-1].filename).name, own[-1].lineno, own[-1].line)


def main(namespace, screen=(1440, 900), persistent_settings=False, setup=None):
    """Runs all test_* functions of a module, or those named on the command line, and exits.

    setup(desktop) is called once before the first test.
    """
    desktop = desktops.enter(screen, persistent_settings)
    functions = [value for name, value in namespace.items()
                 if name.startswith("test_") and callable(value)]
    wanted = [name.replace("-", "_") for name in sys.argv[1:] if not name.startswith("-")]
    if wanted:
        functions = [each for each in functions if each.__name__[len("test_"):] in wanted
                     or each.__name__ in wanted]
    print("1..%d" % len(functions), flush=True)
    results = []
    second_tries = 0
    last = []
    try:
        if setup:
            setup(desktop)
    except Exception:
        comment(traceback.format_exc())
        print("Bail out! The preparation of the tests failed", flush=True)
        sys.exit(1)
    for function in functions:
        started = time.monotonic()
        title = function.__name__[len("test_"):].replace("_", " ")
        passed, message = run_one(desktop, function)
        if not passed and second_tries < MAX_SECOND_TRIES:
            second_tries += 1
            comment("FAILED AT THE FIRST TRY: %s\n%s" % (title, message))
            passed, message = run_one(desktop, function, "-again")
            title += " (second try)"
            if not passed and len(last) < MAX_LAST_TRIES:
                comment("FAILED AT THE SECOND TRY: %s\n%s" % (title, message))
                last.append((title, function))
                continue
        results.append(passed)
        report(len(results), title, passed, message, started)
    for title, function in last:
        started = time.monotonic()
        passed, message = run_one(desktop, function, "-at-last")
        results.append(passed)
        report(len(results), title.replace("second", "third"), passed, message, started)
    sys.stdout.flush()
    sys.exit(0 if results and all(results) else 1)


def report(number, title, passed, message, started):
    """A line of TAP; they are numbered as they come."""
    print("%s %d - %s # %.1f s" % ("ok" if passed else "not ok", number, title, time.monotonic() - started))
    comment(message)
