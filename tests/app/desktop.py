# SPDX-License-Identifier: GPL-3.0-or-later
"""A private desktop for a test: X server, window manager, session bus, accessibility bus, home.

A test script calls enter() first. Outside a private desktop, that starts one, runs the same script
again inside it and exits with the script's exit code; inside, it returns the Desktop. So the
script's own process is on the private session bus from its first line, as AT-SPI needs it.

Everything that runs on the desktop carries a token in its environment. At the end, and also when
the script or the process that watches it is killed, every process with that token is ended by its
id; nothing else is ever touched. A guard process outside the process group sees to the second case.
"""

import ctypes
import os
import pathlib
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

TOKEN = "SCH_TEST_DESKTOP"
OUTER_TMP = "SCH_TEST_OUTER_TMP"
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
START_SECONDS = 20
NEEDED = ("Xvfb", "metacity", "dbus-run-session", "dbus-daemon", "xdotool", "xprop", "import")


class DesktopError(Exception):
    """The private desktop could not be made; the message says what is missing."""


class Desktop:
    """What a test may know about the private desktop that it runs in."""

    def __init__(self):
        self.root = pathlib.Path(os.environ[TOKEN])
        self.home = pathlib.Path(os.environ["HOME"])
        self.display = os.environ["DISPLAY"]
        width, height = os.environ["SCH_TEST_SCREEN"].split("x")
        self.size = (int(width), int(height))
        self.wm = None

    def folder(self, name):
        """A new empty folder below the desktop's own, removed with it."""
        path = self.root / name
        path.mkdir(parents=True)
        return path

    def write_settings(self, values, path="org/scholiast/Scholiast"):
        """Sets GSettings keys before the application starts; values are GVariant texts. Only on a
        desktop with persistent settings."""
        if os.environ["GSETTINGS_BACKEND"] != "keyfile":
            raise DesktopError("Settings are in memory here: enter() with persistent_settings")
        file = pathlib.Path(os.environ["XDG_CONFIG_HOME"]) / "glib-2.0/settings/keyfile"
        file.parent.mkdir(parents=True, exist_ok=True)
        lines = ["[%s]" % path] + ["%s=%s" % item for item in values.items()]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def set_text_scale(self, factor):
        """Text of applications started from now on is that much larger (2 = 200 %)."""
        subprocess.run(["xprop", "-root", "-f", "RESOURCE_MANAGER", "8s", "-set",
                        "RESOURCE_MANAGER", "Xft.dpi:\t%d\n" % round(96 * factor)], check=True,
                       timeout=START_SECONDS)

    def start_window_manager(self):
        log = open(self.root / "metacity.log", "wb")
        self.wm = subprocess.Popen(["metacity", "--sm-disable"], stdout=log, stderr=log,
                                   stdin=subprocess.DEVNULL)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.wm.poll() is not None:
                raise DesktopError("metacity ended at start; see " + str(self.root))
            out = subprocess.run(["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"],
                                 capture_output=True, text=True, timeout=START_SECONDS)
            if "window id" in out.stdout:
                return
            time.sleep(0.02)
        raise DesktopError("metacity did not take the screen within %d s" % START_SECONDS)


def enter(screen=(1440, 900), persistent_settings=False):
    """Returns the Desktop when inside one; otherwise runs the script in a new one and exits.

    screen: (width, height) in pixels.
    persistent_settings: GSettings go to a file in the private home, and so outlive a restart of
    the application; otherwise they are in memory, fresh for each process.
    """
    if os.environ.get(TOKEN):
        desktop = Desktop()
        desktop.start_window_manager()
        return desktop
    try:
        code = run_inside([sys.executable] + sys.argv, screen, persistent_settings)
    except DesktopError as error:
        # A test without a display has failed; it is never skipped.
        print("1..1\nnot ok 1 private desktop\n# %s" % error, flush=True)
        code = 1
    sys.stdout.flush()
    os._exit(code)


def run_inside(command, screen=(1440, 900), persistent_settings=False):
    """Runs command (a list) on a new private desktop and returns its exit code."""
    missing = [tool for tool in NEEDED if not shutil.which(tool)]
    if missing:
        raise DesktopError("not installed: %s. Install: apt-get install xvfb metacity dbus "
                           "dbus-daemon xdotool x11-utils imagemagick" % ", ".join(missing))
    root = pathlib.Path(tempfile.mkdtemp(prefix="sch-desktop-"))
    guard = start_guard(root)
    # Orphans of the desktop become children of this process, which can then reap them.
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    previous = {}
    try:
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            previous[number] = signal.signal(number, interrupted)
        env = make_environment(root, screen, persistent_settings)
        env["DISPLAY"] = start_x_server(root, env, screen)
        child = start_session(root, env, command)
        code = child.wait()
        return code if code >= 0 else 128 - code
    except Interrupted as stop:
        return 128 + stop.number
    finally:
        for number, handler in previous.items():
            signal.signal(number, signal.SIG_IGN)
        end_processes(root)
        shutil.rmtree(root, ignore_errors=True)
        end_guard(guard)
        reap()
        for number, handler in previous.items():
            signal.signal(number, handler)


class Interrupted(Exception):
    def __init__(self, number):
        super().__init__(number)
        self.number = number


def interrupted(number, _frame):
    raise Interrupted(number)


