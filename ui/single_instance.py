"""One window per data folder: a second start asks the first to come forward and ends."""

import hashlib
import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from dinsos_desk.paths import DataPaths

_ASK = b"maju\n"
_ANSWER = b"ya\n"
_CONNECT_MS = 500
_ANSWER_MS = 2000


def server_name(paths: DataPaths) -> str:
    """A name that only programs on the same data folder share; it tells nothing about the folder."""
    root = str(paths.root.resolve()).encode("utf-8", "surrogateescape")
    return "dinsos-desk-" + hashlib.sha256(root).hexdigest()[:24]


def call_first(paths: DataPaths) -> bool:
    """Ask the program that holds the data folder to come forward; False when nobody answers."""
    if sys.platform == "win32":
        import ctypes

        # Only the program the user just started may hand the right to stand in front to another.
        ctypes.windll.user32.AllowSetForegroundWindow(-1)
    socket = QLocalSocket()
    socket.connectToServer(server_name(paths))
    if not socket.waitForConnected(_CONNECT_MS):
        return False
    socket.write(_ASK)
    socket.flush()
    came = socket.bytesAvailable() > 0 or socket.waitForReadyRead(_ANSWER_MS)
    answered = came and bytes(socket.readAll().data()) == _ANSWER
    socket.disconnectFromServer()
    return answered


class SingleInstance(QObject):
    """Listens for further starts; make it only while holding the lock of the folder."""

    wanted = Signal()
    """Somebody started the program again: come forward."""

    def __init__(self, paths: DataPaths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        # Whoever listened here before is gone, for the lock is ours; a killed program leaves its name.
        QLocalServer.removeServer(server_name(paths))
        self._server.listen(server_name(paths))

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._answer(socket))
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._answer(socket)

    def _answer(self, socket: QLocalSocket) -> None:
        if bytes(socket.readAll().data()) == _ASK:
            socket.write(_ANSWER)
            socket.flush()
            self.wanted.emit()
