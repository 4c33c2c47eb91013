"""What a gain rests on, in words that serve the person and the agent alike: nobody is addressed.

Every code of `jalon.rights` has its sentence; a test walks them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jalon.web.words.plain import NBSP

CAUSES: Mapping[str, str] = {
    "caf_may_differ": "La CAF peut trouver un montant un peu différent du nôtre.",
    "paid_differs_from_model": "Une aide versée aujourd’hui n’est pas celle que nous calculons.",
    "declaration_month_unknown": "On ne sait pas quand est la prochaine déclaration trimestrielle.",
    "rsa_not_received": "Aucun RSA n’est versé aujourd’hui, alors qu’il pourrait être demandé.",
    "housing_aid_not_received": "Aucune aide au logement n’est versée aujourd’hui, alors qu’elle "
    "pourrait être demandée.",
    "rsa_to_claim": f"Aucun RSA n’est versé aujourd’hui{NBSP}: le calcul suppose qu’il sera "
    "demandé une fois les salaires finis.",
    "housing_aid_to_claim": f"Aucune aide au logement n’est versée aujourd’hui{NBSP}: le calcul "
    "suppose qu’elle sera demandée.",
    "minor_lease_unknown": "Avant 18 ans, l’aide au logement demande un bail signé par un parent, "
    "ou d’être émancipé.",
    "young_worker_unknown": "Avant 25 ans, le RSA demande deux ans de travail. On ne sait pas si "
    "c’est le cas.",
    "child_support_unknown": "La pension alimentaire reçue est inconnue.",
    "resources_n2_unknown": "Le revenu d’il y a deux ans est inconnu.",
    "isolation_unknown": "On ne sait pas depuis quand vous vivez sans être en couple.",
    "housing_unknown": "Le logement ou le loyer est inconnu. Selon le cas, une aide au logement "
    "peut s’ajouter, et baisser avec cet emploi.",
    "loan_unknown": "On ne sait pas si un prêt reste à rembourser pour le logement.",
    "loan_counted_or_not": "La CAF peut compter ou non un logement dont le prêt court encore.",
    "income_since_unknown": "Le mois où l’allocation ou la pension a commencé est inconnu.",
    "allowance_unknown": "Le montant de l’allocation ou de la pension est inconnu.",
    "status_unknown": "La situation d’aujourd’hui est inconnue (emploi, chômage, autre).",
    "salary_now_unknown": "Le salaire d’aujourd’hui, dans le couple, est inconnu.",
    "past_salaries_unknown": f"Des salaires des mois passés sont inconnus{NBSP}: mois par mois, "
    "ils sont comptés comme nuls.",
    "shared_custody": f"Garde alternée{NBSP}: les enfants peuvent compter par moitié, en entier, "
    "ou chez l’autre parent.",
    "two_earners_unknown": "On ne sait pas ce que chacun du couple a gagné il y a deux ans.",
    "resources_counted_unknown": "On ne sait pas si le revenu d’il y a deux ans compte en entier "
    "pour les aides aux enfants.",
    "short_permit": "Avec un titre de séjour de moins de cinq ans, le RSA et la prime d’activité "
    "ne s’ouvrent que dans certains cas. La CAF les connaît.",
    "unemployment_insurance": "Une allocation chômage suivra peut-être la fin du contrat.",
    "care_unknown": "On ne sait pas qui garderait les enfants.",
    "care_hours_unknown": "Les heures de garde avec cet emploi sont inconnues.",
    "care_today_unknown": "Les heures de garde payées aujourd’hui sont inconnues.",
    "care_price_unknown": "Le prix demandé par la personne qui garderait l’enfant est inconnu.",
    "care_contributions_estimated": "Les cotisations qui restent à payer pour la garde sont "
    "estimées.",
    "after_school_tariff_unknown": "Le tarif de l’accueil autour de l’école est inconnu.",
    "travel_unknown": "La façon d’aller au travail est inconnue.",
    "solidarity_fare_unknown": "On ne sait pas si un tarif réduit de transport s’applique.",
    "car_cost_per_km": "Le coût d’un kilomètre dépend de la voiture.",
}
"""Why the gain is a range."""
NOT_COUNTED: Mapping[str, str] = {
    "income_tax": "L’impôt sur le revenu.",
    "end_of_contract_bonus": "La prime de fin de contrat, et les congés payés à la fin.",
    "revaluation_to_come": "Le SMIC et les aides, qui augmenteront plus tard.",
    "childcare": "La garde des enfants.",
    "travel": "Le trajet.",
    "childcare_tax_credit": "Le crédit d’impôt pour la garde, versé un an après.",
    "housing_aid": "L’aide au logement, faute de connaître le loyer.",
    "housing_aid_held": "Le changement de l’aide au logement, faute de connaître le loyer.",
    "rent_ceiling_of_commune": "Le plafond de loyer de la commune, qui est inconnue.",
    "birth_to_come": "La naissance à venir, le congé de maternité, et les aides qui commencent.",
    "birth_leave": "Le congé de maternité, la prime à la naissance, et la garde de l’enfant à "
    "naître.",
    "unemployment_first": "L’allocation chômage, à demander à France Travail avant le RSA.",
    "pension_age": "Une retraite ou l’Aspa, qui passent avant le RSA.",
    "back_to_school_allowance": "L’allocation de rentrée scolaire.",
}
"""What would change the gain and is not in it."""
UNSURE_WAGES = (
    f"Des salaires des mois passés sont inconnus{NBSP}: la fourchette tient compte de tout ce "
    "qu’ils peuvent être. Mois par mois, Jalon les compte comme nuls. Certains montants peuvent "
    "donc changer."
)
"""Beside a figure whose range, or months, rest on wages that nobody said."""
NOT_COMPUTED: Mapping[str, str] = {
    "aah_with_a_job": "Avec l’AAH, un emploi suit des règles que Jalon ne sait pas encore compter.",
    "ass_with_a_job": "Avec l’ASS, un emploi suit des règles que Jalon ne sait pas encore compter.",
    "self_employment": "Jalon ne sait pas encore compter les revenus d’une activité à son compte.",
    "apprenticeship": "Jalon ne sait pas encore compter la paie d’un apprentissage.",
    "studies_with_a_job": "Pendant les études, un emploi suit des règles que Jalon ne sait pas "
    "encore compter.",
    "wage_now_unknown": "On ne sait pas si un emploi est déjà là, ni combien il rapporte.",
    "overseas": "Les barèmes d’outre-mer ne sont pas encore dans Jalon.",
    "pension_with_a_job": "Avec une retraite, un emploi suit des règles que Jalon ne sait pas "
    "encore compter.",
}
"""Why no gain can be computed."""

NOTICES: Mapping[str, str] = {
    "resources_count_again": "Quand on travaille, le revenu d’il y a deux ans compte de nouveau en "
    "entier pour les aides aux enfants. Certains mois, elles baissent avec cet emploi.",
    "wage_under_minimum": "Le salaire de cette offre est sous le SMIC pour ces heures. Parlez-en à "
    "l’employeur ou à l’inspection du travail avant de signer.",
}
"""What is said of the offer itself, and of what it brings with it."""


def say_all(words: Mapping[str, str], codes: Iterable[str]) -> tuple[str, ...]:
    """The sentences of some codes, in the order of the table."""
    wanted = set(codes)
    return tuple(sentence for code, sentence in words.items() if code in wanted)
