"""The cache: same corpus as without it, and compiled anew on the least doubt."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eligibility.corpus import cache, cle, entrees
from eligibility.corpus.cache import open_corpus, status
from eligibility.corpus.codec import decode_rule, encode_rule
from eligibility.corpus.entrees import Annexes
from eligibility.corpus.fingerprint import Snapshot, fingerprint, take
from eligibility.corpus.loading import load_corpus
from eligibility.corpus.model import Corpus, Rule
from eligibility.corpus.sequence import Regles

pytestmark = pytest.mark.usefixtures("caches")

SOURCES = "0123456789abcdef"

posix = pytest.mark.skipif(os.name != "posix", reason="owners and permissions are POSIX notions")


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One more element for each corpus compiled."""
    seen: list[str] = []
    compile_snapshot = cache._compile

    def spy(snapshot: Snapshot) -> object:
        seen.append(snapshot.directory)
        return compile_snapshot(snapshot)

    monkeypatch.setattr(cache, "_compile", spy)
    return seen


def opened(directory: Path, cache_dir: Path | None = None) -> Corpus:
    corpus, diagnostics = open_corpus(directory, cache_dir)
    assert diagnostics == ()
    assert corpus is not None
    return corpus


def entry(caches: Path) -> Path:
    (path,) = caches.glob("*.ndjson")
    return path


def test_same_corpus_from_the_cache(mini: Path, compilations: list[str]) -> None:
    direct, _ = load_corpus(mini)
    assert opened(mini) == direct
    kept = opened(mini)
    assert len(compilations) == 1
    assert kept == direct
    assert [type(rule.alors.genre) for rule in kept.regles] == [type(rule.alors.genre) for rule in direct.regles]
    assert kept.regles[-1] == direct.regles[-1]
    assert kept.regles[1:3] == direct.regles[1:3]
    with pytest.raises(IndexError):
        kept.regles[len(kept.regles)]


def test_rules_are_read_on_demand(mini: Path) -> None:
    opened(mini)
    kept = opened(mini)
    assert repr(kept.regles) == "<9 règles, 0 lues>"
    assert kept.regles[4].id == "dehors/pompiers"
    assert repr(kept.regles) == "<9 règles, 1 lues>"


def test_changed_source_is_compiled_anew(copie: Path, compilations: list[str]) -> None:
    opened(copie)
    path = copie / "referentiels/corpus.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("2026.10", "2026.11"), encoding="utf-8")
    assert opened(copie).version == "2026.11"
    assert len(compilations) == 2


def test_faulty_corpus_is_never_kept(copie: Path, caches: Path, compilations: list[str]) -> None:
    (copie / "rules/vide.yaml").write_text("", encoding="utf-8")
    for _ in range(2):
        corpus, diagnostics = open_corpus(copie)
        assert corpus is None
        assert [one.code for one in diagnostics] == ["V404"]
    assert len(compilations) == 2
    assert list(caches.glob("*.ndjson")) == []


def test_annexes(mini: Path, compilations: list[str]) -> None:
    def annexer(corpus: Corpus) -> Annexes:
        return Annexes({"index": b'{"nombre":9}'}, [{"rang": rang} for rang, _ in enumerate(corpus.regles)])

    first, _ = open_corpus(mini, annexer=annexer)
    again, _ = open_corpus(mini, annexer=annexer)
    assert first is not None
    assert again is not None
    assert first.annexes["index"] == again.annexes["index"] == b'{"nombre":9}'
    assert "autre" not in again.annexes
    assert isinstance(again.regles, Regles)
    assert again.regles.annexe(4) == b'{"rang":4}'
    assert opened(mini) == first
    assert len(compilations) == 1


@pytest.fixture(scope="module")
def sound() -> tuple[bytes, str, bytes]:
    """An entry of the sound corpus, the identity of its sources and the key that seals it."""
    mini = Path(__file__).parent / "mini"
    corpus, _ = load_corpus(mini)
    assert corpus is not None
    key = bytes(range(32))
    return entrees.write_entry(corpus, (), Annexes({"index": b"{}"}), SOURCES, "p", key), SOURCES, key


@pytest.fixture(scope="module")
def regles() -> tuple[Rule, ...]:
    corpus, _ = load_corpus(Path(__file__).parent / "mini")
    assert corpus is not None
    return tuple(corpus.regles)


def nothing() -> tuple[Rule, ...]:
    pytest.fail("a sound line needs no recovery")


