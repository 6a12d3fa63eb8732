"""Each code of reading, triggered at its exact place, by both of PyYAML's parsers."""

from __future__ import annotations

import pytest
import yaml

from eligibility.documents.builder import MAX_DEPTH, ParserFactory, default_parser
from eligibility.documents.catalogue import CATALOGUE
from eligibility.documents.characters import FORBIDDEN
from eligibility.documents.diagnostics import Report, Severity
from eligibility.documents.loader import load
from eligibility.documents.located import Span, locate, plain
from eligibility.documents.pure_parser import PureParser

# Code, what is written, line, column.
CASES: dict[str, tuple[str, bytes, int, int]] = {
    "cp1252": ("V003", "intitule: Été\ncaf: x\n".encode("cp1252"), 1, 11),
    "cp1252, plus loin": ("V003", "a: b\nc: l'Ardèche\n".encode("cp1252"), 2, 9),
    "octet isolé après des accents": ("V003", "a: é\nb: é".encode() + b"\xff\n", 2, 5),
    "UTF-16 avec marque": ("V004", "a: b\n".encode("utf-16"), 1, 1),
    "UTF-16 sans marque": ("V004", "a: b\n".encode("utf-16-le"), 1, 1),
    "UTF-32": ("V004", "a: b\n".encode("utf-32"), 1, 1),
    "ESC": ("V005", b"a: b\nc: \x1b[31mrouge\n", 2, 4),
    "NUL": ("V005", b"a: b\x00c\n", 1, 5),
    "ESC échappé": ("V005", b'a: "\\e[31m"\n', 1, 4),
    "bidi": ("V006", "é: a\u202eb\n".encode(), 1, 5),
    "isolat": ("V006", "a:\n  - \u2066b\n".encode(), 2, 5),
    "espace sans chasse": ("V007", "ti\u200btre: a\n".encode(), 1, 3),
    "marque au milieu": ("V007", "a: b\n\ufeffc: d\n".encode(), 2, 1),
    "NEL": ("V008", "a: b\u0085c\n".encode(), 1, 5),
    "séparateur de lignes": ("V008", "a: b\u2028c\n".encode(), 1, 5),
    "retour chariot isolé": ("V008", b"a: b\rc\n", 1, 5),
    "classeur": ("V009", b"PK\x03\x04rien", 1, 1),
    "PDF": ("V009", b"%PDF-1.7\n", 1, 1),
    "incompris": ("V010", b"x" * 2000 + b": y\n", 1, 2001),
    "deux-points dans un titre": ("V011", b"titre: Axe 1 : enfance\n", 1, 14),
    "deux-points dans une liste": ("V011", b"a:\n  - Axe 1 : b : c\n", 2, 15),
    "deux-points entre crochets": ("V011", b"a: [x: y: z]\n", 1, 9),
    "guillemet ouvert": ("V012", b'a: b\ntitre: "Axe 1\n', 2, 8),
    "guillemet refermé par le suivant": ("V012", b'titre: "Axe 1\ncaf: "Caf de"\n', 1, 8),
    "apostrophe ouverte": ("V012", b"titre: 'Axe 1\ncaf: 'Caf'\n", 1, 8),
    "crochet ouvert": ("V013", b"a: [x, y\nb: z\n", 1, 4),
    "crochet ouvert à la fin": ("V013", b"a: [x,\n", 1, 4),
    "accolade ouverte": ("V013", b"a: {x: 1\nb: z\n", 1, 4),
    "clé moins décalée": ("V014", b"a:\n   b: 1\n  c: 2\n", 3, 3),
    "clé plus décalée": ("V014", b"a: 1\n  b: 2\n", 2, 3),
    "clé au niveau des tirets": ("V014", b"a:\n  - b\n  c: d\n", 3, 3),
    "moins décalée que le début": ("V014", b" a: 1\nb: 2\n", 2, 1),
    "mot-dièse après une valeur": ("V025", b"a: X #b\n", 1, 6),
    "tabulation": ("V015", b"a:\n\tb: 1\n", 2, 1),
    "tabulation après une valeur": ("V015", b"a: 1\n  \tb: 1\n", 2, 3),
    "deux-points oublié": ("V016", b"a: X\nresume\ncaf: Y\n", 2, 1),
    "deux-points oublié avant un groupe": ("V016", b"territoire\n  departement: 1\n", 1, 1),
    "tiret sur la ligne de la clé": ("V017", b"a: - b\n", 1, 4),
    "tiret après une valeur": ("V017", b"a: 1\n- b\n", 2, 1),
    "tirets sous un premier mal placé": ("V017", b"a: - b\n   - c\n   - d\ne: f\n", 1, 4),
    "apostrophe dans des apostrophes": ("V018", b"nom: 'l'eau'\n", 1, 9),
    "texte après un guillemet": ("V018", b'nom: "Udaf" de\n', 1, 12),
    "texte après un crochet": ("V018", b"nom: [a] de\n", 1, 10),
    "arobase": ("V019", b"a: @b\n", 1, 4),
    "supérieur": ("V019", b"a: > 30\n", 1, 4),
    "étoile": ("V019", b"a: *\n", 1, 4),
    "étoile pour un tiret": ("V019", b"a:\n  * b\n  * c\n", 2, 3),
    "point d'interrogation": ("V019", b"a: ? b\n", 1, 4),
    "chemin de Windows": ("V020", b'a: "C:\\Users"\n', 1, 7),
    "virgule oubliée": ("V021", b'a: ["x" "y"]\n', 1, 9),
    "espace oubliée": ("V022", b"a: X\nresume:foo\ncaf: Y\n", 2, 7),
    "espace oubliée après le tiret": ("V022", b"- a\n-b\n", 2, 1),
    "espace oubliée entre accolades": ("V022", b"a: {min: 0, max:2}\n", 1, 16),
    "espace oubliée avant une accolade": ("V022", b"a: X\nages:{min: 0, max: 2}\n", 2, 5),
    "espace insécable avant une accolade": ("V023", "a: X\nages:\u00a0{min: 0, max: 2}\n".encode(), 2, 6),
    "espace insécable entre accolades": ("V023", "a: {min: 0, max:\u00a02}\n".encode(), 1, 17),
    "espace insécable après le deux-points": ("V023", "a: X\nresume:\u00a0foo\ncaf: Y\n".encode(), 2, 8),
    "espace insécable en début de ligne": ("V023", "a: X\n\u00a0b: Y\n".encode(), 2, 1),
    "virgule en trop": ("V024", b"a: [x,,y]\n", 1, 7),
    "accolade fermante en trop": ("V024", b"a: {x: 1}}\nb: c\n", 1, 10),
    "puce de Word": ("V026", "a:\n  • b: c\n  • d: e\n".encode(), 2, 3),
    "tiret long après un élément": ("V026", "a:\n  - b: c\n  – d: e\n".encode(), 3, 3),
    "clé en double": ("V030", b"a: 1\nb: 2\na: 3\n", 3, 1),
    "clé en double, entre accolades": ("V030", b"a: {b: 1, b: 2}\n", 1, 11),
    "clé en double aux accents près du codage": ("V030", "é: 1\ne\u0301: 2\n".encode(), 2, 1),
    "ancre": ("V031", b"a: &x b\n", 1, 4),
    "ancre d'un groupe": ("V031", b"a: &x\n  b: c\n", 1, 4),
    "renvoi": ("V032", b"a: *x\n", 1, 4),
    "étiquette": ("V033", b"a: !!python/object:os.system b\n", 1, 4),
    "fusion": ("V034", b"a:\n  <<: {b: c}\n", 2, 3),
    "second document": ("V035", b"a: b\n---\nc: d\n", 2, 1),
    "clé composée": ("V036", b"? [a, b]\n: c\n", 1, 3),
    "directive": ("V037", b"# x\n%YAML 1.2\n---\na: b\n", 2, 1),
    "clé vide": ("V038", b"a: {: b}\n", 1, 5),
    "trop de valeurs": ("V040", b"[" + b"a," * 1_000_001 + b"]", 1, 2_000_000),
    "trop profond": ("V041", b"[" * 3000, 1, 65),
    "trop profond, accents et lignes avant": ("V041", "a: é\né: ".encode() + b"[" * 3000, 2, 67),
    "trop profond, une ligne par crochet": ("V041", b"a:\n" + b" [\n" * 3000, 65, 2),
    "trop profond, accolades": ("V041", b"{a: " * 3000, 1, 257),
    "trop profond, tirets": ("V041", b"- " * 3000, 1, 129),
    "trop profond, crochets après des tirets": ("V041", b"- " * 60 + b"[" * 3000, 1, 125),
    "trop profond, groupes": ("V041", b"".join(b" " * i + b"a:\n" for i in range(70)), 65, 65),
    "texte trop long": ("V042", b"a: " + b"x" * 100_001, 1, 4),
    "inondation": ("V099", b"a\x1b" * 200, 1, 1),
}
# Found before any content: see test_files.
ELSEWHERE = {"V001", "V002"}
FORBIDDEN_SIGNS = [sign for sign in map(chr, range(0x110000)) if FORBIDDEN.match(sign)]
ENGLISH = ("expected", "found", "while", "mapping", "block", "token", "scanning", "parsing", "stream", "None", "error")

