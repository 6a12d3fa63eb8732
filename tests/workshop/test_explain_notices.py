"""Explanations of a small corpus (the theatre of the fixtures), read against its files."""

from __future__ import annotations

import re
from functools import cache

import pytest

from eligibility.documents.catalogue import CATALOGUE
from eligibility.documents.diagnostics import Severity
from eligibility.workshop.notices.codes import FAMILLES, gabarit
from eligibility.workshop.notices.fonds import Fonds, lire_fonds
from eligibility.workshop.notices.modele import (
    Bloc,
    Conditions,
    Exemple,
    Lien,
    Lieu,
    Liste,
    Mot,
    Notice,
    Paragraphe,
    Phrase,
    Section,
    Sorte,
    Tableau,
)
from eligibility.workshop.notices.noms import Nom, idents, notice

from .conftest import SOCLE, Monter

NON_DECLARES = (Sorte.CODE, Sorte.OPERATEUR, Sorte.CONNECTEUR)
"""What no file of a corpus declares."""


@cache
def fonds() -> Fonds:
    found, diagnostics = lire_fonds(SOCLE)
    assert found is not None, diagnostics
    return found


def de(sorte: Sorte, ident: str) -> Notice:
    return notice(fonds(), Nom(sorte, ident))


def dit(phrase: Phrase) -> str:
    textes = []
    for morceau in phrase:
        match morceau:
            case str():
                textes.append(morceau)
            case Lien():
                textes.append(morceau.montre)
            case Lieu():
                textes.append(morceau.texte or f"{morceau.fichier}:{morceau.ligne}")
            case Mot():
                textes.append(morceau.texte)
            case _:
                textes.append(morceau.url)
    return "".join(textes).replace("\u00a0", " ")


def lignes(bloc: Bloc) -> list[str]:
    match bloc:
        case Paragraphe():
            return [dit(bloc.phrase)]
        case Liste():
            return [*([bloc.intro] if bloc.intro else []), *map(dit, bloc.points)]
        case Tableau():
            return [" | ".join(map(dit, ligne)) for ligne in bloc.lignes]
        case Conditions():
            return [
                f"{each.numero} {each.champ.montre if each.champ else each.texte} "
                f"{each.operateur.montre if each.operateur else ''} {each.valeur} {each.ligne or ''}"
                "".replace("\u00a0", " ").strip()
                for each in bloc.lignes
            ]
        case Exemple():
            return bloc.texte.splitlines()


def sections(found: Notice, titre: str) -> list[list[str]]:
    return [
        [ligne for bloc in section.blocs for ligne in lignes(bloc)]
        for section in found.sections
        if section.titre == titre
    ]


def section(found: Notice, titre: str) -> list[str]:
    (seule,) = sections(found, titre)
    return seule


def test_a_rule_says_what_it_concludes_when_and_on_what() -> None:
    found = de(Sorte.REGLE, "dehors/parade-seule")
    assert found.titre == "Une parade en plein air va dans la rue"
    assert found.lieu == Lieu("rules/dehors.yaml", 9)
    assert section(found, "Conclut") == ["Le projet atteint l'item « Parade » (rue/parade), de l'axe 2 (rue)."]
    assert section(found, "Quand") == ["Genre vaut « Parade », et En plein air vaut oui."]
    assert section(found, "Conditions") == [
        "toutes ces conditions",
        "1 Genre vaut « Parade » 14",
        "2 En plein air vaut oui 15",
    ]
    assert section(found, "Vaut") == [
        "Sans limite de dates.",
        "Sous une lecture qui n'est pas celle par défaut, plein-air=non-rue : Une cour est-elle une rue ? "
        "« Elle ne l'est pas »",
    ]
    assert section(found, "Sources") == ["charte-1/2/rue (Charte, 1, 2) : Les spectacles de rue."]
    assert section(found, "À remplir") == ["genre (Genre), sur quoi le porteur peut agir", "dehors (En plein air)"]


