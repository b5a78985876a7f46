#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each lint finds what it is for: run over small trees with one fault each. Prints TAP.

    check-lints.py ROOT
"""

import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SPDX = "/* SPDX-License-Identifier: GPL-3.0-or-later */\n\n"
TOP = SPDX + "/* Owns nothing. */\n\n"
GOOD_UI = """<interface>
  <template class="SchThing" parent="GtkWidget">
    <child><object class="GtkButton" id="add">
      <property name="icon-name">list-add-symbolic</property>
      <property name="tooltip-text" translatable="yes">Add</property>
      <accessibility><property name="label" translatable="yes">Add</property></accessibility>
    </object></child>
  </template>
</interface>
"""
PO = ('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
      '"MIME-Version: 1.0\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n"Language: de\\n"\n'
      '"Project-Id-Version: x\\n"\n"PO-Revision-Date: 2026-01-01 00:00+0000\\n"\n'
      '"Last-Translator: x <x@example.org>\\n"\n"Language-Team: x\\n"\n\n'
      '#, c-format\nmsgid "%u spans of %s"\nmsgstr "{}"\n')
WORD = "TO" + "DO"

# lint -> (files of a good tree, {name of a fault: files that bring it in})
CASES = {
    "format": (
        {"src/core/a.c": TOP + "int\none (void)\n{\n  return 1;\n}\n"},
        {"braces": {"src/core/a.c": TOP + "int one (void) { return 1; }\n"},
         "space": {"tests/a.c": TOP + "int a = f(1);\n"}}),
    "source": (
        {"src/core/a.c": TOP + "int a;\n"},
        {"length": {"src/core/a.c": TOP + "int a;\n" * 700},
         "licence": {"src/core/a.c": "/* Owns nothing. */\nint a;\n"},
         "purpose": {"src/core/a.c": SPDX + "int a;\n"},
         "unfinished": {"src/core/a.c": TOP + f"/* {WORD}: more */\n"},
         "space": {"src/core/a.c": TOP + "int a; \n"}}),
    "includes": (
        {"src/core/a.c": TOP + '#include "b.h"\n', "src/core/b.h": TOP, "src/app/w.h": TOP,
         "src/app/w.c": TOP + '#include <gtk/gtk.h>\n#include "b.h"\n'},
        {"toolkit": {"src/core/a.c": TOP + "#include <gtk/gtk.h>\n"},
         "toolkit in cli": {"src/cli/a.c": TOP + "#include <adwaita.h>\n"},
         "application": {"src/core/a.c": TOP + '#include "w.h"\n'},
         "clock": {"src/core/a.c": TOP + "gint64 t = g_get_real_time ();\n"}}),
    "ui": (
        {"data/ui/a.ui": GOOD_UI},
        {"broken": {"data/ui/a.ui": "<interface><object></interface>"},
         "id twice": {"data/ui/a.ui": GOOD_UI.replace(
             "</template>", '<child><object class="GtkBox" id="add"/></child></template>')},
         "untranslated": {"data/ui/a.ui": GOOD_UI.replace(
             'name="tooltip-text" translatable="yes"', 'name="tooltip-text"')},
         "no tooltip": {"data/ui/a.ui": GOOD_UI.replace(
             '<property name="tooltip-text" translatable="yes">Add</property>', "")},
         "no name": {"data/ui/a.ui": GOOD_UI.replace(
             '<accessibility><property name="label" translatable="yes">Add</property>'
             "</accessibility>", "")},
         "leaving": {"data/ui/a.ui": GOOD_UI.replace("GtkButton", "GtkTreeView")}}),
    "po": (
        {"po/POTFILES": "src/core/a.c\n", "po/LINGUAS": "de\n", "po/de.po": PO.format("%u von %s"),
         "src/core/a.c": TOP + 'char *a = _ ("%u spans of %s");\n'},
        {"file not listed": {"src/core/b.c": TOP + 'char *b = _("Text");\n'},
         "interface not listed": {"data/ui/a.ui": GOOD_UI},
         "listed but gone": {"po/POTFILES": "src/core/a.c\nsrc/core/b.c\n"},
         "nothing to translate": {"src/core/a.c": TOP + "int a;\n"},
         "placeholder": {"po/de.po": PO.format("%s von %u")},
         "language not listed": {"po/LINGUAS": "\n"},
         "file missing": {"po/LINGUAS": "ar de\n"}}),
    "man": (
        {"data/man/a.1": '.TH A 1 "2026" "a" "b"\n.SH NAME\na \\- b\n'},
        {"macro": {"data/man/a.1": '.TH A 1 "2026" "a" "b"\n.SH NAME\na \\- b\n.NOSUCH x\n'}}),
    "readme": (
        {"README.md": "Run `tests/go` and see [more](MORE.md).\n\n```\ntests/go\n```\n",
         "MORE.md": "", "tests/go": "#!/bin/sh\n"},
        {"link": {"README.md": "[more](LESS.md)\n"},
         "script": {"README.md": "Run `tests/come`.\n"},
         "mode": {"README.md": "```\ntests/plain\n```\n", "tests/plain": "text"}}),
    "scripts": (
        {"tests/go": "#!/bin/bash\ntrue\n", "tests/a.py": "a = 1\n"},
        {"shell": {"tests/go": "#!/bin/bash\nif true; then\n"},
         "python": {"tests/a.py": "a = (\n"},
         "which python": {"tests/b": "#!/usr/bin/env python3\n"}}),
}


def write(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if text.startswith("#!"):
            path.chmod(0o755)


def run(lint, root):
    return subprocess.run([sys.executable, str(HERE / f"check-{lint}.py"), str(root)],
                          capture_output=True, text=True, check=False)


def desktop_cases(root):
    """The good tree is the real one; each fault is put into a copy."""
    app = "data/org.scholiast.Scholiast"
    return {
        "category": (f"{app}.desktop.in", "Categories=", "Categories=Nonsense;"),
        "icon": (f"{app}.desktop.in", "Icon=", "Icon=nothing."),
        "metainfo": (f"{app}.metainfo.xml.in", "<summary>", "<summery>"),
        "id": (f"{app}.metainfo.xml.in", "<id>org", "<id>com"),
        "settings": (f"{app}.gschema.xml", 'type="b"', 'type="nonsense"'),
        "picture": ("data/icons/hicolor/symbolic/apps/org.scholiast.Scholiast-symbolic.svg",
                    'width="16"', 'width="17"'),
    }


def main(root):
    number = failed = 0

    def report(good, name, said):
        nonlocal number, failed
        number += 1
        failed += not good
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
        if not good:
            for line in said.splitlines():
                print(f"# {line}")

    for lint, (good, faults) in CASES.items():
        for name, files in [("", {}), *faults.items()]:
            with tempfile.TemporaryDirectory() as folder:
                tree = pathlib.Path(folder)
                shutil.copy(root / ".clang-format", tree)
                write(tree, good | files)
                done = run(lint, tree)
                said = done.stdout + done.stderr
                if done.returncode == 77:
                    number += 1
                    print(f"ok {number} - {lint} {name} # SKIP {said.splitlines()[0]}")
                elif name:
                    report(done.returncode == 1 and "Traceback" not in said,
                           f"{lint} finds: {name}", said)
                else:
                    report(done.returncode == 0, f"{lint} accepts a good tree", said)

    for name, (file, old, new) in desktop_cases(root).items():
        with tempfile.TemporaryDirectory() as folder:
            tree = pathlib.Path(folder)
            shutil.copytree(root / "data", tree / "data")
            shutil.copy(root / "NEWS", tree)
            path = tree / file
            path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
            done = run("desktop", tree)
            said = done.stdout + done.stderr
            report(done.returncode == 1 and "Traceback" not in said, f"desktop finds: {name}", said)
    print(f"1..{number}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
