"""`onrecord serve`: it starts, says where, answers, and ends when it is told to."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import onrecord

COMMAND = [sys.executable, "-m", "onrecord", "serve"]
LINE = re.compile(r"accession\.db: (http://\S+/) \(Ctrl-C ends\)\n")


@contextmanager
def serving(record: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command at work, and the first line that it prints."""
    with subprocess.Popen(
        [*COMMAND, str(record), *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline()
        finally:
            process.kill()


def refused(*options: str) -> str:
    done = subprocess.run([*COMMAND, *options], capture_output=True, text=True, timeout=30)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


def test_it_prints_its_address_answers_there_and_ends_quietly(example):
    with serving(example, "--port", "0") as (process, line):
        found = LINE.fullmatch(line)
        assert found
        assert found[1].startswith("http://127.0.0.1:")
        with urlopen(found[1], timeout=30) as answer:
            assert answer.status == 200
            assert "server" not in {name.casefold() for name in answer.headers}
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
        assert (process.returncode, err) == (0, "")
        assert out.count("\n") <= 1  # where to review


def test_a_server_starts_without_what_only_builds_and_rulings_take():
    script = (
        "import sys, onrecord.web.app; print([one for one in ('spacy', 'numpy', 'pyarrow') if one in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_port_that_is_taken_is_told_with_the_mend(example):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        told = refused(str(example), "--port", str(taken.getsockname()[1]))
    assert "something else listens there already" in told
    assert "--port 0" in told


def test_a_host_that_is_none_is_told(example):
    assert "there is no host 'no.such.host.invalid'" in refused(str(example), "--host", "no.such.host.invalid")
    assert "no address of this machine" in refused(str(example), "--host", "192.0.2.1", "--port", "0")


def test_what_is_no_record_is_told(tmp_path):
    assert "there is no record" in refused(str(tmp_path / "none.db"))
    foreign = tmp_path / "notes.txt"
    foreign.write_text("words")
    assert "not" in refused(str(foreign))
    assert foreign.read_text() == "words"
    assert "is a directory" in refused(str(tmp_path))


def test_listening_beyond_this_machine_is_warned_of_in_one_line(example):
    with serving(example, "--port", "0", "--host", "0.0.0.0") as (process, line):
        assert LINE.fullmatch(line)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        assert err == "onrecord: listening at 0.0.0.0: whoever reaches this machine there can read the record\n"


def test_the_python_twin_serves_and_can_be_interrupted(example, capsys, monkeypatch):
    """From a thread of its own a signal cannot come, so the main thread is told as Ctrl-C tells it."""
    opened = []
    monkeypatch.setattr("webbrowser.open", opened.append)

    def interrupt() -> None:
        while not opened:
            pass_on.wait(0.01)
        with urlopen(opened[0], timeout=30) as answer:
            opened.append(answer.status)
        os.kill(os.getpid(), signal.SIGINT)

    pass_on = threading.Event()
    visitor = threading.Thread(target=interrupt)
    visitor.start()
    onrecord.serve(example, port=0, open_browser=True)
    visitor.join()
    assert opened[1] == 200
    assert LINE.match(capsys.readouterr().out)
