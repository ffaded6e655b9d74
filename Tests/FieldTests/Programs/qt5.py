"""A form of Qt 5 whose password field is red; with an argument that is the field's name."""

import sys

from PyQt5.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

application = QApplication(["form"])
window = QWidget()
window.setWindowTitle("form")
window.resize(420, 300)
layout = QVBoxLayout(window)
for text in ("Name", "Town", "Password"):
    entry = QLineEdit(text)
    if text == "Password":
        if sys.argv[1:]:
            entry.setAccessibleName(sys.argv[1])
        else:
            entry.setEchoMode(QLineEdit.EchoMode.Password)
        entry.setStyleSheet("background: #ff0000; color: #ff0000; border: none")
    layout.addWidget(entry)
window.show()
print("shown", flush=True)
sys.exit(application.exec())
