"""Codes of what is well formed and yet doubtful (V6xx): conditions, versions, loose ends of the corpus, tolerances."""

from __future__ import annotations

from eligibility.documents.entry import Entry

_HORS_REGLES = "écrivez la règle qui manque, ou dites avec « hors_regles » pourquoi il n'en faut pas"

CODES: dict[str, Entry] = {
    # What a path given to the command holds.
    "V600": Entry(
        "erreur",
        "ce fichier n'est ni des règles, ni des cas, ni un projet",
        "sa première clé est « regles », « cas », ou un champ de projet comme « intitule »",
    ),
    # Conditions.
    "V601": Entry(
        "avertissement",
        "la règle « {id} » ne peut jamais se déclencher : {raison}",
        "corrigez l'une de ces conditions, ou retirez la règle",
    ),
    "V602": Entry(
        "avertissement",
        "cette branche ne peut jamais être vraie : {raison}",
        "corrigez l'une de ces conditions, ou retirez la branche : elle n'ouvre aucun cas",
    ),
    "V603": Entry(
        "avertissement",
        "« {condition} » est toujours vrai, quelle que soit la valeur donnée",
        "écrivez « renseigne: oui » s'il suffit que la donnée soit là ; sinon, corrigez la condition",
    ),
    "V604": Entry(
        "avertissement",
        "« {condition} » n'ajoute rien : {raison}",
        "retirez cette condition, ou corrigez celle des deux qui devait dire autre chose",
    ),
    "V605": Entry(
        "avertissement",
        "aucune version de la règle « {id} » ne vaut {jours}",
        "faites commencer celle-ci le {du}, prolongez la précédente, ou donnez un autre identifiant à une autre règle",
    ),
    "V606": Entry(
        "avertissement",
        "la règle « {id} » dit la même chose que « {autre} » ({lieu}) : mêmes conditions, même conclusion",
        "corrigez celle des deux qui devait dire autre chose, ou n'en gardez qu'une, avec les passages des deux",
    ),
    # What rules conclude.
    "V610": Entry(
        "avertissement",
        "{quoi} « {id} » n'est la conclusion d'aucune règle",
        "écrivez la règle qui y mène, ou retirez cette entrée",
    ),
    "V611": Entry(
        "note",
        "{quoi} « {id} » n'est la conclusion de règles que sous une lecture qui n'est pas celle par défaut",
        "vérifiez que c'est bien voulu : par défaut, aucun projet n'y mène",
    ),
    # What rules test and read.
    "V620": Entry("note", "aucune règle ne teste la valeur « {id} » de « {champ} »", _HORS_REGLES),
    "V621": Entry("note", "aucune règle ne teste le champ « {id} »", _HORS_REGLES),
    "V622": Entry(
        "avertissement",
        "« {id} » est dit hors des règles, mais la règle « {regle} » le teste",
        "retirez « hors_regles », ou la condition",
    ),
    "V623": Entry("note", "aucune règle ne teste le dispositif « {id} »", _HORS_REGLES),
    "V624": Entry(
        "note",
        "l'acteur « {id} » ne sert nulle part : ni mesure, ni contrat, ni part, ni règle",
        "retirez-le s'il n'est pas non plus un porteur ou un financeur possible",
    ),
    "V625": Entry(
        "avertissement",
        "aucune règle ne dépend de l'interprétation « {id} »",
        "donnez « lecture » aux règles qui en dépendent, ou retirez-la",
    ),
    "V626": Entry(
        "note",
        "aucune règle ne vaut sous l'option « {option} » de l'interprétation « {id} »",
        "vérifiez que cette lecture consiste bien à retirer des règles, sans en ajouter",
    ),
    # Sources.
    "V630": Entry(
        "avertissement",
        "aucune règle ne cite le passage « {id} »",
        "citez-le dans la règle qui le porte, ou dites avec « hors_champ » pourquoi il n'y en a pas",
    ),
    "V631": Entry(
        "avertissement",
        "le passage « {id} » est dit hors champ, mais la règle « {regle} » le cite",
        "retirez « hors_champ », ou la citation",
    ),
    "V632": Entry(
        "avertissement", "la source « {id} » n'a aucun passage", "ajoutez ses passages, ou retirez ce fichier"
    ),
    # Cases.
    "V640": Entry(
        "avertissement",
        "aucun cas ne montre la règle « {id} » : ni nommée, ni déclenchée",
        "ajoutez un cas qui la nomme sous « vraies », et un autre sous « fausses »",
    ),
    # Tolerances.
    "V690": Entry(
        "avertissement",
        "cette tolérance ne dit pas pourquoi",
        "écrivez « # tolere {vise} : » puis la raison",
    ),
    "V691": Entry(
        "avertissement",
        "cette tolérance ne nomme aucun code de ce contrôle : {ecrit}",
        "écrivez par exemple « # tolere V604 : », puis la raison",
    ),
    "V692": Entry(
        "avertissement", "rien à tolérer ici : {vise} n'est pas signalé", "retirez cette tolérance, devenue inutile"
    ),
    "V693": Entry(
        "avertissement",
        "{vise} est une erreur : elle ne se tolère pas",
        "corrigez ce que l'erreur signale, puis retirez cette tolérance",
    ),
}
