"""Who is here. Losing the network is not leaving: presence is declared, not measured."""
