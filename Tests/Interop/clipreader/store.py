"""Where the objects of a clip come from: a folder of files, or a vector's archive."""
import io
import os
import stat
from typing import BinaryIO, Protocol


class Store(Protocol):
    def names(self) -> list[str]: ...
    def has(self, name: str) -> bool: ...
    def is_file(self, name: str) -> bool: ...
    def open(self, name: str) -> BinaryIO: ...
    def size(self, name: str) -> int: ...
    def read(self, name: str, most: int) -> bytes:
        """All of a small object, or one byte more than most of a longer one."""
        ...


class Folder:
    """Each object is a file; names that begin with a dot are passed over (section OBJECT NAMES)."""

    def __init__(self, folder: str):
        self._folder = folder
        self._names = {name for name in os.listdir(folder) if not name.startswith(".")}

    def names(self) -> list[str]:
        return sorted(self._names)

    def has(self, name: str) -> bool:
        return name in self._names

    def is_file(self, name: str) -> bool:
        """Not a folder, a link or a special file."""
        return stat.S_ISREG(os.lstat(os.path.join(self._folder, name)).st_mode)

    def open(self, name: str) -> BinaryIO:
        return open(os.path.join(self._folder, name), "rb")

    def size(self, name: str) -> int:
        return os.stat(os.path.join(self._folder, name)).st_size

    def read(self, name: str, most: int) -> bytes:
        with self.open(name) as file:
            return file.read(most + 1)


class Archive:
    """The objects of a vector (section VECTORS)."""

    def __init__(self, data: bytes):
        self._objects: dict[str, bytes] = {}
        file = io.BytesIO(data)
        while file.tell() < len(data):
            name = self._exactly(file, int.from_bytes(self._exactly(file, 2), "big")).decode()
            if name in self._objects:
                raise ValueError("a name occurs twice")
            self._objects[name] = self._exactly(file, int.from_bytes(self._exactly(file, 4), "big"))

    @staticmethod
    def _exactly(file: BinaryIO, count: int) -> bytes:
        data = file.read(count)
        if len(data) != count:
            raise ValueError("the archive is cut")
        return data

    def names(self) -> list[str]:
        return sorted(self._objects)

    def has(self, name: str) -> bool:
        return name in self._objects

    def is_file(self, name: str) -> bool:
        return True

    def open(self, name: str) -> BinaryIO:
        return io.BytesIO(self._objects[name])

    def size(self, name: str) -> int:
        return len(self._objects[name])

    def read(self, name: str, most: int) -> bytes:
        return self._objects[name][:most + 1]