parsers = pytest.mark.parametrize("parser", [default_parser(), PureParser], ids=["par défaut", "pur"])


@parsers
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_chaque_code_est_signale_a_sa_place(case: tuple[str, bytes, int, int], parser: ParserFactory) -> None:
    code, data, line, column = case
    if parser is PureParser and len(data) > 1_000_000:
        pytest.skip("vingt fois plus lent")
    _, diagnostics = load("f.yaml", data, parser)
    places = [(found.code, found.span.line, found.span.column) for found in diagnostics if found.span]
    assert (code, line, column) in places
    if code not in ("V042", "V099"):
        assert {found.code for found in diagnostics} == {code}
    for found in diagnostics:
        assert found.message[0].islower() or not found.message[0].isalpha()
        assert not found.message.endswith(".")
        for word in ENGLISH:
            assert word not in f"{found.message} {found.aide or ''}"


def test_chaque_code_de_lecture_a_son_exemple() -> None:
    reading = {code for code in CATALOGUE if code.startswith("V0")}
    assert reading == {code for code, *_ in CASES.values()} | ELSEWHERE


@parsers
def test_la_profondeur_permise_est_lue(parser: ParserFactory) -> None:
    document, diagnostics = load("f", b"[" * MAX_DEPTH + b"]" * MAX_DEPTH, parser)
    assert diagnostics == ()
    assert document is not None


