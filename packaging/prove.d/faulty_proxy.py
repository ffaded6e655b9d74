"""A proxy before an S3 server that lets requests go wrong: faulty_proxy.py PORT SEED SHARE [FAULT ...].

Each request goes wrong with the probability SHARE, in one of these ways, drawn from SEED: refused
with a status of failure, cut off before it, in the middle of its body, or after the server has
carried it out but before the answer, answered in part, altered on its way, or told that the clocks
differ; or only those FAULTs. Prints its own address, then one line for each fault.
The FAULT "count" is none: nothing goes wrong, and each request is one line.
"""

import email.utils
import http.client
import http.server
import random
import socket
import struct
import sys
import threading
import time

UPSTREAM, SEED, SHARE = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
FAULTS = sys.argv[4:] or ["500", "503", "429", "507", "before", "body", "answer", "part", "altered", "skew"]
draws = random.Random(SEED)
lock = threading.Lock()


def draw():
    with lock:
        fault = draws.choice(FAULTS) if draws.random() < SHARE else None
    if fault:
        print(fault)
    return fault


class Proxy(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # The server answers each object with a packet; waiting for a second one takes 40 ms.
    disable_nagle_algorithm = True

    def log_message(self, *words):
        pass

    def handle_expect_100(self):
        return True

    def cut(self):
        """Ends the connection with a reset, as a network that breaks does."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def answer(self, status, headers, body):
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in ("connection", "transfer-encoding", "content-length"):
                self.send_header(name, value)
        if self.command != "HEAD":
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def serve(self):
        fault = None if FAULTS == ["count"] else draw()
        if FAULTS == ["count"]:
            print(self.command, self.path)
        length = int(self.headers.get("Content-Length", 0))
        if fault == "before":
            return self.cut()
        if fault == "body" and length:
            self.rfile.read(length // 2)
            return self.cut()
        if self.headers.get("Expect", "").lower() == "100-continue":
            self.send_response_only(100)
            self.end_headers()
        body = self.rfile.read(length)
        if fault in ("500", "503", "429", "507"):
            headers = [("Retry-After", "0")] if fault != "500" else []
            return self.answer(int(fault), headers, b"<html>not now</html>")
        if fault == "skew":
            date = email.utils.formatdate(time.time() + draws.randint(-9, 9), usegmt=True)
            code = b"<Error><Code>RequestTimeTooSkewed</Code></Error>"
            return self.answer(403, [("Date", date)], code)
        if fault == "altered" and body:
            body = body[:-1] + bytes([body[-1] ^ 1])
        upstream = http.client.HTTPConnection("127.0.0.1", UPSTREAM)
        upstream.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            if name.lower() != "expect":
                upstream.putheader(name, value)
        upstream.endheaders(body)
        reply = upstream.getresponse()
        content = reply.read()
        upstream.close()
        if fault == "answer":
            return self.cut()
        if fault == "part":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Len")
            return self.cut()
        self.answer(reply.status, reply.getheaders(), content)

    do_GET = do_HEAD = do_PUT = do_DELETE = serve

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except (ConnectionError, http.client.HTTPException, ValueError, OSError):
            self.close_connection = True


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, address):
        pass


server = Server(("127.0.0.1", 0), Proxy)
print(f"127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
