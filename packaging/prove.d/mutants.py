"""Breaks Sources/Pure/CallPolicy on purpose, one place at a time, and lists what tests let live.

All mutants are built into one copy of the target; the variable MUTANT chooses the one that is
alive. A mutant is killed where the CallPolicy tests fail with it.

- a comparison or a logical operator becomes its neighbour
- a guard, or an `if` that returns, reports or counts, never does
- a condition of `where` is left out
- true and false change places
- a call that reports a fault is left out
- a number of Limits is one more
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TARGET = "Sources/Pure/CallPolicy"
DEPENDS = {
    "Timeline": [], "Geometry": [], "ByteCoding": [], "Patterns": [],
    "ObjectStorage": ["Timeline", "ByteCoding"], "ClipFormat": ["Timeline", "ByteCoding"],
    "CallPolicy": ["Timeline", "Geometry", "ByteCoding", "Patterns", "ObjectStorage", "ClipFormat"],
}

# What each operator becomes.
SWAPS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&"}

SWITCH = '''
#if canImport(Glibc)
  import Glibc
#endif

private let alive = getenv("MUTANT").flatMap { Int(String(cString: $0)) } ?? 0

/// Whether the mutant of this number is the one that lives now.
func mutant(_ number: Int) -> Bool { alive == number }
/// The condition of an `if` that the mutant makes never true.
func unless(_ number: Int, _ condition: @autoclosure () -> Bool = true) -> Bool {
  alive != number && condition()
}
/// The condition of a `guard` or `where` that the mutant makes always true.
func always(_ number: Int, _ condition: @autoclosure () -> Bool) -> Bool {
  alive == number || condition()
}
func flipped(_ number: Int, _ value: Bool) -> Bool { alive == number ? !value : value }
func shifted(_ number: Int, _ value: Int) -> Int { alive == number ? value + 1 : value }
'''

def operator_name(number, operator):
    """A name of operator characters that stands for this mutant."""
    digits = "".join("~^%"[int(digit)] for digit in base3(number))
    return {"&&": "&", "||": "|"}.get(operator, operator[0] if operator[0] != "!" else "/") + digits + "*"


def base3(number):
    digits = ""
    while number:
        number, digit = divmod(number, 3)
        digits = str(digit) + digits
    return digits or "0"


def operator_code(name, number, operator):
    other = SWAPS[operator]
    if operator in ("&&", "||"):
        group = "LogicalConjunctionPrecedence" if operator == "&&" else "LogicalDisjunctionPrecedence"
        return f"""infix operator {name}: {group}
func {name} (left: Bool, right: @autoclosure () -> Bool) -> Bool {{
  mutant({number}) ? left {other} right() : left {operator} right()
}}
"""
    kind = "Equatable" if operator in ("==", "!=") else "Comparable"
    code = f"""infix operator {name}: ComparisonPrecedence
