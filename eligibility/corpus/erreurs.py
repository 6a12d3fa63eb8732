"""What pydantic finds, said in French at the exact place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from eligibility.corpus.declarations import CODE, LISTE, REFERENTIEL
from eligibility.corpus.fiches import Fichier, key_span, node_at
from eligibility.corpus.remedes import cites, cure_de_forme, detail_et_cure, exigee
from eligibility.documents.catalogue import typeset
from eligibility.documents.characters import clip
from eligibility.documents.located import Mapping, Path, locate
from eligibility.documents.suggest import nearest, vouliez_vous
from eligibility.language.cles import missing_colon
from eligibility.language.francais import entre_guillemets

_TAGS = frozenset({LISTE, REFERENTIEL, CODE})

_FORMES = {
    "string_type": "un texte",
    "tuple_type": "une liste",
    "list_type": "une liste",
    "dict_type": "des clés et des valeurs",
    "model_type": "des clés et des valeurs",
    "model_attributes_type": "des clés et des valeurs",
}

_MOTS = {
    "int_type": "un nombre entier",
    "bool_type": "oui ou non",
    "literal_error": "une des valeurs admises",
}
"""What is expected where neither a text nor anything like it stands."""


def signaler(
    errors: Sequence[ErrorDetails],
    model: type[BaseModel],
    fichier: Fichier,
    chemin: Path,
    ailleurs: Collection[Path] = (),
) -> None:
    """Report every error that ``model`` found in the node at ``chemin`` of ``fichier``. ``ailleurs``: places of keys
    that are not missing, but written where they should not be, which is told already."""
    places = [chemin_de(error["loc"]) for error in errors]
    inconnues = [place for error, place in zip(errors, places, strict=True) if error["type"] == "extra_forbidden"]
    voulues = {_place_voulue(model, place) for place in inconnues}
    for error, place in zip(errors, places, strict=True):
        deeper = any(other[: len(place)] == place and len(other) > len(place) for other in places)
        # A list whose entries are wrong counts as empty for pydantic: that is no error of its own.
        if error["type"] == "too_short" and deeper:
            continue
        # A key that is there, misspelled or too far right, is not missing as well.
        if error["type"] == "missing" and (place in voulues or place in ailleurs):
            continue
        _signaler(error, place, model, fichier, chemin)


def chemin_de(loc: tuple[int | str, ...]) -> Path:
    """The path in the document that pydantic calls ``loc``: without the tags of unions, nor the mark of a key."""
    return tuple(step for step in loc if step not in _TAGS and step != "[key]")


def modeles(annotation: object) -> Iterator[type[BaseModel]]:
    """The models of the entries that a key of this type holds, itself or in a list: one for each form."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from modeles(argument)


def cle_inconnue(fichier: Fichier, chemin: Path, cles: Iterable[str], place: str | None = None) -> str | None:
    """The key that ends ``chemin`` is none of ``cles``; the one that it most likely is. ``place``: where one of that
    name goes."""
    key, known = str(chemin[-1]), list(cles)
    forgotten = missing_colon(key, node_at(fichier.root, chemin), known)
    aide = place or forgotten or vouliez_vous(nearest(key, known)) or f"clés admises\u00a0: {cites(known)}"
    fichier.report.add("V102", key_span(fichier.root, chemin), cle=clip(key), aide=aide)
    return _voulue(key, known)


def cle_manquante(fichier: Fichier, chemin: Path, sens: str | None) -> None:
    """The key that ends ``chemin`` should be there; ``sens``: what it says."""
    key = str(chemin[-1])
    # What it says may have a colon of its own.
    aide = f"ajoutez la clé {entre_guillemets(key)}, {typeset(sens[0].lower() + sens[1:])}" if sens else None
    fichier.report.add("V101", locate(fichier.root, chemin[:-1]), cle=key, aide=aide)


def sans_tete(fichier: Fichier, key: str) -> None:
    """The file does not start with ``key``, nor with any."""
    aide = f"écrivez {entre_guillemets(f'{key}:')} en première ligne, et le reste dessous, décalé"
    forme_inattendue(fichier, (), f"une clé {entre_guillemets(key)} en tête du fichier", aide)


def forme_inattendue(fichier: Fichier, chemin: Path, attendu: str, aide: str | None = None) -> None:
    fichier.report.add("V103", locate(fichier.root, chemin), attendu=attendu, aide=aide)


