"""What the service does beside its pages, in words: tasks, long works, and the time left."""

from __future__ import annotations

from jalon.web.words.plain import NBSP, say_duration
from jalon.worker.queries import TaskState, WorkState

TASKS = {
    "accounts.forget": "Oublier les codes et les limites passés",
    "accounts.send_code": "Envoyer un code pour entrer",
    "accounts.send_invitation": "Envoyer une invitation par mail",
    "accounts.send_notice": "Prévenir d’un changement sur un compte",
    "demo.bring_back": "Remettre la démonstration comme au premier jour",
    "jobs.link_companies": "Relier les offres aux comptes des entreprises",
    "jobs.look_nearest": "Chercher les marges et les gains à mettre à jour",
    "jobs.refresh_nearest": "Calculer les marges et les gains des offres les plus proches",
    "jobs.refresh_nearest_changes": "Mettre à jour les marges et les gains après un changement",
    "jobs.tell_offers": "Relire les offres",
    "matching.look": "Chercher les réponses à mettre à jour",
    "matching.refresh_changes": "Mettre à jour les réponses d’après un changement",
    "matching.refresh_shard": "Mettre à jour les réponses d’un groupe de personnes",
    "people.ask_short_law": "Calculer les droits d’un foyer",
    "people.ask_whole_law": "Calculer les droits d’un foyer avec la loi entière",
    "people.purge_law": "Effacer les vieux calculs de droits",
    "worker.clear_sessions": "Effacer les visites terminées",
    "worker.note_audit": "Noter hors de la base où en est le registre des ouvertures",
    "worker.forget_tasks": "Oublier les vieilles tâches abandonnées",
}
"""A task in words, by its name; a test holds that each has its own."""
WORKS = {
    "jobs.nearest": "Marges et gains des offres les plus proches de chaque personne",
    "matching.days": "Journées de chaque personne avec chaque offre",
}
"""A long work in words, by its name."""
_SHORT_S = 60


def say_task(name: str) -> str:
    """A task in words; one of another version of Jalon has its name alone."""
    return TASKS.get(name, name)


def say_work(name: str) -> str:
    """A long work in words."""
    return WORKS.get(name, name)


def say_left(state: WorkState) -> str:
    """`encore 12 min environ`, `terminé`; unknown is said, and never guessed."""
    if state.done >= state.total:
        return "terminé"
    if state.left_s is None:
        return "durée encore inconnue"
    if state.left_s < _SHORT_S:
        return "encore moins d’une minute"
    return f"encore {say_duration(int(state.left_s))} environ"


def say_counts(state: TaskState) -> str:
    """`3 attendent, 1 en cours, 2 abandonnées`: what there is, and nothing of what there is not."""
    counts = (
        (state.waiting, "attend", "attendent"),
        (state.in_hand, "en cours", "en cours"),
        (state.given_up, "abandonnée", "abandonnées"),
    )
    said = (
        f"{_group(count)}{NBSP}{many if count > 1 else one}" for count, one, many in counts if count
    )
    return ", ".join(said)


def say_share(done: int, total: int) -> str:
    """`120 sur 400`, thousands apart."""
    return f"{_group(done)} sur {_group(total)}"


def _group(number: int) -> str:
    return f"{number:,}".replace(",", NBSP)