@pytest.mark.parametrize("wording", ["exceeded maximum nesting depth", "Maximum nesting level reached, set with x()"])
@pytest.mark.parametrize(("cap", "column"), [(1000, 65), (65, 65), (64, 65), (10, 11)])
def test_un_analyseur_qui_borne_lui_meme_la_profondeur_ne_change_pas_la_reponse(
    cap: int, column: int, wording: str
) -> None:
    """Each libyaml has its cap, its words, or neither; below our own, its cap decides of the place."""

    class Capped(PureParser):
        def fetch_flow_collection_start(self, token: type) -> None:
            if self.flow_level == cap:
                raise yaml.scanner.ScannerError("while increasing flow level", None, wording, self.get_mark())
            super().fetch_flow_collection_start(token)

    document, diagnostics = load("f", b"&x [" + b"[" * 3000, Capped)
    assert document is None
    places = [(found.code, found.span.line, found.span.column) for found in diagnostics if found.span]
    assert places == [("V031", 1, 1), ("V041", 1, 3 + column)]


def test_un_titre_avec_deux_points_est_corrige_dans_l_aide() -> None:
    _, (found,) = load("f", b"titre: Axe 1 : l'enfance\n")
    assert found.aide == 'écrivez «\u00a0titre: "Axe 1 : l\'enfance"\u00a0»'
    assert found.extrait == "titre: Axe 1 : l'enfance"
    assert found.severity is Severity.ERREUR


def test_l_aide_d_une_valeur_qui_a_deja_des_guillemets_les_garde() -> None:
    _, (found,) = load("f", b'titre: Axe : dit "non"\n')
    assert found.aide == "écrivez «\u00a0titre: 'Axe : dit \"non\"'\u00a0»"


def test_l_aide_d_une_apostrophe_reecrit_le_texte() -> None:
    _, (found,) = load("f", b"nom: 'l'eau'\n")
    assert found.aide == 'écrivez «\u00a0"l\'eau"\u00a0»'


def test_l_aide_de_guillemets_dans_des_guillemets_ne_garde_que_ceux_du_texte() -> None:
    _, (found,) = load("f", b'a: "Le bus "des familles" roule"\n')
    assert found.aide == "écrivez «\u00a0'Le bus \"des familles\" roule'\u00a0»"


def test_une_etoile_en_tete_de_ligne_est_prise_pour_un_tiret() -> None:
    _, (found,) = load("f", b"a:\n  * b c\n")
    assert found.aide == "dans une liste, chaque élément suit un tiret\u00a0: «\u00a0- b c\u00a0»"


def test_une_cle_collee_a_sa_valeur_est_recrite_et_seulement_entre_accolades() -> None:
    _, (found,) = load("f", b"a: {min:0}\n")
    assert found.aide == "écrivez «\u00a0min: 0\u00a0»"
    for text in (b'a: {"min:0": }\n', b"a: {min:0: 1}\n", b"12:30: x\n"):
        document, diagnostics = load("f", text)
        assert document is not None
        assert diagnostics == ()


def test_une_cle_mal_alignee_apres_une_liste_dit_les_deux_facons_de_la_placer() -> None:
    _, (found,) = load("f", b"plan:\n  - financeur: caf\n  montant: 3\n")
    assert found.aide is not None
    assert "commencez par «\u00a0-\u00a0»" in found.aide
    assert "«\u00a0financeur\u00a0» (ligne 2, colonne 5)" in found.aide


def test_une_cle_en_double_dit_ou_est_la_premiere() -> None:
    document, (found,) = load("f", b"a: 1\nb: 2\na: 3\n")
    assert found.message == "clé «\u00a0a\u00a0» en double, déjà écrite à la ligne 1"
    assert document is not None


