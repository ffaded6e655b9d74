"""A form of Qt 5 over which a red menu drops down; with an argument it has a password field, too."""

import sys

from PyQt5.QtCore import QPoint, QTimer
from PyQt5.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget

application = QApplication(["form"])
window = QWidget()
window.setWindowTitle("form")
window.resize(420, 300)
layout = QVBoxLayout(window)
for text in ("Name", "Town", "Password"):
    entry = QLineEdit(text)
    if text == "Password" and sys.argv[1:]:
        entry.setEchoMode(QLineEdit.EchoMode.Password)
    layout.addWidget(entry)
window.show()
window.activateWindow()

menu = QMenu(window)
menu.setStyleSheet("QMenu, QMenu::item { background: #ff0000; color: #ff0000 }")
for text in ("First", "Second", "Third"):
    menu.addAction(text)


def drop():
    menu.popup(window.mapToGlobal(QPoint(30, 40)))
    print("dropped", flush=True)


QTimer.singleShot(1500, drop)
print("shown", flush=True)
sys.exit(application.exec())
