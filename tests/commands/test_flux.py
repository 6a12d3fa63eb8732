"""Streams of real processes: terminals, poor encodings, readers that leave, full disks, closed descriptors."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import BUS, ECOLOGIE, JOUR, ROOT, processus

POSIX = pytest.mark.skipif(os.name != "posix", reason="descripteurs et signaux POSIX")
CLI = str(ROOT / "cli.py")
ESC = re.compile(rb"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("codage", ["ascii", "latin-1", "cp1252", "cp850", "utf-8"])
def test_text_is_readable_in_any_encoding(codage: str) -> None:
    done = processus("check", *JOUR, BUS, ECOLOGIE, str(ROOT / "absent é.yaml"), env={"PYTHONIOENCODING": codage})
    assert done.returncode == 2
    for raw in (done.stdout, done.stderr):
        text = raw.decode(codage)  # strict: no byte of another encoding
        assert not re.search(r"\\x|\\u|\ufffd|Ã|â€", text)
    text = done.stdout.decode(codage)
    accents = codage != "ascii"
    assert ("Prévenir la pauvreté" if accents else "Prevenir la pauvrete") in text
    assert ("✔ CONTRACTUALISABLE" if codage == "utf-8" else "+ CONTRACTUALISABLE") in text
    assert ("€" in text) == (codage in ("utf-8", "cp1252"))
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize("arguments", [("chek",), ("check", "--help"), ("doctor",), ("--date",)])
def test_so_are_help_and_usage_errors(arguments: tuple[str, ...]) -> None:
    done = processus(*arguments, env={"PYTHONIOENCODING": "ascii"})
    text = (done.stdout + done.stderr).decode("ascii")
    assert text
    assert not re.search(r"\\x|\\u", text)


@pytest.mark.parametrize("codage", ["ascii", "latin-1", "utf-16"])
def test_json_is_utf8_whatever_the_encoding(codage: str) -> None:
    asked = ("check", "--format", "json", *JOUR, BUS)
    done = processus(*asked, env={"PYTHONIOENCODING": codage})
    assert done.returncode == 0
    assert json.loads(done.stdout.decode("utf-8"))["projet"]["intitule"] == "Bus des familles"
    assert "Prévenir" in done.stdout.decode("utf-8")
    assert "Programme" in processus("doctor", "--format", "json", env={"PYTHONIOENCODING": codage}).stdout.decode()


@POSIX
@pytest.mark.parametrize(
    ("env", "couleur", "largeur"),
    [({}, True, 100), ({"NO_COLOR": "1"}, False, 100), ({"TERM": "dumb"}, False, 40), ({}, True, 40)],
)
def test_on_a_terminal(env: dict[str, str], couleur: bool, largeur: int) -> None:
    code, raw = _terminal(("check", *JOUR, BUS), largeur, env)
    assert code == 0
    assert bool(ESC.search(raw)) is couleur
    text = ESC.sub(b"", raw).decode()
    assert "\x1b" not in text
    assert "✔ CONTRACTUALISABLE" in text
    # A word that is longer than the line stays whole: here, the name of the file.
    assert max(len(line) for line in text.splitlines() if " " in line.strip()) <= largeur


def test_nothing_is_coloured_in_a_pipe() -> None:
    done = processus(
        "check", *JOUR, BUS, str(ROOT / "absent.yaml"), env={"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    )
    assert b"\x1b" not in done.stdout + done.stderr


@POSIX
@pytest.mark.parametrize(
    "arguments",
    [("check", "-v", *JOUR, *[BUS] * 30), ("check", "--format", "json", *JOUR, *[BUS] * 30), ("check", "--help")],
)
def test_a_reader_that_leaves_ends_it_in_silence(arguments: tuple[str, ...]) -> None:
    # The pipe is closed before anything is written: no race with the reader.
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        done = subprocess.run([sys.executable, CLI, *arguments], stdout=gone, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 141
    assert done.stderr == b""


@POSIX
def test_an_error_stream_that_leaves_does_too() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        done = subprocess.run([sys.executable, CLI, "chek"], stderr=gone, stdout=subprocess.PIPE, timeout=60)
    assert (done.returncode, done.stdout) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="/dev/full")
@pytest.mark.parametrize("forme", ["texte", "json"])
def test_a_full_disk_is_told_in_french(forme: str) -> None:
    with open("/dev/full", "wb") as full:
        arguments = [sys.executable, CLI, "check", "--format", forme, *JOUR, BUS]
        done = subprocess.run(arguments, stdout=full, stderr=subprocess.PIPE, timeout=60)
        assert done.returncode == 70
        assert done.stderr.decode() == "erreur\u00a0: la réponse n'a pas pu être écrite\u00a0: il n'y a plus de place\n"
        # And where not even that can be said, the code remains.
        silent = subprocess.run([sys.executable, CLI, "chek"], stdout=full, stderr=full, timeout=60)
        assert silent.returncode == 70


@POSIX
@pytest.mark.parametrize(("fermeture", "code"), [(">&-", 0), ("2>&-", 0), ("<&-", 0), (">&- 2>&- <&-", 0)])
def test_closed_descriptors(fermeture: str, code: int) -> None:
    command = f'"{sys.executable}" "{CLI}" check {" ".join(JOUR)} "{BUS}" {fermeture}'
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (code, b"")


@POSIX
def test_ctrl_c_while_reading_is_130() -> None:
    process = subprocess.Popen(
        [sys.executable, CLI, "check", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdin is not None
    # More than a pipe holds: once this is written, the process is reading and waits for the rest.
    process.stdin.write(b"# commentaire\n" * 100_000)
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert out == b""
    assert err.decode().strip() == "Interrompu."


def _terminal(arguments: tuple[str, ...], largeur: int, env: dict[str, str]) -> tuple[int, bytes]:
    """Run on a terminal of that width: exit code and what it showed."""
    import fcntl
    import pty
    import struct
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, largeur, 0, 0))
    process = subprocess.Popen(
        [sys.executable, CLI, *arguments],
        stdin=slave, stdout=slave, stderr=slave,
        env={**os.environ, "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8", **env},
    )  # fmt: skip
    os.close(slave)
    shown = b""
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:  # Linux: the other side is gone
            break
        if not part:
            break
        shown += part
    os.close(master)
    return process.wait(timeout=60), shown.replace(b"\r\n", b"\n")