def test_un_decalage_propose_les_colonnes_possibles() -> None:
    _, (found,) = load("f", b"a:\n   b: 1\n  c: 2\n")
    assert found.aide is not None
    assert "(ligne 2, colonne 4)" in found.aide
    assert "(ligne 1, colonne 1)" in found.aide


def test_le_fichier_cp1252_montre_le_mot_en_cause() -> None:
    _, (found,) = load("f", "caf: Caf de l'Ardèche\n".encode("cp1252"))
    assert "«\u00a0l'Ardèche\u00a0»" in found.message or "«\u00a0Ardèche\u00a0»" in found.message
    assert found.extrait == "caf: Caf de l'Ardèche"


def test_plusieurs_erreurs_sont_trouvees_en_une_fois() -> None:
    data = "titre: Axe 1 : a\nb: &x 1\nb: 2\nc: \u202ed\ne: @f\ng: 'l'eau'\nh: !!str i\n".encode()
    document, diagnostics = load("f", data)
    assert [(found.code, found.span.line) for found in diagnostics if found.span] == [
        ("V011", 1), ("V031", 2), ("V030", 3), ("V006", 4), ("V019", 5), ("V018", 6), ("V033", 7)
    ]  # fmt: skip
    assert document is not None


def test_ce_qui_est_masque_pour_continuer_est_rendu_tel_qu_ecrit() -> None:
    document, _ = load("f", "titre: Axe 1 : a\ne: @f\ng: 'l'eau'\nti\u200btre2: x\n".encode())
    assert document is not None
    assert document.root is not None
    assert {key.text: value.text for key, value in document.root} == {  # type: ignore[union-attr]
        "titre": "Axe 1 : a",
        "e": "@f",
        "g": "l'eau",
        "titre2": "x",
    }


def test_un_extrait_ne_peut_pas_agir_sur_le_terminal() -> None:
    document, (found,) = load("f", b"a: \x1b]0;x\n")
    assert found.extrait == "a: \ufffd]0;x"
    assert document is not None
    assert "\x1b" not in document.text


def test_un_caractere_invisible_que_python_croit_imprimable_n_est_pas_montre() -> None:
    assert "\u034f".isprintable()
    _, (found,) = load("f", "a: b\u034fc\n".encode())
    assert (found.code, found.extrait) == ("V007", "a: b\ufffdc")


def test_aucun_texte_montre_ne_garde_de_caractere_interdit() -> None:
    for sign in FORBIDDEN_SIGNS:
        report = Report("f", f"a: {sign}.")
        report.add("V016", Span(1, 1, 1, 2), cle=sign)
        report.add("V016", Span(1, 1, 1, 2), cle="x", aide=sign)
        for found in report.diagnostics:
            assert found.extrait == "a: \ufffd."
            assert not FORBIDDEN.search(f"{found.message}{found.aide}"), f"U+{ord(sign):04X}"


@parsers
def test_aucun_echappement_ne_fait_entrer_un_caractere_interdit(parser: ParserFactory) -> None:
    for sign in FORBIDDEN_SIGNS:
        _, diagnostics = load("f", f'é: "😀 \\U{ord(sign):08X}"\n'.encode(), parser)
        assert diagnostics, f"U+{ord(sign):04X}"


def test_au_dela_de_cent_erreurs_le_reste_est_compte() -> None:
    _, diagnostics = load("f", b"a: 1\n" * 152)
    assert len(diagnostics) == 101
    assert diagnostics[-1].message == "51 autres erreurs ne sont pas montrées"
    assert diagnostics[-1].severity is Severity.NOTE


@pytest.mark.parametrize("parser", [default_parser(), PureParser])
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{min:0, max: 2}", "{min: 0, max: 2}"),
        ("a: b\nages:{min: 0, max: 2}", "a: b\nages: {min: 0, max: 2}"),
        ("- ages:\u00a0{min: 0, max: 2}\n- c", "- ages: {min: 0, max: 2}\n- c"),
        ("ages:[{c: d}]", "ages: [{c: d}]"),
    ],
)
def test_what_is_glued_to_its_key_is_read_as_meant(parser: ParserFactory, written: str, meant: str) -> None:
    document, found = load("a.yaml", written.encode(), parser)
    expected, none = load("a.yaml", meant.encode(), parser)
    assert {one.code for one in found} <= {"V022", "V023"}
    assert none == ()
    assert document is not None
    assert expected is not None
    assert document.root is not None
    assert expected.root is not None
    assert plain(document.root) == plain(expected.root)


def test_what_is_glued_to_its_key_keeps_its_place() -> None:
    document, _ = load("a.yaml", b"a: b\nages:{min: 0, max: 2}\n")
    assert document is not None
    assert document.root is not None
    assert locate(document.root, ("ages", "max")) == Span(2, 20, 2, 21)
