"""The kinds of requests for the floor, and which comes before which."""

CONTRIBUTION, PRO, CONTRA, QUESTION = "contribution", "pro", "contra", "question"
INTERPOSED, INTERVENTION, POINT_OF_ORDER, ANSWER = "interposed", "intervention", "point_of_order", "answer"

# What comes first; answers are due as soon as their question was put. The rest is ordinary.
PRECEDENCE = {ANSWER: 0, INTERPOSED: 1, INTERVENTION: 2, POINT_OF_ORDER: 3}
ORDINARY = 4
KINDS = (CONTRIBUTION, PRO, CONTRA, INTERPOSED, INTERVENTION, POINT_OF_ORDER, QUESTION, ANSWER)
# What takes from a unit's time, and counts where the floor goes to whoever has spoken least.
COUNTED = frozenset({CONTRIBUTION, PRO, CONTRA, QUESTION})

# Queues that belong to no item; all others are called by their item's id.
GENERAL, QUESTIONS = "general", "questions"


def precedence(kind: str) -> int:
    """Return the class that a kind is called in: the lower, the sooner."""
    return PRECEDENCE.get(kind, ORDINARY)


def fits(kind: str, queue: str) -> bool:
    """Whether there are requests of this kind in the queue: question time has its own, and nobody else has those."""
    if queue == QUESTIONS:
        return kind in (QUESTION, ANSWER, POINT_OF_ORDER)
    return kind in KINDS and kind != QUESTION
