"""Plays GitHub for one pull request: github.py COMMIT DIR.

It listens on a port of the loopback interface, which it writes to DIR/port, and keeps the
last comment that it was sent in DIR/comment. Whether requests are those that GitHub
takes is tested elsewhere, by its own description.
"""

import http.server
import json
import os
import sys

commit, folder = sys.argv[1:]
comments = []


class GitHub(http.server.BaseHTTPRequestHandler):
    def answer(self, code, body):
        text = json.dumps(body).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def do_GET(self):
        path = self.path.partition("?")[0]
        if path == "/repos/acme/infra/pulls/7":
            self.answer(200, {"number": 7, "head": {"sha": commit}, "base": {"repo": {"html_url": "https://github.com/acme/infra"}}})
        elif path == "/repos/acme/infra/issues/7/comments":
            self.answer(200, comments)
        else:
            self.answer(404, {"message": "Not Found"})

    def do_POST(self):
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/graphql":
            self.answer(200, {"data": {"viewer": {"login": "github-actions[bot]"}}})
        elif self.path == "/repos/acme/infra/issues/7/comments" and self.headers["Authorization"] == "Bearer obviously-not-a-token":
            comments.append({"id": 1, "body": sent["body"], "user": {"login": "github-actions[bot]"}, "html_url": "https://github.com/acme/infra/pull/7#issuecomment-1"})
            with open(os.path.join(folder, "comment"), "w", encoding="utf-8") as file:
                file.write(sent["body"])
            self.answer(201, comments[-1])
        else:
            self.answer(403, {"message": "Resource not accessible by integration"})

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), GitHub)
with open(os.path.join(folder, "port.new"), "w", encoding="utf-8") as file:
    file.write(str(server.server_port))
os.rename(os.path.join(folder, "port.new"), os.path.join(folder, "port"))
server.serve_forever()
