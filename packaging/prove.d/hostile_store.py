"""An S3 server that means no good: hostile_store.py LOG [CERTIFICATE KEY [AUTHORITY]].

What it does is the name of the bucket that is asked for. Prints its own address; writes each
request line, and a Host header that is not its own, into LOG. With a certificate it speaks TLS, with
an authority it wants one of the client too.
"""

import base64
import hashlib
import http.server
import ssl
import sys
import time

# By path, what the bucket "exact" was given.
KEPT = {}
LOG = open(sys.argv[1], "a", buffering=1)
PAGE = (
    '<?xml version="1.0"?><ListBucketResult>{}<IsTruncated>{}</IsTruncated>'
    "<NextContinuationToken>{}</NextContinuationToken></ListBucketResult>"
)


class Hostile(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def answer(self, status, body=b"", headers=()):
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def page(self, names, token=""):
        items = "".join(f"<Contents><Key>{name}</Key></Contents>" for name in names)
        truncated = "true" if token else "false"
        self.answer(200, PAGE.format(items, truncated, token).encode())

    def serve(self):
        LOG.write(self.requestline + "\n")
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        bucket = self.path.split("/")[1].split("?")[0]
        prefix = "calls/"
        if "prefix=" in self.path:
            prefix = self.path.split("prefix=")[1].split("&")[0].replace("%2F", "/")
        if bucket == "redirect":
            other = f"http://127.0.0.1:{self.server.server_port}/elsewhere"
            self.answer(307, headers=[("Location", other)])
        elif bucket == "bomb":
            entities = '<!DOCTYPE a [<!ENTITY a "aaaaaaaa">' + "".join(
                f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9)
            )
            self.answer(200, (entities + "]><ListBucketResult>&j;</ListBucketResult>").encode())
        elif bucket == "unconditional" and "If-None-Match" in self.headers:
            self.answer(501, b"<Error><Code>NotImplemented</Code></Error>")
        elif bucket == "unconditional" and self.command == "HEAD":
            self.answer(404)
        elif bucket in ("keeps", "unconditional"):
            # An honest one, but for keeping nothing.
            checksum = base64.b64encode(hashlib.sha256(body).digest()).decode()
            self.answer(200, headers=[("x-amz-checksum-sha256", checksum)])
        elif bucket == "exact":
            self.serve_exactly(body)
        elif bucket == "unknowing":
            self.answer(501, b"<Error><Code>NotImplemented</Code></Error>")
        elif bucket == "endless":
            self.send_response_only(200)
            self.end_headers()
            self.close_connection = True
            while True:
                self.wfile.write(b"<x>" * 20000)
        elif bucket == "headers":
            self.send_response_only(200)
            for number in range(100000):
                self.send_header(f"x-{number}", "y" * 100)
            self.answer(200)
        elif bucket == "loop":
            self.page([prefix + "a"], token="same")
        elif bucket == "empty":
            self.page([], token=str(time.monotonic_ns()))
        elif bucket == "foreign":
            self.page(["elsewhere/opening"])
        elif bucket == "dots":
            self.page([prefix + "..", prefix + "../../etc/passwd", prefix + ".draft", prefix + "x"])
        elif bucket == "page":
            self.answer(200, b"<html><body>Welcome to the hotel's network</body></html>")
        elif bucket == "binary":
            self.answer(200, bytes(range(256)))
        elif bucket == "wrong-tag":
            self.answer(200, headers=[("ETag", '"' + "0" * 32 + '"')])
        elif bucket == "no-tag":
            self.answer(200)
        elif bucket == "busy":
            self.answer(503, headers=[("Retry-After", "77")])
        elif bucket == "denied":
            self.answer(403, b"<Error><Code>AccessDenied</Code></Error>")
        elif bucket == "skewed":
            stamp = self.headers["x-amz-date"]
            year = int(stamp[:4])
            if year == 2031 and self.command == "GET":
                self.page([prefix + "opening"])
            else:
                self.answer(
                    403,
                    b"<Error><Code>RequestTimeTooSkewed</Code></Error>",
                    [("Date", "Wed, 01 Jan 2031 12:00:00 GMT")],
                )
        elif bucket == "gone":
            self.answer(404, b"<Error><Code>NoSuchBucket</Code></Error>")
        elif bucket == "nothing":
            self.wfile.write(b"SSH-2.0-OpenSSH\r\n")
            self.close_connection = True
        elif bucket == "silent":
            time.sleep(10)
            self.close_connection = True
        elif bucket == "first-pages":
            if "continuation-token" not in self.path:
                self.page([f"{prefix}{n:05}.segment" for n in range(1000)], token="a/b =&amp;1")
            elif "continuation-token=a%2Fb%20%3D%261" in self.path:
                self.page([f"{prefix}{n:05}.segment" for n in range(1000, 1500)])
        else:
            self.answer(200)

    def serve_exactly(self, body):
        """As S3 itself: compares the hash, tells it, refuses a second object."""
        digest = hashlib.sha256(body)
        if self.command != "PUT":
            body = KEPT.get(self.path)
        elif self.headers["x-amz-content-sha256"] != digest.hexdigest():
            self.answer(400, b"<Error><Code>XAmzContentSHA256Mismatch</Code></Error>")
            return
        elif KEPT.setdefault(self.path, body) is not body:
            self.answer(412, b"<Error><Code>PreconditionFailed</Code></Error>")
            return
        if body is None:
            self.answer(404, b"<Error><Code>NoSuchKey</Code></Error>")
            return
        checksum = base64.b64encode(hashlib.sha256(body).digest()).decode()
        self.answer(
            200, body if self.command == "GET" else b"", [("x-amz-checksum-sha256", checksum)])

    do_GET = do_HEAD = do_PUT = do_DELETE = serve

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except OSError:
            self.close_connection = True


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, address):
        pass


server = Server(("127.0.0.1", 0), Hostile)
if len(sys.argv) > 3:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[2], sys.argv[3])
    if len(sys.argv) > 4:
        context.load_verify_locations(sys.argv[4])
        context.verify_mode = ssl.CERT_REQUIRED
    server.socket = context.wrap_socket(server.socket, server_side=True)
print(f"127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
