"""Frames from outside. A malformed one must not become a traceback: whoever sends it is disconnected."""

from typing import Any

from socketio import packet


class StrictPacket(packet.Packet):
    """A Socket.IO packet that reads anything malformed as the sender's wish to leave."""

    def decode(self, encoded_packet: Any) -> Any:
        try:
            attachments = super().decode(encoded_packet)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
            return self._leave()
        known = self.packet_type in (packet.CONNECT, packet.DISCONNECT, packet.EVENT, packet.ACK)
        # Binary attachments have no place in the protocol; python-socketio would keep what it waits for.
        if not known or attachments or not self._is_well_formed():
            return self._leave()
        return attachments

    def _is_well_formed(self) -> bool:
        if self.namespace not in (None, "/"):
            return False
        if self.packet_type != packet.EVENT:
            return True
        return isinstance(self.data, list) and bool(self.data) and isinstance(self.data[0], str)

    def _leave(self) -> int:
        self.packet_type, self.data, self.namespace, self.id = packet.DISCONNECT, None, "/", None
        return 0
