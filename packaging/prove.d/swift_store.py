"""OpenStack Swift with its S3 interface, in one folder: swift_store.py FOLDER BUCKET.

Account, container and object servers of one disk each, and a proxy before them; the objects are in
memory. Makes the bucket. Its one person has the keys "films:access-key" and "secret-key". Prints the proxy's address
once it answers; ends with this process.
"""

import getpass
import http.client
import os
import signal
import socket
import subprocess
import sys
import time

from swift.common.ring import RingBuilder

FOLDER, BUCKET = sys.argv[1:]
SERVERS = {"account": "account", "container": "container", "object": "mem_object"}
# Tokens are kept in a cache, for which one dictionary will do.
RUN = """
import ctypes
import signal
import sys
import types

# PR_SET_PDEATHSIG: ends with the process that has started it, however that ends.
ctypes.CDLL(None).prctl(1, signal.SIGKILL)


class Cache(dict):
    def __bool__(self):
        return True

    def get(self, key, **_):
        return dict.get(self, key)

    def set(self, key, value, **_):
        self[key] = value

    def incr(self, key, delta=1, **_):
        self[key] = dict.get(self, key, 0) + delta
        return self[key]

    def delete(self, key, **_):
        self.pop(key, None)


def make(settings, **_):
    cache = Cache()

    def around(app):
        def answer(environment, start):
            environment["swift.cache"] = cache
            return app(environment, start)

        return answer

    return around


sys.modules["prove_cache"] = types.SimpleNamespace(make=make)
import swift.common.utils as utils
utils.HASH_PATH_SUFFIX = b"prove"
utils.validate_hash_conf = lambda: None
from swift.common.wsgi import run_wsgi
sys.exit(run_wsgi(sys.argv[1], sys.argv[2]))
"""
SERVER = """
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
devices = {folder}
mount_check = false
swift_dir = {folder}
user = {user}
workers = 0
log_address = {folder}/no-log

[pipeline:main]
pipeline = {name}-server

[app:{name}-server]
use = egg:swift#{app}
"""
PROXY = """
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
swift_dir = {folder}
user = {user}
workers = 0
log_address = {folder}/no-log

[pipeline:main]
pipeline = catch_errors gatekeeper cache listing_formats s3api tempauth proxy-server

[filter:catch_errors]
use = egg:swift#catch_errors

[filter:gatekeeper]
use = egg:swift#gatekeeper

[filter:cache]
paste.filter_factory = prove_cache:make

[filter:listing_formats]
use = egg:swift#listing_formats

[filter:s3api]
use = egg:swift#s3api

[filter:tempauth]
use = egg:swift#tempauth
user_films_access-key = secret-key .admin

[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
# A server that is not up yet must not be left alone for a minute.
error_suppression_interval = 0
allow_account_management = false
"""


def free_ports(count):
    """Different ones: all are taken before any is let go of."""
    places = [socket.socket() for _ in range(count)]
    for place in places:
        place.bind(("127.0.0.1", 0))
    ports = [place.getsockname()[1] for place in places]
    for place in places:
        place.close()
    return ports


def start(conf, text, section):
    path = os.path.join(FOLDER, conf)
    with open(path, "w") as file:
        file.write(text)
    words = [sys.executable, "-c", RUN, path, section]
    subprocess.Popen(words, stdout=sys.stderr)


os.makedirs(os.path.join(FOLDER, "disk"), exist_ok=True)
*ports, port_of_proxy = free_ports(len(SERVERS) + 1)
for (name, app), port in zip(SERVERS.items(), ports):
    ring = RingBuilder(part_power=1, replicas=1, min_part_hours=0)
    place = {"ip": "127.0.0.1", "port": port, "replication_ip": "127.0.0.1", "replication_port": port}
    ring.add_dev({**place, "id": 0, "region": 1, "zone": 1, "weight": 1.0, "device": "disk", "meta": ""})
    ring.rebalance()
    ring.get_ring().save(os.path.join(FOLDER, name + ".ring.gz"))
    text = SERVER.format(port=port, folder=FOLDER, user=getpass.getuser(), name=name, app=app)
    start(name + ".conf", text, name + "-server")
port = port_of_proxy
start("proxy.conf", PROXY.format(port=port, folder=FOLDER, user=getpass.getuser()), "proxy-server")


def ask(method, path, headers):
    """The headers of the answer; None where there is none of success yet."""
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.headers if answer.status < 300 else None
    except OSError:
        return None


person = {"X-Storage-User": "films:access-key", "X-Storage-Pass": "secret-key"}
while not (token := ask("GET", "/auth/v1.0", person)):
    time.sleep(0.1)
# The servers behind the proxy may still be on their way.
while not ask("PUT", "/v1/AUTH_films/" + BUCKET, {"X-Auth-Token": token["X-Auth-Token"]}):
    time.sleep(0.1)
print(f"127.0.0.1:{port}", flush=True)
signal.pause()