def test_rules_that_feed_one_another() -> None:
    rire = de(Sorte.REGLE, "salle/rire")
    assert section(rire, "Alimentée par") == ["« Comédie en salle » (scene/comedie), par salle/comedie"]
    assert section(rire, "Alimente") == ["salle/abonnement : L'abonnement ouvre la scène"]
    pompiers = de(Sorte.REGLE, "dehors/pompiers")
    # Two rules conclude the only item of that axis.
    assert section(pompiers, "Alimentée par") == ["axe 2 (rue), que 2 règles concluent"]
    assert sections(pompiers, "Alimente") == []
    assert section(de(Sorte.REGLE, "dehors/parade"), "Alimente") == ["Par l'axe 2 (rue) : 1 règle, dites avec l'axe."]
    assert section(de(Sorte.AXE, "rue"), "Alimente") == ["dehors/pompiers : Dans la rue, les pompiers savent"]


def test_each_version_is_told() -> None:
    found = de(Sorte.REGLE, "salle/comedie")
    assert sections(found, "Version") == [
        ["du 1er janvier 2024 au 31 décembre 2025 (rules/salle.yaml:2)"],
        ["depuis le 1er janvier 2026 (rules/salle.yaml:9)"],
    ]
    assert sections(found, "Quand")[0] == ["Genre vaut « Comédie » ou « Drame »."]
    seule = notice(fonds(), Nom(Sorte.REGLE, "salle/comedie", "salle/comedie@2024-01-01"))
    assert seule.titre == "Une comédie se joue en salle"
    assert section(seule, "Vaut") == ["Du 1er janvier 2024 au 31 décembre 2025."]
    assert sections(seule, "Version") == []


def test_an_instrument_is_closed_for_a_reason() -> None:
    found = de(Sorte.REGLE, "dehors/billet")
    assert section(found, "Conclut") == [
        "Ferme « Billet » (billet) à ces axes : axe 2 (rue). Motif : "
        "Au-delà de 500 places, pas de rue sur la rive droite."
    ]
    assert section(found, "À remplir") == ["lieu.rive (Rive), qui se déduit de lieu.quartier", "public (Places)"]


def test_cases_that_show_a_rule() -> None:
    billet = section(de(Sorte.REGLE, "dehors/billet"), "Cas")
    assert billet == ["Elle se déclenche :", "Une parade sur la rive droite"]
    essai = section(de(Sorte.REGLE, "essai"), "Cas")
    assert essai == ["Elle ne se déclenche pas :", "Une comédie courte, payée à deux, se joue en salle"]
    # No case names it; one makes a comedy short enough.
    comedie = section(de(Sorte.REGLE, "salle/comedie"), "Cas")
    assert comedie == [
        "Elle s'y déclenche, sans que le cas la nomme :",
        "Une comédie courte, payée à deux, se joue en salle",
    ]
    parade = section(de(Sorte.ITEM, "rue/parade"), "Cas")
    assert parade == ["L'item correspond :", "La même, lue strictement", "Une parade sur la rive droite"]
    lue = section(de(Sorte.INTERPRETATION, "plein-air"), "Cas")
    assert lue == ["Sous la lecture non-rue :", "La même, lue strictement"]


def test_an_item_says_its_axis_rules_contracts_and_measures() -> None:
    found = de(Sorte.ITEM, "scene/comedie")
    assert section(found, "Axe") == ["axe 1 (scene) : La scène"]
    assert section(found, "Règles") == ["salle/comedie : Une comédie courte se joue en salle"]
    assert section(found, "Contrats") == [
        "Réservé à « Abonnement » (abonnement).",
        "« Abonnement » (abonnement) : ouvert par salle/abonnement",
    ]
    assert section(found, "Mesures") == [
        "Mesures nationales de cet axe :",
        "rire : Rire pour tous (chef de file : Troupe)",
    ]
    rue = de(Sorte.ITEM, "rue/parade")
    assert section(rue, "Réserve") == ["À confirmer selon la météo"]
    assert section(rue, "Contrats") == ["« Billet » (billet) : fermé par dehors/billet"]
    assert section(rue, "Règles") == [
        "dehors/parade : Une parade va dans la rue (lecture plein-air=oui-rue)",
        "dehors/parade-seule : Une parade en plein air va dans la rue (lecture plein-air=non-rue)",
    ]


def test_a_measure_filed_away_from_its_subject() -> None:
    found = de(Sorte.MESURE, "rire")
    assert section(found, "Axe") == ["Le texte la range dans l'axe 1 (scene), mais son objet relève de l'axe 2 (rue)."]
    assert section(found, "Chef de file") == ["« Troupe » (troupe), avec « Mairie » (mairie)."]


