"""The floor: who asked to speak, who speaks, and for how long."""
