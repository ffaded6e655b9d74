"""An S3 server of many clips that nobody has filmed: counting_store.py FOLDER CLIPS DAY [DAY ...].

Serves the files below FOLDER, and as many CLIPS more, spread over the DAYs of the campaign "crm":
each has the objects of the clip that lies at FOLDER/template. It checks no signature. Prints its
own address, then one line for each request.
"""

import base64
import hashlib
import http.server
import os
import sys
import urllib.parse
import xml.sax.saxutils

FOLDER, CLIPS, DAYS = sys.argv[1], int(sys.argv[2]), sorted(sys.argv[3:])
TEMPLATE = os.path.join(FOLDER, "template")
CAMPAIGN = "calls/crm/"


def identifiers(day):
    place = DAYS.index(day)
    count = CLIPS // len(DAYS) + (place < CLIPS % len(DAYS))
    names = (hashlib.md5(f"{day}/{number}".encode()).digest() for number in range(count))
    return [base64.b32encode(name).decode().rstrip("=").lower() for name in names]


def simulated(key):
    """The file that stands for a simulated object; None where there is no such clip."""
    parts = key.removeprefix(CAMPAIGN).split("/")
    if not key.startswith(CAMPAIGN) or len(parts) != 3 or parts[0] not in DAYS:
        return None
    return os.path.join(TEMPLATE, parts[2])


def children(prefix):
    """Names directly below a prefix that ends with a slash; those of folders end with one, too."""
    names = set()
    path = os.path.join(FOLDER, prefix)
    if os.path.isdir(path):
        for name in os.listdir(path):
            names.add(name + "/" if os.path.isdir(os.path.join(path, name)) else name)
    if CLIPS and prefix == "calls/":
        names.add("crm/")
    elif CLIPS and prefix == CAMPAIGN:
        names.update(day + "/" for day in DAYS)
    elif prefix.startswith(CAMPAIGN) and (rest := prefix[len(CAMPAIGN):].split("/"))[0] in DAYS:
        if len(rest) == 2:
            names.update(name + "/" for name in identifiers(rest[0]))
        elif not os.path.isdir(path):
            names.update(os.listdir(TEMPLATE))
    return sorted(names)


def everything(prefix):
    """All keys below a prefix, without what is simulated: no ledger is."""
    names = []
    for root, _, files in os.walk(os.path.join(FOLDER, prefix)):
        names += [os.path.relpath(os.path.join(root, file), FOLDER) for file in files]
    return sorted(name[len(prefix):] for name in names)


def listing(query):
    prefix = query["prefix"][0]
    names = children(prefix) if "delimiter" in query else everything(prefix)
    after = query.get("continuation-token", [""])[0]
    most = min(1000, int(query.get("max-keys", ["1000"])[0]))
    rest = [name for name in names if name > after]
    page, text = rest[:most], "<ListBucketResult>"
    for name in page:
        key = xml.sax.saxutils.escape(prefix + name)
        if name.endswith("/"):
            text += f"<CommonPrefixes><Prefix>{key}</Prefix></CommonPrefixes>"
        else:
            text += f"<Contents><Key>{key}</Key></Contents>"
    if len(rest) > most:
        text += "<IsTruncated>true</IsTruncated>"
        text += f"<NextContinuationToken>{page[-1]}</NextContinuationToken>"
    return (text + "</ListBucketResult>").encode()


class Store(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *words):
        pass

    def answer(self, status, body=b"", headers=()):
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def key(self):
        return urllib.parse.unquote(urllib.parse.urlsplit(self.path).path).split("/", 2)[-1]

    def begin(self):
        print(self.command, self.path, flush=True)

    def do_GET(self):
        self.begin()
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query, keep_blank_values=True)
        if "list-type" in query:
            return self.answer(200, listing(query))
        for path in (os.path.join(FOLDER, self.key()), simulated(self.key())):
            if path and os.path.isfile(path):
                with open(path, "rb") as file:
                    return self.answer(200, file.read())
        self.answer(404, b"<Error><Code>NoSuchKey</Code></Error>")

    def do_PUT(self):
        self.begin()
        path = os.path.join(FOLDER, self.key())
        body = self.rfile.read(int(self.headers["Content-Length"]))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(body)
        self.answer(200, headers=[("ETag", f'"{hashlib.md5(body).hexdigest()}"')])

    def do_DELETE(self):
        self.begin()
        path = os.path.join(FOLDER, self.key())
        if os.path.isfile(path):
            os.remove(path)
        self.answer(204)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Store)
server.daemon_threads = True
print(f"127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