def test_an_option_gives_its_shares() -> None:
    found = de(Sorte.COFINANCEMENT, "moitie")
    assert section(found, "Parts") == [
        "Les taux portent sur le coût total de l'action.",
        "Troupe : 50 %",
        "Mairie : 50 %",
    ]
    assert section(found, "Conditions") == ["Un spectacle complet."]
    assert section(found, "Règles") == ["dehors/moitie : Chacun sa moitié"]


def test_what_is_written_in_a_project() -> None:
    assert section(de(Sorte.DISPOSITIF, "souffleur"), "Écriture") == [
        "Sous aides, s'écrit souffleur.",
        "Autres mots compris : « chuchoteur ».",
    ]
    assert section(de(Sorte.DISPOSITIF, "souffleur"), "Règles") == [
        "salle/comedie : Une comédie courte se joue en salle"
    ]
    assert section(de(Sorte.COORDINATION, "pompiers"), "Assurée") == [
        "Le projet dit sous coordination.pompiers si c'est fait."
    ]
    assert section(de(Sorte.CHAMP, "lieu.quartier"), "Rempli par")[-1] == "S'en déduisent : lieu.rive."
    assert section(de(Sorte.CHAMP, "lieu.rive"), "Rempli par") == ["L'outil le déduit de lieu.quartier."]
    assert sections(de(Sorte.CHAMP, "lieu.rive"), "Écriture") == []
    assert section(de(Sorte.CHAMP, "items"), "Rempli par") == [
        "Les règles, par ce qu'elles concluent : un projet ne le donne jamais."
    ]


def test_a_field_gives_its_values_with_their_rules() -> None:
    found = de(Sorte.CHAMP, "genre")
    assert section(found, "Valeurs") == [
        "comedie | Comédie | « farce » | salle/comedie",
        "parade | Parade | « défilé » | dehors/parade et dehors/parade-seule",
        "drame | Drame |  | essai et salle/comedie",
        "inclassable | Autre genre |  | ",
    ]
    assert section(found, "Règles") == [
        "4 règles selon la valeur : eligibility explain genre=… les donne pour l'une d'elles."
    ]
    # Entries of a referentiel have their own explanations; what is added to them has not.
    assert section(de(Sorte.CHAMP, "aides"), "Valeurs") == ["souffleur : Souffleur", "autre | Autre |  | salle/comedie"]


def test_a_value() -> None:
    found = de(Sorte.VALEUR, "genre=comedie")
    assert (found.titre, section(found, "Champ")) == ("Comédie", ["genre : Genre"])
    assert section(found, "Autres mots") == ["« farce »."]
    assert section(found, "Écriture") == ["genre: comedie"]
    assert section(found, "Règles") == ["salle/comedie : Une comédie courte se joue en salle"]
    hors = section(de(Sorte.VALEUR, "genre=inclassable"), "Hors règles")
    assert hors == ["Ce qui n'est d'aucun genre n'ouvre rien"]
    # What the code list says of it.
    assert section(de(Sorte.VALEUR, "lieu.quartier=01"), "Ce que c'est") == ["rive gauche"]


def test_words_of_conditions() -> None:
    une_de = de(Sorte.CONNECTEUR, "une_de")
    assert section(une_de, "Écriture")[0] == "une_de:"
    assert section(une_de, "Règles") == [
        "dehors/costumes : Des costumes se prêtent",
        "salle/comedie : Une comédie courte se joue en salle",
    ]
    au_moins = de(Sorte.OPERATEUR, "au_moins")
    assert section(au_moins, "Écriture") == ["public: {au_moins: 12}"]
    assert section(au_moins, "Champs") == ["public : Places", "financement.cout_total : Coût total"]
    assert section(au_moins, "Règles") == ["dehors/billet : Le billet ferme la rue"]
    # No field of this corpus is a date.
    assert sections(de(Sorte.OPERATEUR, "avant"), "Champs") == []


def test_texts() -> None:
    assert section(de(Sorte.SOURCE, "guide"), "Adresse") == ["https://exemple.invalid/guide"]
    passage = de(Sorte.PASSAGE, "charte-1/1.1/scene")
    assert section(passage, "Où") == ["Charte de la saison, 1.1."]
    assert section(passage, "Ses mots") == ["« grande scène »."]
    assert [ligne.split(" : ")[0] for ligne in section(passage, "Règles")] == [
        "salle/abonnement",
        "salle/comedie",
        "salle/rire",
    ]
    assert section(passage, "Autres appuis") == [
        "scene/comedie : Comédie en salle",
        "scene : La scène",
        "rire : Rire pour tous",
        "abonnement : Abonnement de saison",
    ]
    lectures = section(de(Sorte.INTERPRETATION, "plein-air"), "Lectures")
    assert lectures == [
        "oui-rue (par défaut) : Elle l'est",
        "dehors/parade : Une parade va dans la rue",
        "non-rue : Elle ne l'est pas",
        "dehors/parade-seule : Une parade en plein air va dans la rue",
    ]


