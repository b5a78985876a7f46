# SPDX-License-Identifier: GPL-3.0-or-later
"""What the lint tests share: where the tree is, and how findings are reported.

Every lint takes the root of the tree as its first argument, prints one finding a line as
"path:line: message", and exits 1 when it has any.
"""

import pathlib
import sys

SKIPPED_FOLDERS = {".git", "__pycache__", ".flatpak-builder", "subprojects"}


class Lint:
    def __init__(self, name):
        self.name = name
        if len(sys.argv) < 2:
            sys.exit(f"usage: {sys.argv[0]} ROOT [ARGUMENT...]")
        self.root = pathlib.Path(sys.argv[1]).resolve()
        self.arguments = sys.argv[2:]
        self.findings = 0

    def finding(self, path, line, message):
        path = pathlib.Path(path)
        if path.is_absolute() and path.is_relative_to(self.root):
            path = path.relative_to(self.root)
        print(f"{path}:{line}: {message}" if line else f"{path}: {message}")
        self.findings += 1

    def files(self, *patterns, under=("",)):
        """The files of the tree whose name matches, in order, without build folders."""
        found = set()
        for folder in under:
            top = self.root / folder
            for pattern in patterns:
                for path in top.rglob(pattern):
                    parts = path.relative_to(self.root).parts
                    if not path.is_file() or SKIPPED_FOLDERS.intersection(parts):
                        continue
                    if parts[0].startswith(("build", "_build")):
                        continue
                    found.add(path)
        return sorted(found)

    def relative(self, path):
        return path.relative_to(self.root).as_posix()

    def done(self):
        if self.findings:
            sys.exit(f"{self.name}: {self.findings} findings")
        print(f"{self.name}: nothing found")
        sys.exit(0)
