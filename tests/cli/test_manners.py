from __future__ import annotations

import io
import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console
from rich.progress import Progress

from karvan import __version__
from karvan.cli import run, session
from karvan.cli.bars import Watch, watched
from karvan.cli.complaint import Crash, complain
from karvan.cli.session import Session
from karvan.cli.steps import StepLog
from karvan.errors import KarvanError, QuestionError, SnapshotMissing
from karvan.reports.i18n import template_map
from karvan.sources import fx_rates


def test_version_and_help_leave_with_zero(say):
    assert say("--version").out == f"{__version__}\n"
    assert say("--help").status == say().status == say("data", "--help").status == 0


def test_help_names_every_group(say):
    shown = say("--help").out
    assert [name for name in ("data", "doctor", "pack", "plan", "read") if f"  {name}: " in shown] == [
        "data", "doctor", "pack", "plan", "read",
    ]  # fmt: skip


def test_help_does_not_wait_for_frames_or_babel():
    heavy = "polars babel httpx openpyxl persiantools pycountry jinja2 ruamel"
    code = (
        "import sys; from karvan.cli import main; main(['data', '--help']); "
        f"sys.exit(' '.join(sorted(set({heavy!r}.split()) & set(sys.modules))))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ended.stderr, ended.returncode) == ("\n", 1)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["frob"], "karvan: There is no command frob here. See karvan --help.\n"),
        (["data", "frob"], "karvan: There is no command frob here. See karvan data --help.\n"),
        (
            ["data", "load", "fx_rates"],
            "karvan: PATH is needed. See karvan data load fx_rates --help.\n",
        ),
        (
            ["data", "load", "fx_rates", "a", "b"],
            "karvan: b is more than this command takes. See karvan data load fx_rates --help.\n",
        ),
        (
            ["data", "list", "--frob"],
            "karvan: There is no option --frob here. See karvan data list --help.\n",
        ),
        (["data", "list", "--lang", "de"], "karvan: karvan does not speak de. [--lang] Choose fa or en.\n"),
        (["--log-json"], "karvan: Option --log-json needs a value. See karvan --help.\n"),
    ],
)
def test_a_misused_command_is_told_in_one_paragraph(say, words, told):
    said = say(*words)
    assert (said.status, said.out, said.err) == (2, "", told)


def test_errors_are_told_in_persian_when_asked_for(say):
    words = template_map("fa")
    told = words["There is no command {words} here."].format(words="frob")
    fix = words["See karvan {command} --help."].format(command="data")
    assert say("--lang", "fa", "data", "frob").err == f"karvan: {told} {fix}\n"
    assert told != "There is no command frob here."


@pytest.mark.parametrize("words", [("--json", "data", "frob"), ("data", "frob", "--json")])
def test_json_errors_are_one_object_wherever_the_option_stands(say, words):
    said = say(*words)
    assert (said.status, said.out) == (2, "")
    assert said.error == {
        "code": "QuestionError",
        "message": "There is no command frob here.",
        "where": "",
        "fix": "See karvan data --help.",
        "exit_code": 2,
    }


def test_options_after_a_lone_dash_dash_belong_to_the_command():
    begun = Session()
    assert session.split(["read", "--json", "--", "--debug"], begun) == (
        Session(json=True),
        ["read", "--", "--debug"],
    )


def test_options_take_their_value_either_way():
    words = ["--lang=fa", "data", "--log-json", "-", "--debug", "list"]
    assert session.split(words, Session()) == (Session(debug=True, lang="fa", log_json="-"), ["data", "list"])


@pytest.mark.parametrize(
    ("environ", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "fa_IR.UTF-8"}, "fa"),
        ({"LANG": "fa_IR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_GB", "LC_MESSAGES": "fa_IR"}, "fa"),
        ({"LANG": "de_DE", "LC_ALL": ""}, "en"),
    ],
)
def test_language_comes_from_the_locale(environ, spoken):
    assert session.language(environ) == spoken


def test_an_unexpected_exception_is_our_bug_and_shows_no_traceback(monkeypatch, say):
    monkeypatch.setattr(run, "_called", lambda *_: [][1])
    said = say("data", "list")
    assert said.status == 70
    assert said.err.startswith("karvan: karvan made a mistake: IndexError: list index out of range. [")
    assert said.err.endswith("] Please report it, with the output of the same command and --debug.\n")
    assert len(said.err.splitlines()) == 1


def test_debug_shows_the_traceback_before_the_paragraph(monkeypatch, say):
    monkeypatch.setattr(run, "_called", lambda *_: [][1])
    lines = say("--debug", "data", "list").err.splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[-1].startswith("karvan: karvan made a mistake: IndexError")


