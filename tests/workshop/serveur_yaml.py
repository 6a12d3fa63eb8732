"""yaml-language-server, the program that gives VS Code and vim their eyes on YAML, spoken to over its standard streams.

Installed once with npm, from the versions that ``editeur/package-lock.json`` pins, in the user's cache.
"""

from __future__ import annotations

import hashlib
import json
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

EDITEUR = Path(__file__).parent / "editeur"
PATIENCE = 60
"""Seconds after which a server that says nothing is taken for dead."""


def installer() -> list[str]:
    """The command that starts the server, installed first where it is not yet."""
    verrou = (EDITEUR / "package-lock.json").read_bytes()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    dossier = cache / "eligibility-editeur" / hashlib.sha256(verrou).hexdigest()[:16]
    serveur = Path("node_modules", "yaml-language-server", "bin", "yaml-language-server")
    if not (dossier / serveur).is_file():
        # Beside, then moved: an install cut short must not look like one.
        essai = dossier.with_name(f"{dossier.name}.{os.getpid()}")
        shutil.copytree(EDITEUR, essai, dirs_exist_ok=True)
        npm = shutil.which("npm")
        assert npm is not None
        subprocess.run([npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=essai, check=True)
        if not dossier.exists():
            essai.rename(dossier)
    node = shutil.which("node")
    assert node is not None
    return [node, str(dossier / serveur), "--stdio"]


class Serveur:
    """A session on the folder ``racine``, with the settings an editor would hand over."""

    def __init__(self, commande: list[str], racine: Path, reglages: Mapping[str, Any]) -> None:
        self.racine = racine
        self.reglages = reglages
        self._recus: queue.Queue[dict[str, Any]] = queue.Queue()
        self._numero = 0
        self._process = subprocess.Popen(commande, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=racine)
        self._lecteur = threading.Thread(target=self._lire, daemon=True)
        self._lecteur.start()

    def __enter__(self) -> Self:
        dossier = {"uri": self.racine.as_uri(), "name": self.racine.name}
        capacites = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {"hover": {"contentFormat": ["markdown"]}, "completion": {"completionItem": {}}},
        }
        self.demander(
            "initialize",
            processId=os.getpid(),
            rootUri=self.racine.as_uri(),
            workspaceFolders=[dossier],
            capabilities=capacites,
            locale="fr",
        )
        self._envoyer({"method": "initialized", "params": {}})
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.demander("shutdown")
            self._envoyer({"method": "exit"})
            self._process.wait(PATIENCE)
        finally:
            self._process.kill()
            self._process.wait()
            self._lecteur.join()
            for flux in (self._process.stdin, self._process.stdout):
                if flux is not None:
                    flux.close()

    def ouvrir(self, textes: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
        """What the server underlines in each text, shown under the name (an URI) it stands for.

        All at once: the server waits a little before it looks at a file, in case one goes on writing.
        """
        for uri, texte in textes.items():
            document = {"uri": uri, "languageId": "yaml", "version": 1, "text": texte}
            self._envoyer({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        found: dict[str, list[dict[str, Any]]] = {}
        while len(found) < len(textes):
            recu = self._recevoir()
            if recu.get("method") == "textDocument/publishDiagnostics" and recu["params"]["uri"] in textes:
                found[recu["params"]["uri"]] = recu["params"]["diagnostics"]
        return found

    def demander(self, methode: str, *parametres: Any, **nommes: Any) -> Any:
        self._numero += 1
        self._envoyer({"id": self._numero, "method": methode, "params": [*parametres] or nommes or None})
        while True:
            recu = self._recevoir()
            if recu.get("id") == self._numero and "method" not in recu:
                assert "error" not in recu, recu
                return recu["result"]

    def _recevoir(self) -> dict[str, Any]:
        """The next message, after an answer to what it asks."""
        recu = self._recus.get(timeout=PATIENCE)
        if "method" in recu and "id" in recu:
            sections = recu.get("params", {}).get("items", []) if recu["method"] == "workspace/configuration" else None
            reponse = None if sections is None else [self.reglages.get(asked.get("section")) for asked in sections]
            self._envoyer({"id": recu["id"], "result": reponse})
        return recu

    def _envoyer(self, message: Mapping[str, Any]) -> None:
        assert self._process.stdin is not None
        corps = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(corps), corps))
        self._process.stdin.flush()

    def _lire(self) -> None:
        flux = self._process.stdout
        assert flux is not None
        while True:
            longueur = 0
            while ligne := flux.readline().strip():
                nom, _, valeur = ligne.partition(b":")
                if nom.lower() == b"content-length":
                    longueur = int(valeur)
            if not longueur:
                return
            self._recus.put(json.loads(flux.read(longueur)))
