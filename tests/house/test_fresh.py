"""`manage.py fresh` empties a demo, and only a demo."""

import sqlite3
from pathlib import Path

import pytest

from tests.house.installation import first_run_environment, manage, production_environment


@pytest.fixture
def database(tmp_path: Path) -> Path:
    assert manage(first_run_environment(tmp_path), "migrate", "--verbosity", "0").returncode == 0
    return tmp_path / "var" / "db.sqlite3"


def test_a_demo_is_emptied_but_for_its_keys(tmp_path: Path, database: Path) -> None:
    letter = tmp_path / "var" / "mail" / "letter.txt"
    letter.parent.mkdir()
    letter.write_text("示范")

    done = manage(first_run_environment(tmp_path), "fresh", "--yes")

    assert done.returncode == 0, done.stderr
    assert not database.exists()
    assert not letter.exists()
    assert (tmp_path / "var" / "keys" / "secret_key").exists()


def test_real_data_is_never_emptied(tmp_path: Path, database: Path) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE project_world SET is_demo = 0")

    done = manage(first_run_environment(tmp_path), "fresh", "--yes")

    assert done.returncode == 1
    assert "real data" in done.stderr
    assert database.exists()


def test_production_knows_no_emptying(tmp_path: Path) -> None:
    done = manage(production_environment(tmp_path), "fresh", "--yes")

    assert done.returncode == 1
    assert "demo" in done.stderr