func {name} <Value: {kind}>(left: Value, right: Value) -> Bool {{
  mutant({number}) ? left {other} right : left {operator} right
}}
"""
    if kind == "Equatable":
        code += f"""func {name} <Value>(left: Value?, right: _OptionalNilComparisonType) -> Bool {{
  mutant({number}) ? left {other} right : left {operator} right
}}
@_disfavoredOverload
func {name} (left: some StringProtocol, right: some StringProtocol) -> Bool {{
  mutant({number}) ? left {other} right : left {operator} right
}}
"""
    return code


class Mutants:
    def __init__(self):
        self.list = []
        self.operators = []
        # The line that is changed, as it was.
        self.source = ""

    def add(self, path, line, what):
        self.list.append((path, line, what))
        return len(self.list)


def code_and_strings(line):
    """Marks which characters are code: not in a string literal, not in a comment."""
    marks, quoted, index = [], False, 0
    while index < len(line):
        character = line[index]
        if quoted and character == "\\":
            marks += [False, False]
            index += 2
            continue
        if character == '"':
            quoted = not quoted
            marks.append(False)
        elif not quoted and line.startswith("//", index):
            marks += [False] * (len(line) - index)
            break
        else:
            marks.append(not quoted)
        index += 1
    return marks


def balanced_end(lines, row, column):
    """Where the bracket that opens at (row, column) closes."""
    depth = 0
    while row < len(lines):
        marks = code_and_strings(lines[row])
        for index in range(column, len(lines[row])):
            if not marks[index]:
                continue
            if lines[row][index] in "([{":
                depth += 1
            elif lines[row][index] in ")]}":
                depth -= 1
                if depth == 0:
                    return row, index
        row, column = row + 1, 0
    raise ValueError("a bracket that does not close")


def mutate(path, text, mutants):
    lines = text.split("\n")
    # From the last line to the first, so that what is found stays where it is.
    for row in range(len(lines) - 1, -1, -1):
        mutants.source = lines[row].strip()
        drop_reports(path, lines, row, mutants)
        drop_conditions(path, lines, row, mutants)
        change_tokens(path, lines, row, mutants)
    return "\n".join(lines)


def drop_reports(path, lines, row, mutants):
    """A statement `faults.…(…)` or `check…(…)` that stands alone."""
    match = re.match(r"(\s+)((?:faults\.\w+|check\w+)\()", lines[row])
    if not match:
        return
    end, column = balanced_end(lines, row, match.end() - 1)
    rest = lines[end][column + 1:]
    if rest.strip().startswith("{"):
        end, column = balanced_end(lines, end, column + 1 + rest.index("{"))
        rest = lines[end][column + 1:]
    if rest.strip():
        return
    number = mutants.add(path, row + 1, "leaves out " + match.group(2) + "…)")
    lines[row] = match.group(1) + f"if unless({number}) {{ " + lines[row].lstrip()
    lines[end] += " }"


def split_condition(line, start):
    """The parts of a condition between top-level commas, and where it ends; None where it goes on
    on the next line."""
    marks, depth, parts, begin = code_and_strings(line), 0, [], start
    for index in range(start, len(line)):
        if not marks[index]:
            continue
        rest = line[index:]
        if depth == 0 and (rest.startswith(" {") or rest.startswith(" else {")):
            return parts + [line[begin:index]], index
        if line[index] in "([{":
            depth += 1
        elif line[index] in ")]}":
            depth -= 1
        elif line[index] == "," and depth == 0:
            parts.append(line[begin:index])
            begin = index + 1
    return None, None


def drop_conditions(path, lines, row, mutants):
    """`guard a else`, `if a {` and `where a` with plain conditions."""
    line = lines[row]
    head = re.match(r"\s*(?:\} else )?(if|guard) ", line)
    if head:
        parts, end = split_condition(line, head.end())
        if parts is None or parts[0].startswith("unless(") or any(re.match(r"\s*(let|case|var)\b", part) for part in parts):
            return
        condition = " && ".join(part.strip() for part in parts)
        never = line[head.end():end]
        number = mutants.add(path, row + 1, f"never does: {head.group(1)} {never}")
        drop = "unless" if head.group(1) == "if" else "always"
        lines[row] = f"{line[:head.end()]}{drop}({number}, {condition}){line[end:]}"
        return
    where = re.match(r"\s*(?:for .* )?where ", line)
    if where:
        parts, end = split_condition(line, where.end())
        if parts is None:
            parts, end = [line[where.end():]], len(line)
            if parts[0].count("(") != parts[0].count(")") or not next_is_brace(lines, row):
                return
        number = mutants.add(path, row + 1, f"leaves out: where {parts[0]}")
        lines[row] = f"{line[:where.end()]}always({number}, {parts[0]}){line[end:]}"


def next_is_brace(lines, row):
    return row + 1 < len(lines) and lines[row + 1].strip() == "{"


TOKEN = re.compile(r" (<=|>=|==|!=|&&|\|\||<|>) |\b(true|false)\b|(?<![\w.])(\d+)\b")


def change_tokens(path, lines, row, mutants):
    line = lines[row]
    if re.match(r"\s*(///?|import|package import|internal import|infix)", line):
        return
    if re.search(r"\b(func|extension|struct|enum|protocol)\b.*[<:]", line) and "{" not in line[-2:]:
        return
    marks = code_and_strings(line)
    is_limit = path.endswith("Limits.swift")
    for match in reversed(list(TOKEN.finditer(line))):
        start, end = match.span()
        if not all(marks[start:end]):
            continue
        if match.group(1):
            operator = match.group(1)
            number = mutants.add(path, row + 1, f"{operator} becomes {SWAPS[operator]}: {mutants.source}")
            name = operator_name(number, operator)
            mutants.operators.append(operator_code(name, number, operator))
            line = f"{line[:start]} {name} {line[end:]}"
        elif match.group(2) and not re.search(r"case .*$", line[:start]):
            number = mutants.add(path, row + 1, f"{match.group(2)} is turned: {mutants.source}")
            line = f"{line[:start]}flipped({number}, {match.group(2)}){line[end:]}"
        elif match.group(3) and is_limit and "static let" in line:
            if re.search(r"\.\d*$", line[:start]) and "..." not in line[:start][-3:]:
                continue
            if line[end:end + 1] == "." and "..." not in line[end:end + 3]:
                continue
            number = mutants.add(path, row + 1, f"{match.group(3)} is one more: {mutants.source}")
            line = f"{line[:start]}shifted({number}, {match.group(3)}){line[end:]}"
    lines[row] = line


def write_package(folder):
    """The target with what it needs and its tests, as a package of its own."""
    for name in DEPENDS:
        shutil.copytree(f"{ROOT}/Sources/Pure/{name}", f"{folder}/Sources/{name}")
    shutil.copytree(f"{ROOT}/Tests/CallPolicyTests", f"{folder}/Tests/CallPolicyTests")
    os.makedirs(f"{folder}/Sources/TestSupport")
    shutil.copy(f"{ROOT}/Tests/TestSupport/SeededGenerator.swift", f"{folder}/Sources/TestSupport")
    depends = DEPENDS | {"TestSupport": ["Geometry"]}
    targets = [
        f'.target(name: "{name}", dependencies: {json_list(parts)}, swiftSettings: ours),'
        for name, parts in depends.items()
    ]
    tested = json_list(["CallPolicy", "TestSupport", "Patterns", "Timeline", "Geometry"])
    with open(f"{folder}/Package.swift", "w") as file:
        file.write(
            "// swift-tools-version: 6.2\nimport PackageDescription\n"
            "let ours: [SwiftSetting] = [\n"
            '  .enableUpcomingFeature("ExistentialAny"), '
            '.enableUpcomingFeature("InternalImportsByDefault"),\n'
            '  .enableUpcomingFeature("MemberImportVisibility"),\n]\n'
            'let package = Package(name: "mutants", targets: [\n  ' + "\n  ".join(targets)
            + f'\n  .testTarget(name: "CallPolicyTests", dependencies: {tested}),\n])\n')


def json_list(words):
    return "[" + ", ".join(f'"{word}"' for word in words) + "]"


def run_tests(folder, number, path="", patience=600):
    """Whether all tests pass with this mutant alive; a trap or a hang is a failure."""
    environment = dict(os.environ, MUTANT=str(number))
    command = [f"{folder}/.build/release/mutantsPackageTests.xctest", "--testing-library",
               "swift-testing"]
    # A million numbers take longer than all else, and concern one file.
    if number and not path.endswith("CustomerList.swift"):
        command += ["--skip", "million"]
    try:
        done = subprocess.run(
            command, env=environment, timeout=patience, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main():
    # Ended from outside, too, it takes its tests with it and leaves nothing behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    mutants = Mutants()
    folder = tempfile.mkdtemp(prefix="callreel-mutants-")
    try:
        write_package(folder)
        target = f"{folder}/Sources/CallPolicy"
        for name in sorted(os.listdir(target)):
            with open(f"{target}/{name}") as file:
                text = file.read()
            with open(f"{target}/{name}", "w") as file:
                file.write(mutate(f"{TARGET}/{name}", text, mutants))
        with open(f"{target}/Mutants.swift", "w") as file:
            file.write(SWITCH + "".join(mutants.operators))
        build = ["swift", "build", "--package-path", folder, "--build-tests", "-c", "release",
                 "-Xswiftc", "-enable-testing"]
        built = subprocess.run(
            build, env=dict(os.environ, TMPDIR=folder), stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True)
        if built.returncode:
            print("\n".join(line for line in built.stdout.split("\n") if "error" in line)[:8000])
            sys.exit("mutants: the mutated target does not build")
        begun = time.monotonic()
        if not run_tests(folder, 0):
            sys.exit("mutants: the tests fail without any mutant")
        # A loop that never ends is noticed, too.
        patience = max(20, 10 * (time.monotonic() - begun))
        every = sorted(range(1, len(mutants.list) + 1), key=lambda number: mutants.list[number - 1])
        wanted = [int(word) for word in sys.argv[1:]] or every
        alive = 0
        for number in wanted:
            path, line, what = mutants.list[number - 1]
            lives = run_tests(folder, number, path, patience)
            alive += lives
            print(f"{'ALIVE ' if lives else 'killed'} {number} {path}:{line}: {what}", flush=True)
        print(f"{len(wanted)} mutants, {len(wanted) - alive} killed, {alive} alive")
        sys.exit(1 if alive else 0)
    finally:
        if not os.environ.get("KEEP"):
            shutil.rmtree(folder, ignore_errors=True)
        else:
            print(folder)


main()