def sans_tiret(fichier: Fichier, chemin: Path, cles: Iterable[str]) -> bool:
    """Whether the keys of one element, some of ``cles``, stand without its dash where a list is expected; says so."""
    node = node_at(fichier.root, chemin)
    if not isinstance(node, Mapping) or not node.entries or node.entries[0][0].text not in set(cles):
        return False
    premiere = node.entries[0][0]
    parent = key_span(fichier.root, chemin)
    colonne = premiere.span.column - 2
    ecrit = entre_guillemets(f"- {premiere.text}:")
    if premiere.span.line == parent.line:
        aide = f"mettez ces accolades entre crochets\u00a0: {entre_guillemets('[{…}]')}"
    elif colonne >= parent.column:
        aide = f"écrivez {ecrit}, le tiret en colonne {colonne}, sans déplacer les clés"
    else:
        aide = f"écrivez {ecrit}, et décalez d'autant les lignes suivantes de cette entrée"
    fichier.report.add("V103", premiere.span, attendu="une liste", aide=aide)
    return True


def _place_voulue(model: type[BaseModel], place: Path) -> tuple[int | str | None, ...]:
    """The path of the key that the unknown one at ``place`` is meant for."""
    outer = _niveau(model, place)
    if outer is not None:
        return (*place[:outer], place[-1])
    return (*place[:-1], _voulue(str(place[-1]), _keys(model, place[:-1])))


def _niveau(model: type[BaseModel], place: Path) -> int | None:
    """How many steps of ``place`` lead to where its key is known, when that is further left."""
    outers = (depth for depth in range(len(place) - 2, -1, -1) if isinstance(place[depth], str))
    return next((depth for depth in outers if place[-1] in _keys(model, place[:depth])), None)


def _voulue(key: str, known: Iterable[str]) -> str | None:
    return next(iter(nearest(key, known, limit=1)), None)


def _signaler(error: ErrorDetails, place: Path, model: type[BaseModel], fichier: Fichier, chemin: Path) -> None:
    kind, where = error["type"], (*chemin, *place)
    due = exigee(_models_at(model, place[:-1]), place)
    if kind == "extra_forbidden":
        outer = _niveau(model, place)
        moins = None
        # Where there is one already, this one is something else.
        if outer is not None and node_at(fichier.root, (*chemin, *place[:outer], place[-1])) is None:
            moins = f"écrivez-la au niveau de {entre_guillemets(str(place[outer]))}, moins décalée"
        cle_inconnue(fichier, where, _keys(model, place[:-1]), moins)
    elif kind == "missing":
        cle_manquante(fichier, where, _sens(model, place))
    elif _FORMES.get(kind) == "une liste" and sans_tiret(fichier, where, _keys(model, place)):
        return
    elif kind in _FORMES:
        aide = cure_de_forme(_FORMES[kind], error["input"], where, _models_at(model, place), exigee=due)
        forme_inattendue(fichier, where, _FORMES[kind], aide)
    elif kind in _MOTS and not isinstance(error["input"], str):
        aide = cure_de_forme(_MOTS[kind], error["input"], where, (), exigee=due)
        forme_inattendue(fichier, where, _MOTS[kind], aide)
    else:
        detail, aide = detail_et_cure(error, exigee=due)
        fichier.report.add("V104", locate(fichier.root, where), detail=detail, aide=aide)


def _keys(model: type[BaseModel], place: Path) -> tuple[str, ...]:
    """The keys admitted at ``place`` under ``model``, those of every form together where there are several."""
    return tuple(dict.fromkeys(name for found in _models_at(model, place) for name in found.model_fields))


def _models_at(model: type[BaseModel], place: Path) -> tuple[type[BaseModel], ...]:
    """The models of what stands at ``place`` under ``model``: one for each form."""
    models: dict[type[BaseModel], None] = {model: None}
    for step in place:
        if isinstance(step, str):
            fields = [found.model_fields[step].annotation for found in models if step in found.model_fields]
            models = {inner: None for annotation in fields for inner in modeles(annotation)}
    return tuple(models)


def _sens(model: type[BaseModel], place: Path) -> str | None:
    """What the key at ``place`` says, where one model alone admits it."""
    key = str(place[-1])
    forms = _models_at(model, place[:-1])
    said = {found.model_fields[key].description for found in forms if key in found.model_fields}
    return said.pop() if len(said) == 1 else None
