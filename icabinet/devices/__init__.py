"""The door to the devices of a room: microphones, cameras, light, keys and cards, by way of an MQTT broker.

docs/devices.md has the topics. The broker is spoken to by a child process; nothing here waits for it.
"""