def make_environment(root, screen, persistent_settings):
    env = dict(os.environ)
    for name in ("NO_AT_BRIDGE", "GTK_A11Y", "AT_SPI_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS",
                 "WAYLAND_DISPLAY", "XAUTHORITY", "GTK_THEME", "GDK_SCALE", "GDK_DPI_SCALE",
                 "LANG", "LANGUAGE", "GTK_MODULES", "GTK_IM_MODULE", "XMODIFIERS",
                 "ADW_DEBUG_COLOR_SCHEME", "ADW_DEBUG_HIGH_CONTRAST", "DESKTOP_STARTUP_ID",
                 "XDG_ACTIVATION_TOKEN", "XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE"):
        env.pop(name, None)
    for name, folder, mode in (("HOME", "home", 0o755),
                               ("XDG_CONFIG_HOME", "home/.config", 0o755),
                               ("XDG_DATA_HOME", "home/.local/share", 0o755),
                               ("XDG_STATE_HOME", "home/.local/state", 0o755),
                               ("XDG_CACHE_HOME", "home/.cache", 0o755),
                               ("XDG_RUNTIME_DIR", "run", 0o700),
                               ("TMPDIR", "tmp", 0o755)):
        path = root / folder
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(mode)
        env[name] = str(path)
    env.update({
        TOKEN: str(root),
        OUTER_TMP: tempfile.gettempdir(),
        "SCH_TEST_SCREEN": "%dx%d" % screen,
        "GDK_BACKEND": "x11",
        "GSK_RENDERER": "cairo",
        "GSETTINGS_BACKEND": "keyfile" if persistent_settings else "memory",
        "LC_ALL": "C.UTF-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    })
    return env


def start_x_server(root, env, screen):
    """Starts Xvfb on a display number that it finds free itself; returns ":N"."""
    read_end, write_end = os.pipe()
    log = open(root / "xvfb.log", "wb")
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write_end), "-screen", "0",
                               "%dx%dx24" % screen, "-nolisten", "tcp", "-noreset",
                               "-dpi", "96"],
                              env=env, pass_fds=(write_end,), stdin=subprocess.DEVNULL,
                              stdout=log, stderr=log, preexec_fn=die_with_parent)
    os.close(write_end)
    number = b""
    deadline = time.monotonic() + START_SECONDS
    while not number.endswith(b"\n"):
        left = deadline - time.monotonic()
        ready, _, _ = select.select([read_end], [], [], max(left, 0))
        chunk = os.read(read_end, 16) if ready else b""
        if not chunk:
            server.poll()
            raise DesktopError("Xvfb gave no display: "
                               + (root / "xvfb.log").read_text(errors="replace").strip()[-500:])
        number += chunk
    os.close(read_end)
    return ":" + number.decode().strip()


def start_session(root, env, command):
    """Runs command on a new session bus. What the bus and its services print goes to a file, so
    that the command's own output is all there is on stdout and stderr."""
    out, errors = os.dup(1), os.dup(2)
    script = 'exec "$@" >&%d 2>&%d %d>&- %d>&-' % (out, errors, out, errors)
    with open(root / "session.log", "wb") as log:
        session = ["dbus-run-session", "--", "/bin/sh", "-c", script, "sh"]
        child = subprocess.Popen(session + command, env=env, stdout=log, stderr=log,
                                 pass_fds=(out, errors), preexec_fn=die_with_parent)
    os.close(out)
    os.close(errors)
    return child


def die_with_parent():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start_guard(root):
    """A process that cleans up when this one is gone without doing so; for end_guard()."""
    read_end, write_end = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        os.close(read_end)
        return pid, write_end
    try:
        os.setsid()
        null = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(null, number)
        for number in range(3, 256):
            if number != read_end:
                try:
                    os.close(number)
                except OSError:
                    pass
        while os.read(read_end, 1):
            pass
        end_processes(root)
        shutil.rmtree(root, ignore_errors=True)
    finally:
        os._exit(0)


def reap():
    """Takes the exit codes of all children that have ended, so that none stays as a zombie."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except OSError:
        pass


def end_guard(guard):
    pid, pipe = guard
    os.close(pipe)
    try:
        os.waitpid(pid, 0)
    except OSError:
        pass


def token_processes(root):
    """The ids of all living processes that carry this desktop's token."""
    wanted = ("%s=%s" % (TOKEN, root)).encode()
    found = []
    for entry in os.listdir("/proc"):
        if not entry.isdigit() or int(entry) == os.getpid():
            continue
        try:
            with open("/proc/%s/environ" % entry, "rb") as stream:
                if wanted in stream.read().split(b"\0"):
                    found.append(int(entry))
        except OSError:
            continue
    return found


def end_processes(root, patience=3.0):
    """Ends the desktop's processes by id: SIGTERM, then SIGKILL after patience seconds."""
    started = time.monotonic()
    told = set()
    while True:
        living = token_processes(root)
        if not living:
            return
        late = time.monotonic() - started > patience
        for pid in living:
            if late or pid not in told:
                try:
                    os.kill(pid, signal.SIGKILL if late else signal.SIGTERM)
                except OSError:
                    pass
                told.add(pid)
        if time.monotonic() - started > 3 * patience:
            return
        time.sleep(0.03)
