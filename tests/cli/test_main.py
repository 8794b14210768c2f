"""How the command ends; what a person can mend is never a traceback."""

import os
import socket
import subprocess
import sys
from types import SimpleNamespace

import pytest

import goldenthread.cli
from goldenthread.core.errors import UserError

START = "import sys; from goldenthread.cli import main; sys.exit(main())"


def command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", START, *words],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def only(monkeypatch, run) -> None:
    module = SimpleNamespace(NAME="try", SUMMARY="Try.", add_arguments=lambda parser: None, run=run)
    monkeypatch.setattr(goldenthread.cli, "command_modules", lambda: [module])


def raising(error: BaseException):
    def run(args) -> int:
        raise error

    return run


def test_a_mistake_is_told_in_a_sentence(monkeypatch, capsys):
    only(monkeypatch, raising(UserError("The file is empty. Nothing was stored. Send another.")))
    assert goldenthread.cli.main(["try"]) == 2
    said = capsys.readouterr()
    assert said.err == "The file is empty. Nothing was stored. Send another.\n"
    assert said.out == ""


def test_stopping_it_is_quiet(monkeypatch, capsys):
    only(monkeypatch, raising(KeyboardInterrupt()))
    assert goldenthread.cli.main(["try"]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_fault_of_ours_is_not_hidden(monkeypatch):
    only(monkeypatch, raising(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        goldenthread.cli.main(["try"])


def test_its_exit_code_is_the_commands(monkeypatch):
    only(monkeypatch, lambda args: 3)
    assert goldenthread.cli.main(["try"]) == 3


def test_a_reader_that_goes_away_is_no_fault():
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run(
        [sys.executable, "-c", START, "--help"],
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writer)
    assert result.stderr == ""


def test_version_and_help():
    assert command("--version").stdout.startswith("goldenthread 0.")
    assert "demo" in command("--help").stdout


def test_serving_without_a_database_says_what_to_do(tmp_path):
    result = command(
        "serve",
        "--port",
        "0",
        GOLDENTHREAD_HOME=str(tmp_path),
        DATABASE_URL="",
        DJANGO_SETTINGS_MODULE="goldenthread.config.settings",
    )
    assert result.returncode == 2
    assert "goldenthread migrate" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_taken_port_says_so(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = command(
            "demo",
            "--port",
            str(port),
            GOLDENTHREAD_HOME=str(tmp_path),
            DATABASE_URL="",
            DJANGO_SETTINGS_MODULE="goldenthread.config.settings",
        )
    assert result.returncode == 2
    assert f"Port {port}" in result.stderr
    assert not (tmp_path / "goldenthread.db").exists()