@pytest.mark.parametrize("sorte", [sorte for sorte in Sorte if sorte not in NON_DECLARES])
def test_everything_that_has_a_name_is_explained(sorte: Sorte) -> None:
    tous = list(idents(fonds(), sorte))
    assert tous
    for ident in tous:
        found = de(sorte, ident)
        assert (found.sorte, found.ident) == (sorte, ident)
        assert found.titre
        # Titles stand in the margin of a text.
        assert all(len(part.titre) <= 13 for part in found.sections)
        assert found.lieu is not None
        # Where it is said to be written, it is.
        cle = ident.rpartition("=")[0] if sorte is Sorte.VALEUR else ident
        ecrit = (SOCLE / found.lieu.fichier).read_text(encoding="utf-8").splitlines()[found.lieu.ligne - 1]
        assert cle in ecrit or sorte is Sorte.SOURCE, (ecrit, found.lieu)


def test_links_lead_to_something() -> None:
    connus = {(sorte, ident) for sorte in Sorte for ident in idents(fonds(), sorte)}
    for sorte in Sorte:
        for ident in idents(fonds(), sorte):
            for lien in liens(de(sorte, ident)):
                assert (lien.sorte, lien.ident) in connus, (ident, lien)


def liens(found: Notice) -> list[Lien]:
    phrases: list[Phrase] = []
    for part in found.sections:
        for bloc in part.blocs:
            match bloc:
                case Paragraphe():
                    phrases.append(bloc.phrase)
                case Liste():
                    phrases.extend(bloc.points)
                case Tableau():
                    phrases.extend(cellule for ligne in bloc.lignes for cellule in ligne)
                case Conditions():
                    phrases.extend(
                        (ligne.champ, ligne.operateur) for ligne in bloc.lignes if ligne.champ and ligne.operateur
                    )
    return [morceau for phrase in phrases for morceau in phrase if isinstance(morceau, Lien)]


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_is_explained(code: str) -> None:
    found = de(Sorte.CODE, code)
    gravite = Severity(CATALOGUE[code].severity)
    assert section(found, "Gravité")[0].lower().startswith(gravite.value)
    tolerance = section(found, "Tolérance")
    tolerable = gravite is not Severity.ERREUR and not code.startswith("V69")
    assert (f"# tolere {code} : la raison" in tolerance) is tolerable
    assert section(found, "Pourquoi")
    exemple = [sections(found, titre) for titre in ("À éviter", "À préférer")]
    sans = sections(found, "Sans exemple")
    assert all(exemple) or (sans and not any(exemple))
    assert not any(re.search(r"\{[a-z_]*\}", ligne) for part in found.sections for ligne in _prose(part))
    assert found.titre.count("‹") == found.titre.count("›")


def _prose(part: Section) -> list[str]:
    return [ligne for bloc in part.blocs if not isinstance(bloc, Exemple) for ligne in lignes(bloc)]


def test_every_code_is_of_a_family() -> None:
    assert {code[:2] for code in CATALOGUE} == FAMILLES.keys()


def test_templates_show_their_places() -> None:
    assert gabarit("clé « {cle} » : {{x}}, {vise}, {regle}") == "clé « ‹clé› » : {x}, ‹visé›, ‹règle›"


def test_faulty_cases_are_said_and_hide_nothing(monter: Monter) -> None:
    corpus = monter()
    (corpus / "tests" / "cas" / "perdu.yaml").write_text("cas: [", encoding="utf-8")
    lu, diagnostics = lire_fonds(corpus)
    assert lu is not None
    assert diagnostics == ()
    dites = section(notice(lu, Nom(Sorte.REGLE, "dehors/billet")), "Cas")
    assert dites[:2] == ["Elle se déclenche :", "Une parade sur la rive droite"]
    assert dites[2].startswith("tests/cas/perdu.yaml ne peut pas être lu")