@given(data=st.data())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_flipped_bit_is_seen(
    sound: tuple[bytes, str, bytes], regles: tuple[Rule, ...], data: st.DataObject
) -> None:
    text, sources, key = sound
    # Half of the draws in the first line, where the seal and the header are.
    reach = text.index(b"\n") if data.draw(st.booleans()) else len(text) - 1
    position = data.draw(st.integers(0, reach))
    flipped = bytearray(text)
    flipped[position] ^= 1 << data.draw(st.integers(0, 7))
    recovered: list[bool] = []

    def recover() -> tuple[Rule, ...]:
        recovered.append(True)
        return regles

    try:
        corpus, _ = entrees.read_entry(bytes(flipped), sources, "p", key, recover)
    except ValueError:
        return
    # Only a rule can be spoilt without the whole entry being refused: it is found out when it is read.
    assert tuple(corpus.regles) == regles
    assert recovered


@given(length=st.integers(0, 20_000))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_truncated(sound: tuple[bytes, str, bytes], length: int) -> None:
    text, sources, key = sound
    if length < len(text):
        with pytest.raises(ValueError):  # noqa: PT011
            entrees.read_entry(text[:length], sources, "p", key, nothing)


@given(noise=st.binary(max_size=200))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_noise(sound: tuple[bytes, str, bytes], noise: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        entrees.read_entry(noise, sound[1], "p", sound[2], nothing)


def test_deep_nesting_is_refused(sound: tuple[bytes, str, bytes]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        entrees.read_entry(b"[" * 100_000 + b"\n", sound[1], "p", sound[2], nothing)
    with pytest.raises(ValueError):  # noqa: PT011
        decode_rule(b"[" * 100_000)


def test_other_key_other_program_other_sources(sound: tuple[bytes, str, bytes]) -> None:
    text, sources, key = sound
    for wrong in ((sources, "p", bytes(32)), (sources, "q", key), ("sha256:0", "p", key)):
        with pytest.raises(ValueError):  # noqa: PT011
            entrees.read_entry(text, *wrong, nothing)
    corpus, _ = entrees.read_entry(text, sources, "p", key, nothing)
    assert len(list(corpus.regles)) == 9


SPOILS: list[Callable[[bytes], bytes]] = [
    lambda _: b"",
    lambda text: text[:-10],
    lambda text: text.replace("Comédie".encode(), "Tragédie".encode()),
    lambda text: b"{}\n" + text,
    lambda text: text + b"\n[]",
    lambda _: b"\xff" * 50,
]


@pytest.mark.parametrize("spoil", SPOILS)
def test_spoilt_entry_is_compiled_anew_and_mended(
    mini: Path, caches: Path, compilations: list[str], spoil: Callable[[bytes], bytes]
) -> None:
    first = opened(mini)
    path = entry(caches)
    path.write_bytes(spoil(path.read_bytes()))
    assert opened(mini) == first
    assert opened(mini) == first
    assert len(compilations) == 2


def resealed(text: bytes, key: bytes, edit: Callable[[bytes, bytes], tuple[bytes, bytes]]) -> bytes:
    """The entry, its head and rules edited, its digest of the head right, sealed with ``key``."""
    _, header, rest = text.split(b"\n", 2)
    entete = json.loads(header)
    length = entete["tete"][0]
    head, rules = edit(rest[:length], rest[length:])
    assert (head, rules) != (rest[:length], rest[length:])
    entete["tete"] = [len(head), entrees._condensat(head)]
    header = json.dumps(entete, separators=(",", ":")).encode()
    return b"\n".join((entrees._seal(key, header), header, head)) + rules


def test_forged_header(mini: Path, caches: Path, compilations: list[str]) -> None:
    first = opened(mini)
    path = entry(caches)
    old, new = b"Souffleur", b"Souffleuz"
    assert old in path.read_bytes()
    path.write_bytes(resealed(path.read_bytes(), bytes(32), lambda head, rules: (head.replace(old, new), rules)))
    assert opened(mini) == first
    assert len(compilations) == 2


def test_line_sealed_but_malformed_is_recovered(mini: Path, caches: Path, compilations: list[str]) -> None:
    first = opened(mini)
    path = entry(caches)
    key = cle.read_key()
    assert key is not None
    wrong = b'["seul"]\n'

    def edit(head: bytes, rules: bytes) -> tuple[bytes, bytes]:
        *others, last, _ = rules.split(b"\n")
        *lines, table, _ = head.split(b"\n")
        sommaire = json.loads(table)
        sommaire["longueurs"][-1] = len(wrong)
        sommaire["empreintes"] = sommaire["empreintes"][:-32] + entrees._empreinte(wrong).hex()
        assert last
        return b"\n".join((*lines, json.dumps(sommaire).encode(), b"")), b"\n".join((*others, wrong))

    path.write_bytes(resealed(path.read_bytes(), key, edit))
    kept = opened(mini)
    assert len(compilations) == 1
    assert kept == first
    assert len(compilations) == 2


def test_rules_go_through(mini: Path) -> None:
    corpus, _ = load_corpus(mini)
    assert corpus is not None
    for rule in corpus.regles:
        assert decode_rule(encode_rule(rule, [1])) == (rule, b"[1]")


@posix
def test_directories_and_files_are_private(mini: Path, caches: Path, tmp_path: Path) -> None:
    opened(mini)
    key = tmp_path / "etat/eligibility/cle-cache"
    assert [path.stat().st_mode & 0o777 for path in (caches, entry(caches), key)] == [0o700, 0o600, 0o600]
    assert status().probleme is None
    assert status().entrees == 1


@posix
@pytest.mark.parametrize("mode", [0o777, 0o770, 0o702])
def test_directory_open_to_others_is_refused(mini: Path, caches: Path, compilations: list[str], mode: int) -> None:
    caches.mkdir()
    caches.chmod(mode)
    opened(mini)
    opened(mini)
    assert len(compilations) == 2
    assert list(caches.iterdir()) == []
    assert status().probleme is not None


@posix
def test_directory_of_someone_else_is_refused(
    mini: Path, compilations: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(mini)
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    opened(mini)
    assert len(compilations) == 2
    assert status().probleme is not None


@posix
@pytest.mark.parametrize("spoil", ["mode", "court", "lien"])
def test_doubtful_key_is_refused(mini: Path, compilations: list[str], tmp_path: Path, spoil: str) -> None:
    opened(mini)
    key = tmp_path / "etat/eligibility/cle-cache"
    if spoil == "mode":
        key.chmod(0o644)
    elif spoil == "court":
        key.write_bytes(b"court")
    else:
        key.rename(tmp_path / "ailleurs")
        key.symlink_to(tmp_path / "ailleurs")
    opened(mini)
    opened(mini)
    assert len(compilations) == 3
    assert status().probleme is not None


def test_no_place_for_a_cache(mini: Path, caches: Path, compilations: list[str]) -> None:
    caches.write_text("un fichier, pas un dossier")
    opened(mini)
    opened(mini)
    assert len(compilations) == 2
    assert status().probleme is not None


@pytest.mark.parametrize("call", ["open", "replace"])
def test_disk_that_refuses_to_write(
    mini: Path, caches: Path, compilations: list[str], monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """A full disk, a read-only directory (which the superuser could write all the same)."""
    plain = getattr(os, call)

    def refuse(path: str | os.PathLike[str], *others: object) -> object:
        if os.fspath(path).endswith(".brouillon"):
            raise OSError(28, "No space left on device")
        return plain(path, *others)

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        opened(mini)
    assert list(caches.iterdir()) == []
    opened(mini)
    assert len(compilations) == 2


def test_no_home(monkeypatch: pytest.MonkeyPatch, mini: Path) -> None:
    for name in ("ELIGIBILITY_CACHE", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)

    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert opened(mini).version == "2026.10"
    assert status().dossier is None


def test_old_entries_and_dead_drafts_are_pruned(copie: Path, caches: Path) -> None:
    caches.mkdir(mode=0o700)
    dead = caches / "corpus-x.ndjson.1.brouillon"
    dead.write_text("")
    os.utime(dead, (1, 1))
    for number in range(cache.KEPT + 3):
        (copie / "referentiels/codes/quartiers.csv").write_text(
            f"code;nom;rive\n01;Halles {number};gauche\n2A;La Digue;droite\n", encoding="utf-8"
        )
        opened(copie)
    assert len(list(caches.iterdir())) == cache.KEPT
    last = opened(copie)
    assert last.empreinte == fingerprint(take(copie))


SCRIPT = """
import sys
from pathlib import Path
from eligibility.corpus.cache import open_corpus
corpus, diagnostics = open_corpus(Path(sys.argv[1]))
rules = [rule.cle for rule in corpus.regles]
heavy = sorted({name.partition(".")[0] for name in sys.modules} & {"pydantic", "pydantic_core", "durable", "rich"})
print(len(rules), len(diagnostics), *heavy)
"""


def run(mini: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(mini)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_hit_imports_nothing_heavy(mini: Path) -> None:
    opened(mini)
    out, err = run(mini).communicate(timeout=60)
    assert (out.strip(), err) == ("9 0", "")


def test_processes_at_once(mini: Path, caches: Path) -> None:
    processes = [run(mini) for _ in range(4)]
    results = [process.communicate(timeout=120) for process in processes]
    assert [out.split()[:2] for out, _ in results] == [["9", "0"]] * 4
    assert [err for _, err in results] == [""] * 4
    assert [path.suffix for path in caches.iterdir()] == [".ndjson"]
    out, _ = run(mini).communicate(timeout=60)
    assert out.strip() == "9 0"
