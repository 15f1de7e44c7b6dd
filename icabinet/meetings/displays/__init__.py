"""The displays of the room: any number, each with a name and a code; they follow the meeting, or show one thing."""