def test_a_crash_keeps_its_cause():
    cause = ValueError("odd {braces}")
    crash = Crash.of(cause)
    assert (crash.__cause__, crash.exit_code) == (cause, 70)
    assert crash.text().startswith("karvan made a mistake: ValueError: odd {braces}.")


def test_keyboard_interrupt_leaves_with_130(monkeypatch, say):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "_called", interrupted)
    assert say("data", "list").status == 130


@pytest.mark.parametrize("error", [KarvanError("odd"), QuestionError("odd"), SnapshotMissing("odd")])
def test_every_error_leaves_with_its_own_status(error, capsys):
    assert complain(error, Session()) == error.exit_code
    assert capsys.readouterr().err == "karvan: odd\n"


def test_an_error_of_many_lines_is_still_one_paragraph(capsys):
    complain(QuestionError("first\nsecond {what}", fix="do\n\nthis", what="a  b"), Session())
    assert capsys.readouterr().err == "karvan: first second a b do this\n"


def test_a_reader_that_leaves_early_is_no_error(home):
    script = f"{sys.executable} -m karvan data list --json | head -c 1; exit ${{PIPESTATUS[0]}}"
    ended = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "{", "")


def test_a_full_disk_under_the_answer_is_one_paragraph(home):
    script = f"{sys.executable} -m karvan data list --json > /dev/full"
    ended = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert (ended.returncode, len(ended.stderr.splitlines())) == (6, 1)
    assert json.loads(ended.stderr)["error"]["message"] == "The system refused: No space left on device."


def test_a_folder_that_cannot_be_made_is_no_bug_of_ours(say):
    said = say("plan", "--region", "markazi", "--markets", "UZB", "--out", "/dev/null/out", "--json")
    assert (said.status, said.error["code"], said.error["where"]) == (6, "RenderError", "/dev/null/out")


def test_a_step_that_begins_ends_the_bar_of_the_one_before():
    with Progress(console=Console(file=io.StringIO())) as bar:
        watch = Watch(StepLog(None), bar)
        for step, done, total in [("read", 0, 0), ("write", 1, 4), ("write", 2, 4)]:
            watch.progress(step, done, total)
        shown = [(task.description, task.completed, task.total) for task in bar.tasks]
    assert shown == [("read", 1, 1), ("write", 2, 4)]


def test_the_first_interrupt_asks_and_the_second_kills(home):
    with watched() as watch:
        assert not watch.cancelled()
        signal.raise_signal(signal.SIGINT)
        assert watch.cancelled()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_an_interrupted_load_leaves_with_130_and_changes_nothing(monkeypatch, say, fx, home):
    read = fx_rates.read

    def interrupted(path):
        signal.raise_signal(signal.SIGINT)
        return read(path)

    monkeypatch.setattr(fx_rates, "read", interrupted)
    said = say("data", "load", "fx_rates", fx, "--json")
    assert (said.status, said.out, said.error["code"]) == (130, "", "Cancelled")
    assert not home.exists()


def test_steps_are_logged_with_seconds_and_rows(say, fx, tmp_path):
    log = tmp_path / "steps.jsonl"
    assert say("data", "load", "fx_rates", fx, "--log-json", log).status == 0
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [(line["step"], line["rows"]) for line in lines] == [
        ("read fx_rates", 1), ("write fx", 1), ("write", None),
    ]  # fmt: skip
    assert all(0 <= line["seconds"] < 60 for line in lines)


def test_steps_go_to_stderr_for_a_dash(say, fx):
    said = say("data", "load", "fx_rates", fx, "--log-json", "-")
    assert [json.loads(line)["step"] for line in said.err.splitlines()] == [
        "read fx_rates", "write fx", "write",
    ]  # fmt: skip


def test_a_log_that_cannot_be_written_stops_the_command(say, fx, home):
    said = say("data", "load", "fx_rates", fx, "--log-json", "/nowhere/steps.jsonl")
    assert said.status == 4
    assert said.err == (
        "karvan: The log cannot be written: No such file or directory. [/nowhere/steps.jsonl] "
        "Name a file in a folder that exists and that you may write to.\n"
    )
    assert not home.exists()


def test_python_minus_m_is_the_same_program():
    ended = subprocess.run(
        [sys.executable, "-m", "karvan", "--version"], capture_output=True, text=True, check=True
    )
    assert ended.stdout == f"{__version__}\n"


def test_home_follows_the_platform_and_xdg(monkeypatch):
    from karvan.cli.home import karvan_home

    monkeypatch.setattr(sys, "platform", "linux")
    user = Path.home() / ".local" / "share" / "karvan"
    assert [
        karvan_home({"KARVAN_HOME": "/k"}),
        karvan_home({"XDG_DATA_HOME": "/x"}),
        karvan_home({"XDG_DATA_HOME": "x"}),
        karvan_home({}),
    ] == [Path("/k"), Path("/x/karvan"), user, user]
