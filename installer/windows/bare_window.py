"""The least a frozen Qt window can be: what the start of the program is measured against."""

import sys

from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

application = QApplication(sys.argv)
window = QMainWindow()
window.setWindowTitle("Jendela polos")
window.setCentralWidget(QLabel("Jendela polos"))
window.resize(1180, 720)
window.show()
sys.exit(application.exec())
